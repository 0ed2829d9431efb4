/** The pages of rules: those that ship with the package, and those that the team writes. */
import { dirname, join, relative, resolve } from "node:path";
import { listMarkdown } from "../../content/markdown-files.ts";
import { boundsOf } from "../../files/bounds.ts";
import { checkFile, readTextFile } from "../../files/read-file.ts";
import { pagePathOf } from "../../model/config.ts";
import { compareText } from "../../model/names.ts";
import { nearest } from "../../model/nearest.ts";
import type { Rule } from "../../model/rule.ts";
import { packageFile } from "../package-root.ts";
import type { Configured } from "./index.ts";

/**
 * The file of each rule's page, by rule id; a rule may have none. A team's page takes the place of ours.
 * @param warn is told of a file that is the page of no rule, which is left unread
 * @throws UserError for a team's page that lies elsewhere or is no file
 */
export async function findRulePages(
  { config, folder }: Pick<Configured, "config" | "folder">,
  rules: readonly Pick<Rule, "id">[],
  warn: (text: string) => void,
): Promise<Map<string, string>> {
  const known = new Set(rules.map(({ id }) => id));
  const ours = packageFile("content", "rules");
  const own = dirname(resolve(folder, pagePathOf(config, "any")));
  const bounds = boundsOf(folder, ...(config.rulePages === undefined ? [] : [own]));
  const files = new Map<string, string>();
  for (const from of new Set([ours, own])) {
    for (const name of await listMarkdown(from)) {
      const id = name.replace(/\.md$/, "");
      const file = join(from, name);
      if (known.has(id)) {
        if (from === own) checkFile(file, { place: shownPath(file), bounds });
        files.set(id, file);
      } else if (from === own && name.toLowerCase() !== "readme.md") warn(formatWarning(shownPath(file), id, known));
    }
  }
  return new Map([...files].sort(([a], [b]) => compareText(a, b)));
}

function formatWarning(file: string, id: string, known: ReadonlySet<string>): string {
  const near = nearest(id, known);
  const meant = near === null ? "" : ` Is ${near} meant?`;
  return `${file} is the page of no rule.${meant}`;
}

function shownPath(file: string): string {
  return relative(".", file).replaceAll("\\", "/");
}

/** The pages as Markdown, by rule id: for reports and the terminal nothing is rendered. */
export function readPageTexts(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...files].map(([rule, file]) => [rule, readTextFile(file, { place: shownPath(file), bounds: null })] as const),
  );
}
