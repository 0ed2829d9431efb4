// The site's Astro options. The staged build imports them, and places the pages of the folder that CARTULARY_STAGE
// names; `npm run dev` those of the sample.
import { createRequire } from "node:module";
import { defineConfig } from "astro/config";

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

export default defineConfig({
  srcDir: "./src/site",
  publicDir: "./src/site/public",
  outDir: "./site",
  output: "static",
  build: { format: "preserve", inlineStylesheets: "never" },
  trailingSlash: "ignore",
  compressHTML: true,
  devToolbar: { enabled: false },
  vite: { plugins: [browserLibraries, builtPages], build: { assetsInlineLimit: 0 } },
});
