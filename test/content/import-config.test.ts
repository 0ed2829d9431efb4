/** Node itself loads the files here: what loads modules in tests takes every file for one. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCartulary } from "../support/cartulary.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cartulary-import-config-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What `explain` says of a rule whose title the files set. */
async function explain(files: Record<string, string>): Promise<{ title: string; stderr: string }> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { stdout, stderr } = await runCartulary(["explain", "pk-uuid"], { cwd: folder });
  return { title: stdout.split("\n")[1] ?? "", stderr };
}

const CONFIG = `import { title } from "./title.ts";\nexport default { rules: { "pk-uuid": { title } } };\n`;
const TITLE = `export const title: string = "Keys are ours.";\n`;

describe("a configuration in TypeScript", () => {
  test.each([
    ["is CommonJS, as npm init says", '{ "type": "commonjs" }'],
    ["is of modules", '{ "type": "module" }'],
    ["says nothing of it", "{}"],
  ])("is a module where the package %s", async (_, manifest) => {
    const files = { "package.json": manifest, "cartulary.config.ts": CONFIG, "title.ts": TITLE };
    expect(await explain(files)).toEqual({ title: "Keys are ours.", stderr: "" });
  });

  test.each([
    [
      { "cartulary.config.ts": CONFIG, "title.ts": "\nenum Title { a }\nexport const title = Title.a;\n" },
      "title.ts:2",
      "Only types are stripped from a .ts file: enums, namespaces and parameter properties do not work.",
    ],
    [{ "cartulary.config.ts": `\n\nthrow new Error("no");\n` }, "cartulary.config.ts:3", null],
    [
      { "cartulary.config.mjs": `import "node:fs";\nimport { nothing } from "node:fs";\n` },
      "cartulary.config.mjs:2",
      null,
    ],
    [
      { "cartulary.config.ts": `import { defineConfig } from "cartulary";\nexport default defineConfig({});\n` },
      "cartulary.config.ts",
      "Install it where the configuration stands: npm install --save-dev cartulary.",
    ],
    [
      { "cartulary.config.ts": `import "./title";\nexport default {};\n` },
      "cartulary.config.ts",
      "An import names a file with its ending, ./rules.ts, and a package that is installed.",
    ],
  ])("that does not load is told with the line at fault: %j", async (files, place, hint) => {
    const { stderr } = await explain(files as Record<string, string>);
    const [first, ...rest] = stderr.split("\n");
    expect(first).toMatch(/^error The configuration does not load: /);
    expect(rest).toEqual([`   at ${place}`, ...(hint === null ? [] : [`      ${hint}`]), ""]);
  });
});
