import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildProgram } from "../../src/cli/program.ts";
import { runCartulary } from "../support/cartulary.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "cartulary-readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The commands that the README shows with their output: `$ npx cartulary …` and what stands below. */
const SHOWN = [...README.matchAll(/^\$ npx cartulary (.+)\n([\s\S]*?)\n```/gm)].map(
  (match) => [match[1] as string, match[2] as string] as const,
);

/** The blocks of code in a language, as somebody would copy them: those inside a list lose its indentation. */
const CODE = [...README.matchAll(/^( *)```ts\n([\s\S]*?)^\1```$/gm)].map((match) =>
  (match[2] as string).replaceAll(new RegExp(`^${match[1]}`, "gm"), ""),
);
const codeWith = (text: string) => CODE.filter((code) => code.includes(text));

/** Wall times differ from run to run. */
function withoutTimes(text: string): string {
  return text.replace(/ *\d+\.\d s/g, " # s").trim();
}

/** The folder of a new user: an installed package of our name that is these sources, and no repository of git around. */
beforeAll(() => {
  const installed = join(folder, "node_modules/cartulary");
  mkdirSync(installed, { recursive: true });
  symlinkSync(join(ROOT, "content"), join(installed, "content"), "junction");
  writeFileSync(join(installed, "package.json"), '{ "type": "module", "exports": "./index.js" }');
  writeFileSync(
    join(installed, "index.js"),
    `export * from ${JSON.stringify(pathToFileURL(join(ROOT, "src/index.ts")).href)};`,
  );
});
const run = (command: string, cwd: string) =>
  runCartulary(command.split(" "), { cwd, environment: { GIT_CEILING_DIRECTORIES: ROOT } });

describe("the README", () => {
  test.each(SHOWN)("shows what `cartulary %s` prints", async (command, shown) => {
    const { stderr, stdout } = await run(command, folder);
    expect(stderr).not.toMatch(/^(error|bug)/m);
    const printed = withoutTimes(stdout);
    // "…" stands for lines that are left out.
    const [beginning = "", ...rest] = withoutTimes(shown)
      .split("…")
      .map((part) => part.trim());
    expect(printed.slice(0, beginning.length)).toBe(beginning);
    if (rest.length === 0) expect(printed).toBe(beginning);
    for (const end of rest) expect(printed.slice(printed.length - end.length)).toBe(end);
  });

  test("shows the output of six commands", () => {
    const commands = SHOWN.map(([command]) => command.split(" ")[0]);
    expect(commands).toEqual(["demo", "score", "plan", "explain", "fix", "introspect"]);
  });

  test("has a configuration that loads as it stands", async () => {
    const [config] = codeWith('title: "creampie"');
    const project = join(folder, "configured");
    mkdirSync(project);
    writeFileSync(join(project, "cartulary.config.ts"), config as string);
    const { stderr, stdout } = await run("explain table-narrow", project);
    expect(stderr).toBe("");
    expect(stdout).toContain("Options\n\n  max = 30\n");
  });

  test("has a guide of one's own that judges as it stands", async () => {
    const [config] = codeWith("ownRules: [");
    const [rules] = codeWith("export const exportIndexed");
    const project = join(folder, "own-guide");
    mkdirSync(project);
    writeFileSync(join(project, "cartulary.config.ts"), config as string);
    writeFileSync(join(project, "rules.ts"), rules as string);
    cpSync(join(ROOT, "test/fixtures/own-guide/schema.sql"), join(project, "schema.sql"));
    const { stderr, stdout } = await run("score --quiet --fail-on none --as-of 2026-11-23", project);
    expect(stderr).toBe("");
    expect(stdout).toContain("Column updated_at is read by the export, and no index begins with it.");
  });

  test("has a chapter for every verb, and pictures that are there", () => {
    const verbs = buildProgram(() => undefined).commands.map((command) => command.name());
    expect(verbs.filter((verb) => !README.includes(`cartulary ${verb}`))).toEqual([]);
    const pictures = [...README.matchAll(/^!\[[^\]]*\]\((?!https?:)([^)]+)\)/gm)].map((match) => match[1] as string);
    expect(pictures.length).toBeGreaterThanOrEqual(3);
    expect(pictures.filter((path) => !existsSync(join(dirname(join(ROOT, "README.md")), path)))).toEqual([]);
  });
});
