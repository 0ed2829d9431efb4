/** Reads how a schema names its indexes, keys and checks, before anybody judges them. */
import { NAMING_STYLES, type NamingStyle } from "../../model/config.ts";
import type { Constraint } from "../../model/constraint.ts";
import type { Relation } from "../../model/relation.ts";
import { isCheckName } from "./check-names.ts";
import { buildKeyForm, localKeys, needsRole } from "./fk-constraint-names.ts";
import { HOUSE_STYLES, type StylePatterns } from "./house-styles.ts";
import { isIndexName } from "./index-names.ts";
import { LETTER_CASES } from "./letter-case.ts";
import { isByForm, MORE } from "./name-form.ts";
import { buildUniqueForm } from "./name-unique.ts";
import { ownConstraints } from "./rename.ts";

/** A style, and how many of the names that it has a pattern for are by it. */
export interface StyleFound {
  style: NamingStyle;
  kept: number;
  of: number;
}

/** The guide's own patterns, to see whether anything else is needed. */
const GUIDE: StylePatterns = {
  index: ["idx_{table}_{columns}"],
  uniqueIndex: ["idx_{table}_{columns}", "uq_{table}_{columns}"],
  unique: ["uq_{table}_{columns}"],
  foreignKey: ["fk_{table}_{referenced}"],
  check: ["ck_{table}_{any}"],
};

/** With fewer names nobody can tell a style from chance. */
const LEAST_NAMES = 10;
/** Of the names that the best style explains, in percent: the first style that comes so close is taken. */
const CLOSE = 90;
/** Of a hundred names so many make a style. */
const LEAST_SHARE = 60;

/**
 * The style that most names are by; `null` where there are too few names, where they follow the guide as well as any
 * style, or none.
 */
export function readHouseStyle(tables: readonly Relation[]): StyleFound | null {
  const guide = countKept(tables, GUIDE);
  const measured = NAMING_STYLES.map((style) => measureStyle(tables, style));
  const most = Math.max(...measured.map(({ kept }) => kept));
  // What Prisma calls unique indexes says little where only a few of them are called so.
  const best = measured.find(({ kept }) => 100 * kept >= CLOSE * most);
  if (best === undefined || best.of < LEAST_NAMES || 100 * best.kept < LEAST_SHARE * best.of) return null;
  return best.kept > guide.kept ? best : null;
}

/** How the words of names are put together, where that is not how the guide does. */
export interface CaseFound {
  what: "tables" | "columns";
  letterCase: "camelCase" | "PascalCase";
  kept: number;
  of: number;
}

/** The letter case of tables and of columns, each where most names are of one that is not the guide's. */
export function readLetterCases(tables: readonly Relation[]): CaseFound[] {
  const names = {
    tables: tables.map(({ name }) => name),
    columns: tables.flatMap(({ columns }) => columns.map(({ name }) => name)),
  };
  return (["tables", "columns"] as const).flatMap((what) => {
    const own = names[what];
    const keptBy = (letterCase: keyof typeof LETTER_CASES) =>
      own.filter((name) => LETTER_CASES[letterCase].form.test(name)).length;
    const [best] = (["camelCase", "PascalCase"] as const)
      .map((letterCase) => ({ what, letterCase, kept: keptBy(letterCase), of: own.length }))
      .sort((a, b) => b.kept - a.kept);
    if (best === undefined || best.of < LEAST_NAMES || 100 * best.kept < LEAST_SHARE * best.of) return [];
    return best.kept > keptBy("snake_case") ? [best] : [];
  });
}

/** How far one style is kept. */
export function measureStyle(tables: readonly Relation[], style: NamingStyle): StyleFound {
  return { style, ...countKept(tables, HOUSE_STYLES[style]) };
}

function countKept(tables: readonly Relation[], patterns: StylePatterns): Omit<StyleFound, "style"> {
  let [kept, of] = [0, 0];
  const judge = (asked: readonly string[] | undefined, isBy: (pattern: string) => boolean) => {
    of += 1;
    if (asked?.some(isBy) === true) kept += 1;
  };
  for (const table of tables) {
    for (const index of table.indexes.filter(({ constraint }) => constraint === null)) {
      const asked = index.unique ? (patterns.uniqueIndex ?? patterns.index) : patterns.index;
      judge(asked, (pattern) => isIndexName(pattern, index, table));
    }
    const constraints = (kind: Constraint["kind"]) => ownConstraints(table, kind);
    for (const each of constraints("unique")) {
      judge(patterns.unique, (pattern) => isByForm(each.name, buildUniqueForm(pattern, each, table)));
    }
    for (const key of localKeys(table)) {
      const ending = needsRole(key, table) ? MORE : undefined;
      judge(patterns.foreignKey, (pattern) => isByForm(key.name, buildKeyForm(pattern, key, table), ending));
    }
    for (const each of constraints("check")) judge(patterns.check, (pattern) => isCheckName(each, pattern, table));
  }
  return { kept, of };
}
