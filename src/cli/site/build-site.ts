/**
 * The staged build: Astro runs in a process and a temporary folder of its own, so that it works for an installed,
 * read-only package, keeps no state beside the user's files, and leaves the old site in place where it fails.
 */
import { fork } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import type { Site } from "../../view/site.ts";
import { listFiles, MANIFEST, publishSite, writeManifest } from "../output-folder/index.ts";
import { RUNS_FROM_SOURCE } from "../package-root.ts";
import { interruptible } from "../terminal/interruption.ts";
import { publishData } from "./publish-data.ts";
import { buildStageError, withStageFolder } from "./stage-folder.ts";
import { stageSite } from "./stage-site.ts";

/**
 * Builds the site and puts it in its place. Returns the number of files.
 * @param tell is told how far it is
 * @param warn is told what of the old site could not be removed
 */
export async function buildSite(
  site: Site,
  out: string,
  { tell, warn }: { tell: (detail: string) => void; warn: (text: string) => void },
): Promise<number> {
  return interruptible((signal) =>
    withStageFolder(async (stage) => {
      const built = join(stage, "out");
      tell("making pages");
      await stageSite(site, stage, signal);
      tell("placing pages");
      await runAstro(stage, built, signal);
      tell("writing");
      await publishData(site, built);
      await makeFontsRelative(built);
      const files = await listFiles(built);
      await writeManifest(join(built, MANIFEST), files);
      await publishSite(built, out, { signal, warn });
      return files.length;
    }),
  );
}

/** Runs `astro-process` and waits. Its output is shown only where it fails. */
async function runAstro(stage: string, built: string, signal: AbortSignal): Promise<void> {
  const script = fileURLToPath(
    new URL(RUNS_FROM_SOURCE ? "./astro-process.ts" : "./astro-process.js", import.meta.url),
  );
  const child = fork(script, [stage, built], {
    cwd: stage,
    env: { ...process.env, CARTULARY_STAGE: stage, ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const stop = () => child.kill("SIGKILL");
  process.once("exit", stop);
  signal.addEventListener("abort", stop, { once: true });
  const code = await new Promise<number | null>((done, failed) => {
    child.once("error", failed);
    child.once("close", done);
  });
  process.removeListener("exit", stop);
  signal.throwIfAborted();
  if (code === 0) return;
  if (output.includes("ENOSPC")) throw buildStageError("no space is left on the disk (ENOSPC)");
  throw new Error(
    `The site could not be built; the old one, if there was one, is untouched.\n${stripVTControlCharacters(output).trim()}`,
  );
}

/**
 * Astro has no setting for relative addresses: the stylesheet names its fonts from the host's root, and would find them
 * neither below a path nor on a disk. They stand beside it.
 */
async function makeFontsRelative(built: string): Promise<void> {
  const assets = join(built, "_astro");
  for (const name of await readdir(assets)) {
    if (!name.endsWith(".css")) continue;
    const text = await readFile(join(assets, name), "utf8");
    await writeFile(join(assets, name), text.replaceAll("url(/_astro/", "url("));
  }
}
