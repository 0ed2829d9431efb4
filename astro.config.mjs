// The site's Astro options. The staged build imports them; `npx astro dev` in the repository reads the sample's
// checkpoints, or those that CARTULARY_CHECKPOINTS names.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig } from "astro/config";

process.env.CARTULARY_CHECKPOINTS ??= fileURLToPath(new URL(".astro/checkpoints", import.meta.url));

const fromSource = existsSync(new URL("src/view", import.meta.url));

/** Our own layers stay outside the bundle: TypeScript source in the repository, `dist` in the package. */
const ownLayers = {
  name: "cartulary-own-layers",
  enforce: "pre",
  resolveId(source) {
    const match = /^#(model|view)\/(.+)$/.exec(source);
    if (match === null) return null;
    const file = fromSource ? `src/${match[1]}/${match[2]}.ts` : `dist/src/${match[1]}/${match[2]}.js`;
    return { id: new URL(file, import.meta.url).href, external: true };
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

export default defineConfig({
  srcDir: "./src/site",
  publicDir: "./src/site/public",
  outDir: "./site",
  output: "static",
  build: { format: "preserve", inlineStylesheets: "never" },
  trailingSlash: "ignore",
  compressHTML: true,
  devToolbar: { enabled: false },
  vite: { plugins: [ownLayers, browserLibraries], build: { assetsInlineLimit: 0 } },
});
