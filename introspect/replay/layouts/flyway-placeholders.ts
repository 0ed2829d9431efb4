/** What Flyway puts in place of `${name}` before it runs a script, as far as the project's own files say. */
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { UserError } from "../../../src/model/user-error.ts";
import { nextToken } from "../script/sql-lexer.ts";
import type { Surroundings } from "./surroundings.ts";

export interface Placeholders {
  /** Whether Flyway looks for them at all. */
  replaced: boolean;
  /** By their names in lower case. */
  values: ReadonlyMap<string, string>;
}

const FILES = /^(flyway(\.user)?\.(conf|toml)|application\.(properties|ya?ml))$/;
const PLACEHOLDER = /\$\{([^{}\n]+)\}/g;

/** Reads the nearest file that configures Flyway. */
export function findPlaceholders(around: Surroundings): Placeholders {
  const values = new Map([
    ["flyway:defaultschema", "public"],
    ["flyway:table", "flyway_schema_history"],
  ]);
  const text = around.read(FILES, /\bflyway\b/) ?? "";
  for (const [name, value] of [...readSettings(text), ...readSpring(text)]) {
    // A value that names another is filled in from the environment, which a replay does not read.
    if (!value.includes("${")) values.set(name.toLowerCase(), value);
  }
  return { replaced: !/\bplaceholder-?replacement\s*[=:]\s*"?false\b/i.test(text), values };
}

/** The lines `flyway.placeholders.name=value`, and those of the table in TOML that is called so. */
function readSettings(text: string): [name: string, value: string][] {
  let table = "";
  return text.split("\n").flatMap((line): [string, string][] => {
    const header = /^\s*\[([\w.]+)\]\s*(#.*)?$/.exec(line);
    if (header !== null) {
      table = `${header[1]}.`;
      return [];
    }
    const setting = /^\s*([\w."'-]+?)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (setting === null) return [];
    const name = /(?:^|\.)flyway\.placeholders\.(.+)$/.exec(`${table}${setting[1]}`.replace(/["']/g, ""))?.[1];
    const value = setting[2] as string;
    return name === undefined ? [] : [[name, table === "" ? value : unquote(value)]];
  });
}

/** What Spring Boot's YAML has below `spring.flyway.placeholders`. */
const Spring = z.object({
  spring: z.object({
    flyway: z.object({ placeholders: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }),
  }),
});

/** Of its documents the first that has placeholders counts: the others are for a profile. Empty for what is no YAML. */
function readSpring(text: string): [name: string, value: string][] {
  const [found] = parseDocuments(text).flatMap((document) => {
    const { data } = Spring.safeParse(document);
    return data === undefined ? [] : [data.spring.flyway.placeholders];
  });
  return Object.entries(found ?? {}).map(([name, value]) => [name, String(value)]);
}

function parseDocuments(text: string): unknown[] {
  try {
    return parseAllDocuments(text).map((document) => (document.errors.length > 0 ? null : document.toJS()));
  } catch {
    // An alias that leads nowhere, or to too much.
    return [];
  }
}

/** A string of TOML without its quotes and what is behind it. */
function unquote(value: string): string {
  return /^(["'])(.*?)\1/.exec(value)?.[2] ?? value.replace(/\s+#.*$/, "");
}

/** The text with values in place of the names that have one. */
export function fillIn(text: string, { replaced, values }: Placeholders): string {
  if (!replaced) return text;
  return text.replace(PLACEHOLDER, (whole, name: string) => values.get(name.trim().toLowerCase()) ?? whole);
}

/** Throws `UserError` for a name without a value. What stands in a comment changes nothing. */
export function refuseUnfilled(text: string, { replaced }: Placeholders, place: string): void {
  if (!replaced) return;
  const match = [...text.matchAll(PLACEHOLDER)].find(({ index }) => !isComment(text, index));
  if (match === undefined) return;
  const line = text.slice(0, match.index).split("\n").length;
  throw new UserError(`\`${match[0]}\` is a placeholder of Flyway's, and nothing says its value.`, {
    place: `${place}:${line}`,
    hint: `Write it into a flyway.conf beside the migrations or above them: flyway.placeholders.${match[1]}=…`,
  });
}

function isComment(text: string, position: number): boolean {
  for (let at = 0; at <= position; ) {
    const { kind, end } = nextToken(text, at);
    if (position < end) return kind === "space";
    at = end;
  }
  return false;
}
