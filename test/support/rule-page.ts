/** What stands on a rule's page, for tests that run it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, configSchema } from "../../src/model/config.ts";

const FOLDER = join(import.meta.dirname, "../../content/rules");

/** The text under each heading of the second level. */
export function sectionsOf(id: string): Map<string, string> {
  const parts = readFileSync(join(FOLDER, `${id}.md`), "utf8").split(/^## /m);
  return new Map(parts.slice(1).map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n"))]));
}

/** The first block of a language under a heading; `null` for none. */
export function blockOf(id: string, section: string, language: string): string | null {
  const blocks = (sectionsOf(id).get(section) ?? "").matchAll(/```(\w*)\n(.*?)```/gs);
  return [...blocks].find(([, named]) => named === language)?.[2] ?? null;
}

/** The configuration that the page shows, by which its SQL is judged; the defaults where it shows none. */
export function configOf(id: string): Config {
  return configSchema.parse(JSON.parse(blockOf(id, "What counts", "json") ?? "{}"));
}
