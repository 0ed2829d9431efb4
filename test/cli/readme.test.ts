import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { toProgram } from "../../src/cli/program.ts";
import { runCartulary } from "../support/cartulary.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "cartulary-readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The commands that the README shows with their output: `$ npx cartulary …` and what stands below. */
const SHOWN = [...README.matchAll(/^\$ npx cartulary (.+)\n([\s\S]*?)\n```/gm)].map(
  (match) => [match[1] as string, match[2] as string] as const,
);

/** What git knows of the sample's migrations decides their score: all of it in a clone, less in one that is shallow. */
const WHOLE_HISTORY =
  spawnSync("git", ["rev-parse", "--is-shallow-repository"], { cwd: ROOT }).stdout?.toString().trim() === "false";

/** Wall times differ from run to run. */
function withoutTimes(text: string): string {
  const timed = text.replace(/ *\d+\.\d s/g, " # s").trim();
  return WHOLE_HISTORY ? timed : timed.replace(/^ *migrations .*\n/gm, "");
}

describe("the README", () => {
  test.each(SHOWN)("shows what `cartulary %s` prints", async (command, shown) => {
    symlinkSync(join(ROOT, "content"), join(folder, "content"), "junction");
    const run = await runCartulary(command.split(" "), { cwd: folder });
    rmSync(join(folder, "content"));
    expect(run.stderr).not.toMatch(/^(error|bug)/m);
    const printed = withoutTimes(run.stdout);
    // "…" stands for lines that are left out.
    const [beginning = "", ...rest] = withoutTimes(shown)
      .split("…")
      .map((part) => part.trim());
    expect(printed.slice(0, beginning.length)).toBe(beginning);
    if (rest.length === 0) expect(printed).toBe(beginning);
    for (const end of rest) expect(printed.slice(printed.length - end.length)).toBe(end);
  });

  test("shows the output of five commands", () => {
    expect(SHOWN.map(([command]) => command.split(" ")[0])).toEqual(["demo", "score", "explain", "fix", "introspect"]);
  });

  test("has a chapter for every verb, and pictures that are there", () => {
    const verbs = toProgram(() => undefined).commands.map((command) => command.name());
    expect(verbs.filter((verb) => !README.includes(`cartulary ${verb}`))).toEqual([]);
    const pictures = [...README.matchAll(/^!\[[^\]]*\]\((?!https?:)([^)]+)\)/gm)].map((match) => match[1] as string);
    expect(pictures.length).toBeGreaterThanOrEqual(3);
    expect(pictures.filter((path) => !existsSync(join(dirname(join(ROOT, "README.md")), path)))).toEqual([]);
  });
});
