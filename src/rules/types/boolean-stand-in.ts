/** Types that stand in for boolean. */
import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { limitsValues } from "../structure/value-limits.ts";
import { builtInType } from "./base-type.ts";
import { asksQuestion, isBooleanName } from "./boolean-words.ts";
import { checksOf, literalsOf } from "./checked-literals.ts";
import { toWords } from "./column-words.ts";

const PAIRS: ReadonlySet<string> = new Set([
  "0",
  "1",
  "y",
  "n",
  "yes",
  "no",
  "t",
  "f",
  "true",
  "false",
  "on",
  "off",
  "",
]);

/** Whether a column holds a yes or no: it is boolean, or its name asks for one and its type stands in for it. */
export function meansBoolean(column: Column, table: Relation, catalog: Catalog): boolean {
  if (builtInType(column) === "bool") return !column.typeParts.base.array;
  return (isBooleanName(column.name) && isStandIn(column, table, catalog)) || isYesOrNo(column, table, catalog);
}

/** What has two codes and is no question: the side of a trade, the sex of a patient. */
const TWO_SIDED = new RegExp(
  `(^|_)(${(
    "type kind sex gender direction version side mode state status level class category number no id code position rank " +
      "order priority value count quantity amount half bit parity"
  ).replaceAll(" ", "|")})$`,
);

/** Whether a CHECK allows a yes and a no, and nothing else: `blocked int CHECK (blocked IN (0, 1))`. */
function isYesOrNo(column: Column, table: Relation, catalog: Catalog): boolean {
  if (column.typeParts.base.array || TWO_SIDED.test(toWords(column.name).join("_"))) return false;
  const type = builtInType(column) ?? "";
  const answers = /^int[248]$/.test(type) ? NUMBERS : /^(text|varchar|bpchar)$/.test(type) ? WORDS : null;
  if (answers === null) return false;
  return checksOf(column, table, catalog).some((check) => {
    const allowed = [...new Set(literalsOf(check).map((literal) => literal.toLowerCase()))].sort().join(" ");
    return answers.has(allowed) && limitsValues(check, quoteIdentifier(column.name));
  });
}

const NUMBERS: ReadonlySet<string> = new Set(["0 1"]);
const WORDS: ReadonlySet<string> = new Set(["no yes", "n y", "false true"]);

/**
 * Whether a column's type is one that people write instead of boolean: an integer, numeric(1), char(1), varchar up to 5,
 * bit(1); text where a CHECK lists two such values. Not where a CHECK says that the column holds more than two.
 */
function isStandIn(column: Column, table: Relation, catalog: Catalog): boolean {
  const { base } = column.typeParts;
  const type = builtInType(column) ?? "";
  const length = base.modifier ?? Number.POSITIVE_INFINITY;
  const checks = checksOf(column, table, catalog);
  const literals = checks.flatMap(literalsOf).map((literal) => literal.toLowerCase());
  const twofold = literals.every((literal) => PAIRS.has(literal)) && new Set(literals).size >= 2;
  if (base.array) return false;
  if (type === "text") return twofold;
  // varchar(n) and char(n) keep n + 4 as their modifier, bit(n) keeps n, numeric(1) keeps (1 << 16) + 4.
  const short =
    (type === "varchar" && length <= 9) ||
    (type === "bpchar" && length === 5) ||
    (type === "bit" && length === 1) ||
    (type === "numeric" && length === 65_540);
  // A bigint called deleted may be the moment of it, in milliseconds; one called is_deleted is not.
  const integer = type === "int2" || type === "int4" || (type === "int8" && asksQuestion(column.name));
  return (integer || short) && (checks.length === 0 || twofold || checks.some(isBelowTwo));
}

function isBelowTwo(check: string): boolean {
  return /< 2\b/.test(check);
}
