/**
 * Runs Astro's build in a folder of its own (the process's current folder and first argument), since Astro writes
 * beside its root and its current folder. Arguments: the stage folder and the output folder.
 */
import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type AstroInlineConfig, build } from "astro";
import { PACKAGE_ROOT, packageFile } from "../package-root.ts";

const [stage, out] = process.argv.slice(2);
if (stage === undefined || out === undefined) throw new Error("usage: astro-process <stage> <out>");

// Where the program that waits for the pages was killed, nobody needs them.
process.once("disconnect", () => process.exit());
process.channel?.unref();

// Chunks that Astro writes below the stage import astro by its bare name. A junction needs no privilege on Windows.
mkdirSync(join(stage, "node_modules"));
symlinkSync(
  dirname(fileURLToPath(import.meta.resolve("astro/package.json"))),
  join(stage, "node_modules", "astro"),
  "junction",
);

const { default: siteConfig } = (await import(pathToFileURL(packageFile("astro.config.mjs")).href)) as {
  default: AstroInlineConfig;
};
await build({
  ...siteConfig,
  configFile: false,
  root: stage,
  srcDir: packageFile("src", "site"),
  publicDir: packageFile("src", "site", "public"),
  outDir: out,
  cacheDir: join(stage, "cache"),
  logLevel: "warn",
  vite: {
    ...siteConfig.vite,
    cacheDir: join(stage, "vite"),
    // The files beside the pages are there already.
    build: { ...siteConfig.vite?.build, emptyOutDir: false },
    ssr: { noExternal: true },
    environments: { prerender: { resolve: { noExternal: true } } },
    server: { fs: { allow: [PACKAGE_ROOT, stage] } },
  },
});
