/** What speaks for and against NULL in a column, as far as the catalog knows. */
import type { Column } from "../../model/column.ts";
import type { Constraint } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { RuleContext } from "../../model/rule.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { builtInType } from "../types/base-type.ts";
import { isCodedName } from "../types/coded-names.ts";
import { toWords } from "../types/column-words.ts";
import { isStampName } from "../types/default-calls.ts";
import { isReferencing } from "./primary-key.ts";
import { limitsValues } from "./value-limits.ts";

/** Rows from which on "no NULL seen" says something. */
const ENOUGH_ROWS = 1000;

/** Why a column is right to be nullable, or cannot be judged; `null` where nothing says so. */
export function whyNullable(column: Column, table: Relation, { catalog }: RuleContext): string | null {
  const { name, typeParts } = column;
  const event = toWords(name).at(-1) === "at" && !isStampName(name) && !isReferencing(name, table);
  if (event && !hasDefault(column)) return "an event that may not have happened";
  const setToNull = foreignKeysOf(table).some(({ columns, references }) => {
    const some = references.onDeleteColumns.length > 0 ? references.onDeleteColumns : columns;
    return (
      (references.onDelete === "set null" && some.includes(name)) ||
      (references.onUpdate === "set null" && columns.includes(name))
    );
  });
  if (setToNull) return "a foreign key that is set to null";
  const ruled = table.constraints.some(
    ({ kind, columns, expression }) =>
      kind === "check" &&
      columns.length > 1 &&
      columns.includes(name) &&
      asksForNull(expression ?? "", quoteIdentifier(name)),
  );
  if (ruled) return "a check says when it is null";
  if (typeParts.kind === "domain" && !typeParts.array) {
    const domain = catalog.types.find((type) => type.schema === typeParts.schema && type.name === typeParts.name);
    if (domain?.kind === "domain" && domain.notNull) return "the domain is NOT NULL";
  }
  const last = catalog.history.at(-1)?.version;
  const added = last !== undefined && column.origin?.created === last && table.origin?.created !== last;
  return added ? "the last migration added it" : null;
}

/** A check on the column alone that it has a value, in force: what NOT NULL says too; `null` where there is none. */
export function notNullCheckOf({ name }: Column, table: Relation): Constraint | null {
  const expression = `(${quoteIdentifier(name)} IS NOT NULL)`;
  return (
    table.constraints.find((each) => each.kind === "check" && each.enforced && each.expression === expression) ?? null
  );
}

/** Why a nullable column should not be, to go on from "Column … may be null"; `null` where only its data can tell. */
export function whyNotNull(column: Column, table: Relation): Sentence | null {
  const { name, typeParts } = column;
  if (builtInType(column) === "bool" && !typeParts.base.array) return [": a yes-or-no with a third answer."];
  if (hasDefault(column)) return say`, though its default is ${column.default as string}.`;
  if (isStampName(name)) return [": every row was made and changed at some time."];
  if (isCodedName(name)) {
    const check = table.constraints.find(
      ({ kind, columns, expression }) =>
        kind === "check" && columns.includes(name) && isLimit(expression ?? "", quoteIdentifier(name)),
    );
    if (check !== undefined) return say`: check ${check.name} lists the values, and NULL passes every check.`;
  }
  const rows = table.statistics?.rows ?? 0;
  const holdsNone = rows >= ENOUGH_ROWS && column.statistics?.nullFraction === 0;
  return holdsNone ? [", but no row seen holds NULL."] : null;
}

/** Asks whether the operand is null, or how many of several are: `(a IS NULL) = (b IS NULL)`, `num_nonnulls(a, b) = 1`. */
function asksForNull(expression: string, operand: string): boolean {
  const counted = [...expression.matchAll(/\bnum_(?:non)?nulls\(([^()]*)\)/g)].flatMap((call) => call[1]?.split(", "));
  const tested = ["IS NULL", "IS NOT NULL"].some((test) => expression.includes(`(${operand} ${test})`));
  return tested || counted.includes(operand);
}

/** Lists the values and does not name NULL among them. */
function isLimit(expression: string, operand: string): boolean {
  return limitsValues(expression, operand) && !expression.includes("IS NULL");
}

function hasDefault({ default: text }: Column): boolean {
  return text !== null && !/^NULL(::.*)?$/is.test(text);
}
