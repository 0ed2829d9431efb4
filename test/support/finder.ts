/** Search as the browser runs it: the script that finds, with the parts of a site's index. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { listPages } from "../../src/view/pages.ts";
import { buildSearchFiles } from "../../src/view/search/files.ts";
import type { Site } from "../../src/view/site.ts";

const SCRIPT = join(import.meta.dirname, "../../src/site/public/scripts/search-find.js");

export interface FoundEntry {
  /** `orders.` before a column's own name. */
  before?: string;
  name: string;
  place: string;
  grade?: string;
  about?: string;
  address: string;
}

export interface Finder {
  find(query: string): { groups: { title: string; total: number; entries: FoundEntry[] }[]; total: number };
  counts(): { relations: number; columns: number; others: number };
}

export function openFinder(site: Site): Finder {
  const window = {} as { cartularyFinder(): Finder & { add(name: string, part: unknown): void } };
  const context = createContext({ window });
  runInContext(readFileSync(SCRIPT, "utf8"), context);
  const finder = window.cartularyFinder();
  Object.assign(context, { cartularySearchPart: (name: string, part: unknown) => finder.add(name, part) });
  for (const { text } of buildSearchFiles(site, listPages(site))) runInContext(text, context);
  return finder;
}

/** Titles of groups with the entries below them: `orders | table in public`. */
export function linesOf(finder: Finder, query: string): Record<string, string[]> {
  const { groups } = finder.find(query);
  return Object.fromEntries(
    groups.map(({ title, entries }) => [
      title,
      entries.map(({ before = "", name, place }) => `${before}${name} | ${place}`),
    ]),
  );
}
