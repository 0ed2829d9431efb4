// The site's Astro options. The staged build imports them; `npx astro dev` in the repository reads the sample's
// checkpoints, or those that CARTULARY_CHECKPOINTS names.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig } from "astro/config";

process.env.CARTULARY_CHECKPOINTS ??= fileURLToPath(new URL(".astro/checkpoints", import.meta.url));

const fromSource = existsSync(new URL("src/view", import.meta.url));

/** Where a module of ours stands. */
function ownModule(layer, name) {
  const file = fromSource ? `src/${layer}/${name}.ts` : `dist/src/${layer}/${name}.js`;
  return new URL(file, import.meta.url).href;
}

/** Our own layers stay outside the bundle: TypeScript source in the repository, `dist` in the package. */
const ownLayers = {
  name: "cartulary-own-layers",
  enforce: "pre",
  resolveId(source) {
    const match = /^#(model|view)\/(.+)$/.exec(source);
    return match === null ? null : { id: ownModule(match[1], match[2]), external: true };
  },
};

const { resolve } = createRequire(import.meta.url);

/** Where the two browser libraries are that a site gets a copy of; only here can packages be found. */
const browserLibraries = {
  name: "cartulary-browser-libraries",
  resolveId: (source) => (source === "virtual:browser-libraries" ? `\0${source}` : null),
  load(id) {
    if (id !== "\0virtual:browser-libraries") return null;
    const search = resolve("@leeoniya/ufuzzy").replace(/uFuzzy\.[^/\\]*$/, "uFuzzy.iife.min.js");
    const diagrams = resolve("mermaid/dist/mermaid.min.js");
    return `export const search = ${JSON.stringify(search)};\nexport const diagrams = ${JSON.stringify(diagrams)};\n`;
  },
};

/** Whether pages are built; the development server places scripts and styles in them, which their policy forbids. */
const builtPages = {
  name: "cartulary-built-pages",
  config: (_config, { command }) => ({ define: { BUILT: JSON.stringify(command === "build") } }),
};

/** The files that are no pages are written beside the pages; the development server has a route for them. */
const filesBesidePages = {
  name: "cartulary-files",
  hooks: {
    "astro:build:done": async ({ dir }) => {
      const { writeFiles } = await import(ownModule("view", "write-files"));
      await writeFiles(process.env.CARTULARY_CHECKPOINTS, fileURLToPath(dir));
    },
  },
};

export default defineConfig({
  srcDir: "./src/site",
  publicDir: "./src/site/public",
  outDir: "./site",
  output: "static",
  build: { format: "preserve", inlineStylesheets: "never" },
  trailingSlash: "ignore",
  compressHTML: true,
  devToolbar: { enabled: false },
  integrations: [filesBesidePages],
  vite: { plugins: [ownLayers, browserLibraries, builtPages], build: { assetsInlineLimit: 0 } },
});
