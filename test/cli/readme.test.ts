import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { toProgram } from "../../src/cli/program.ts";
import { runCartulary } from "../support/cartulary.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "cartulary-readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The output that the README shows under a command, without the command. */
function shownUnder(command: string): string {
  const start = README.indexOf(`$ ${command}\n`);
  if (start === -1) throw new Error(`README.md shows no ${command}`);
  const from = start + command.length + 3;
  return README.slice(from, README.indexOf("\n```", from));
}

/** Wall times differ from run to run, and the commit of the migrations from checkout to checkout. */
function withoutTimes(text: string): string {
  return text.replace(/ *\d+\.\d s/g, " # s").trim();
}

describe("the README", () => {
  test("shows what the demo prints", async () => {
    const run = await runCartulary(["demo"], { cwd: folder });
    expect(run.code).toBe(0);
    expect(withoutTimes(run.stdout)).toBe(withoutTimes(shownUnder("npx cartulary demo")));
  });

  test("shows the end of what score prints", async () => {
    const command = "npx cartulary score content/creampie --as-of 2026-11-23 --quiet";
    const run = await runCartulary(command.split(" ").slice(2), { cwd: ROOT });
    expect(run.code).toBe(1);
    const shown = shownUnder(command);
    const [beginning, end] = shown.split("\n…\n");
    expect(run.stdout.startsWith(`${beginning}\n`)).toBe(true);
    expect(run.stdout.trimEnd().endsWith(end as string)).toBe(true);
  });

  test("has a chapter for every verb, and pictures that are there", () => {
    const verbs = toProgram(() => undefined).commands.map((command) => command.name());
    expect(verbs.filter((verb) => !README.includes(`cartulary ${verb}`))).toEqual([]);
    const pictures = [...README.matchAll(/^!\[[^\]]*\]\((?!https?:)([^)]+)\)/gm)].map((match) => match[1] as string);
    expect(pictures.length).toBeGreaterThanOrEqual(3);
    expect(pictures.filter((path) => !existsSync(join(dirname(join(ROOT, "README.md")), path)))).toEqual([]);
  });
});
