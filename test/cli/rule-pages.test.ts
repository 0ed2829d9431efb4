import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { findRulePages, readPageTexts } from "../../src/cli/project/rule-pages.ts";
import { aConfig } from "../support/catalog.ts";
import { aRule } from "../support/fake-rules.ts";

const OURS = resolve(import.meta.dirname, "../../content/rules");
const base = mkdtempSync(join(tmpdir(), "cartulary-rule-pages-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(base, "project-"));
});

/** The pages of two of our rules and one own, and what is warned of. `pages` are names in a folder of the project. */
async function find(pages: readonly string[], at = "content/rules", rulePages?: string) {
  mkdirSync(join(folder, at), { recursive: true });
  for (const name of pages) writeFileSync(join(folder, at, name), `# ${name}\n\n## Why\n\nOurs.\n`);
  const warnings: string[] = [];
  const config = aConfig(rulePages === undefined ? {} : { rulePages });
  const rules = [aRule("pk-uuid"), aRule("index-fk"), aRule("export-indexed", { profile: "own" })];
  const files = await findRulePages({ config, folder }, rules, (text) => warnings.push(text.replace(/^.*\//, "")));
  return { files, warnings };
}

test("a rule has our page, and no page where nobody wrote one", async () => {
  expect(await find([])).toEqual({
    files: new Map([
      ["index-fk", join(OURS, "index-fk.md")],
      ["pk-uuid", join(OURS, "pk-uuid.md")],
    ]),
    warnings: [],
  });
});

test("the team's page stands for its own rule, and in place of ours", async () => {
  const { files, warnings } = await find(["export-indexed.md", "pk-uuid.md", "README.md"]);
  expect([...files]).toEqual([
    ["export-indexed", join(folder, "content/rules/export-indexed.md")],
    ["index-fk", join(OURS, "index-fk.md")],
    ["pk-uuid", join(folder, "content/rules/pk-uuid.md")],
  ]);
  expect(warnings).toEqual([]);
  expect(readPageTexts(files).get("pk-uuid")).toBe("# pk-uuid.md\n\n## Why\n\nOurs.\n");
});

test("the config may name another folder", async () => {
  const { files } = await find(["export-indexed.md"], "docs/guide", "docs/guide");
  expect(files.get("export-indexed")).toBe(join(folder, "docs/guide/export-indexed.md"));
});

test("a page of no rule is left out, and told with the nearest rule", async () => {
  const { files, warnings } = await find(["export-indexd.md", "ballads.md"]);
  expect(files.size).toBe(2);
  expect(warnings).toEqual([
    "ballads.md is the page of no rule.",
    "export-indexd.md is the page of no rule. Is export-indexed meant?",
  ]);
});

test("a team's page that leads out of the project is refused, unless the config names its folder", async () => {
  const elsewhere = mkdtempSync(join(base, "elsewhere-"));
  writeFileSync(join(elsewhere, "pk-uuid.md"), "# secret\n");
  mkdirSync(join(folder, "content"));
  symlinkSync(elsewhere, join(folder, "content/rules"));
  await expect(find([])).rejects.toMatchObject({
    name: "UserError",
    message: "The file leads out of the repository.",
    place: relative("", join(folder, "content/rules/pk-uuid.md")),
  });
  const { files } = await find([], "content/rules", "content/rules");
  expect(files.get("pk-uuid")).toBe(join(folder, "content/rules/pk-uuid.md"));
});
