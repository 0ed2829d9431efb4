/**
 * The staged build: Astro runs in a process and a temporary folder of its own, so that it works for an installed,
 * read-only package, keeps no state beside the user's files, and leaves the old site in place where it fails.
 */
import { fork } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../model/user-error.ts";
import { showUnseen } from "../model/visible-text.ts";
import { toRelativeAssets } from "../view/relative-assets.ts";
import { listFiles, MANIFEST, swapIn, toManifest } from "./output-folder.ts";
import { RUNS_FROM_SOURCE } from "./package-root.ts";
import { publishCheckpoints } from "./publish-checkpoints.ts";

/** Writes the checkpoints that the site is made from into a folder. */
export type WriteCheckpoints = (folder: string) => Promise<void>;

/** Builds the site and swaps it in. Returns the number of files. */
export async function buildSite(
  writeCheckpoints: WriteCheckpoints,
  out: string,
  tell: (detail: string) => void,
): Promise<number> {
  const stage = await mkdtemp(join(tmpdir(), "cartulary-"));
  try {
    const checkpoints = join(stage, "checkpoints");
    await mkdir(checkpoints);
    await writeCheckpoints(checkpoints);
    const built = join(stage, "out");
    tell("rendering pages");
    await runAstro(stage, checkpoints, built);
    tell("writing");
    await publishCheckpoints(checkpoints, built);
    const files = await listFiles(built);
    await finishPages(built, files);
    await writeFile(join(built, MANIFEST), toManifest(files));
    await swapIn(built, resolve(out));
    return files.length;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** Runs `astro-process` and waits. Its output is shown only where it fails. */
async function runAstro(stage: string, checkpoints: string, built: string): Promise<void> {
  const script = fileURLToPath(
    new URL(RUNS_FROM_SOURCE ? "./astro-process.ts" : "./astro-process.js", import.meta.url),
  );
  const child = fork(script, [stage, built], {
    cwd: stage,
    env: { ...process.env, CARTULARY_CHECKPOINTS: checkpoints, ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const stop = () => child.kill();
  process.once("exit", stop);
  const code = await new Promise<number | null>((done, failed) => {
    child.once("error", failed);
    child.once("close", done);
  });
  process.removeListener("exit", stop);
  if (code === 0) return;
  if (output.includes("ENOSPC")) {
    throw new UserError("The site could not be built: no space is left on the disk.", {
      hint: "The old site, if there was one, is untouched.",
    });
  }
  throw new Error(`The site could not be built; the old one, if there was one, is untouched.\n${output.trim()}`);
}

/**
 * What Astro has no setting for: addresses of assets are made relative, by the file's depth, and no page holds a
 * character that nobody sees.
 */
async function finishPages(built: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    if (!/\.(html|css)$/.test(file)) continue;
    const path = join(built, file);
    const before = await readFile(path, "utf8");
    const after = showUnseen(toRelativeAssets(before, file));
    if (after !== before) await writeFile(path, after);
  }
}
