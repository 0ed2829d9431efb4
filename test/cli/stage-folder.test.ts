import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, renameSync, utimesSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { makeFolders } from "../support/folders.ts";

const folders = makeFolders();
afterAll(() => folders.remove());

/** Runs these lines within the work that has a stage folder, which holds a file, in a process of its own. */
function runInStage(temporary: string, lines: string) {
  const toHref = (path: string) => JSON.stringify(pathToFileURL(resolve(path)).href);
  const script = `
    import { writeFileSync } from "node:fs";
    import { join } from "node:path";
    import { interruptible } from ${toHref("src/cli/terminal/interruption.ts")};
    import { withStageFolder } from ${toHref("src/cli/site/stage-folder.ts")};
    import { formatErrorText, toExitCode } from ${toHref("src/cli/terminal/errors.ts")};
    try {
      await interruptible((signal) => withStageFolder(async (stage) => {
        writeFileSync(join(stage, "page.html"), "half");
        const aborted = new Promise((resolve) => signal.addEventListener("abort", resolve));
        ${lines}
      }));
    } catch (error) {
      console.log(formatErrorText(error, { colour: false }));
      process.exitCode = toExitCode(error);
    }`;
  const run = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
    env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary, NODE_OPTIONS: "" },
  });
  return { end: run.signal ?? run.status, stdout: run.stdout, left: readdirSync(temporary) };
}

/** A process waits for a timer, as a build waits for its pages, until it is told to end. */
const endBy = (signal: string) => `
  setTimeout(() => process.kill(process.pid, "${signal}"), 1);
  const waiting = setInterval(() => undefined, 1000);
  await aborted;
  clearInterval(waiting);
  signal.throwIfAborted();`;

describe("the folder that a site is built in", () => {
  test("is gone after the work, a failure and an early end of the process", () => {
    const temporary = folders.folderOf({});
    expect(runInStage(temporary, "")).toEqual({ end: 0, stdout: "", left: [] });
    expect(runInStage(temporary, 'throw new Error("no");')).toMatchObject({ end: 70, left: [] });
    expect(runInStage(temporary, "process.exit(0);")).toEqual({ end: 0, stdout: "", left: [] });
  });

  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) {
    test.skipIf(process.platform === "win32")(
      `is gone after ${signal}, of which the process dies without a word`,
      () => {
        expect(runInStage(folders.folderOf({}), endBy(signal))).toEqual({ end: signal, stdout: "", left: [] });
      },
    );
  }

  test("is removed by the next build where the process was killed, and nothing else is", () => {
    const temporary = folders.folderOf({ "cartulary-stage-notes/a.txt": "mine", "cartulary-other/b.txt": "mine" });
    const mine = ["cartulary-other", "cartulary-stage-notes"];
    const killed = runInStage(temporary, 'process.kill(process.pid, "SIGKILL");\nawait aborted;');
    expect(killed).toMatchObject({
      end: "SIGKILL",
      left: [mine[0], expect.stringMatching(/^cartulary-stage-\d+-/), mine[1]],
    });
    expect(runInStage(temporary, "")).toEqual({ end: 0, stdout: "", left: mine });
  });

  test("stays while its process runs, and a day where another machine made it", () => {
    const temporary = folders.folderOf({});
    const killed = runInStage(temporary, 'process.kill(process.pid, "SIGKILL");\nawait aborted;').left[0] as string;
    const [, machine = "", chance = ""] = /-\d+-([0-9a-f]+)-([0-9a-f]+)$/.exec(killed) ?? [];
    const running = `cartulary-stage-${process.pid}-${machine}-${chance}`;
    const elsewhere = `cartulary-stage-1-00000000-${chance}`;
    renameSync(join(temporary, killed), join(temporary, running));
    mkdirSync(join(temporary, elsewhere));
    expect(runInStage(temporary, "").left).toEqual([elsewhere, running].sort());
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
    utimesSync(join(temporary, elsewhere), twoDaysAgo, twoDaysAgo);
    expect(runInStage(temporary, "").left).toEqual([running]);
  });

  test("is named where there is no room in it", () => {
    const temporary = folders.folderOf({ "a.txt": "" });
    const full = 'throw Object.assign(new Error("full"), { code: "ENOSPC" });';
    expect(runInStage(temporary, full)).toEqual({
      end: 2,
      stdout:
        `error The site could not be built in ${temporary}: no space is left on the disk (ENOSPC).\n` +
        "      Make room there, or name another folder in TMPDIR. The old site, if there was one, is untouched.\n\n",
      left: ["a.txt"],
    });
  });
});
