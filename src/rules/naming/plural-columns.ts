/** Columns and words whose plural is no list. */
import type { Column } from "../../model/column.ts";
import { builtInType } from "../types/base-type.ts";
import { toWords } from "../types/column-words.ts";

const COUNTS: ReadonlySet<string> = new Set(
  "int2 int4 int8 numeric float4 float8 money interval bool date time timetz timestamp timestamptz".split(" "),
);
const SEVERAL: ReadonlySet<string> = new Set(["json", "jsonb", "xml", "tsvector", "tsquery", "hstore", "bytea"]);
const NO_OTHER_FORM: ReadonlySet<string> = new Set(
  (
    "settings preferences options notes details terms credentials comments remarks instructions contents news series " +
    "alias basis means species headquarters hours ms expires coordinates goods savings earnings proceeds thanks premises " +
    "odds does exists"
  ).split(" "),
);
const VERBS: ReadonlySet<string> = new Set(
  "is has can should was show hide allow enable disable scale include exclude require send receive".split(" "),
);

/** No array, JSON, XML, composite, range or list of words. */
export function holdsOneValue({ typeParts: { base } }: Column): boolean {
  return !base.array && /^(base|enum)$/.test(base.kind) && !SEVERAL.has(base.name);
}

/** A plural is a count or a unit there (`views`, `retry_minutes`), a verb (`opens`), or part of a clause (`show_cats`). */
export function mayBePlural(column: Column): boolean {
  const [first, second] = toWords(column.name);
  const clause = second !== undefined && VERBS.has(first as string);
  return clause || COUNTS.has(builtInType(column) ?? "");
}

/** A plural by its ending only, or without a singular that anybody uses. */
export function hasNoOtherForm(word: string): boolean {
  return NO_OTHER_FORM.has(word);
}
