/** The rule pages that ship with the package, as Markdown: for reports and the terminal nothing is rendered. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { packageFile } from "./package-root.ts";

/** By rule id; a rule without a page is left out. */
export async function readPageTexts(rules: readonly string[]): Promise<Map<string, string>> {
  const texts = await Promise.all(
    rules.map(async (rule): Promise<[string, string][]> => {
      const path = packageFile("content", "rules", `${rule}.md`);
      return existsSync(path) ? [[rule, await readFile(path, "utf8")]] : [];
    }),
  );
  return new Map(texts.flat());
}
