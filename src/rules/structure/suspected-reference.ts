/** Columns that look like references to a table of the catalog. */
import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import { primaryKeyOf } from "../../model/lookup.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { buildRemedy, type Remedy } from "../../model/remedy.ts";
import type { RuleContext } from "../../model/rule.ts";
import { isCovered } from "../indexing/foreign-key-cover.ts";
import { buildIndexRemedy } from "../indexing/index-remedies.ts";
import { wholeSingularsOf } from "../inflection.ts";
import { cutAtWord } from "../naming/generated-names.ts";
import { joinName } from "../naming/name-pattern.ts";
import { toWords } from "../types/column-words.ts";
import { primaryKeyConstraintOf } from "./primary-key.ts";

const KEY_TYPES: ReadonlySet<string> = new Set(["int2", "int4", "int8", "uuid", "text", "varchar"]);

/** By what a row may be called, the tables with a primary key of one column. Made once a catalog. */
const tablesBySingular = new WeakMap<Catalog, ReadonlyMap<string, Relation[]>>();

/**
 * The one table that `<table>_id`, or `<table>Id`, must mean: of that name, with a key of the same type; `null` for none
 * or several.
 */
export function suspectedTarget(column: Column, table: Relation, catalog: Catalog): Relation | null {
  const stem = /^(.+)_id$/.exec(inWords(column.name))?.[1];
  if (stem === undefined || table.columns.some((other) => inWords(other.name) === `${stem}_type`)) return null;
  // A row that names one of its own table says what it is to it: parent_id; reaction_id in reactions is another's.
  const named = (indexOf(catalog).get(stem) ?? []).filter((each) => each !== table);
  const [target, another] = named.filter((each) => isSameType(column, keyOf(each)));
  return target === undefined || another !== undefined ? null : target;
}

const inWords = (name: string) => toWords(name).join("_");

function keyOf(table: Relation): Column | null {
  const key = primaryKeyConstraintOf(table);
  if (key === null || key.columns.length !== 1) return null;
  return table.columns.find((column) => column.name === key.columns[0]) ?? null;
}

function isSameType(column: Column, key: Column | null): boolean {
  if (key === null) return false;
  const [one, other] = [column.typeParts.base, key.typeParts.base];
  const same = one.schema === other.schema && one.name === other.name && one.array === other.array;
  return same && !one.array && one.schema === "pg_catalog" && KEY_TYPES.has(one.name);
}

function indexOf(catalog: Catalog): ReadonlyMap<string, Relation[]> {
  const known = tablesBySingular.get(catalog);
  if (known !== undefined) return known;
  const index = new Map<string, Relation[]>();
  for (const relation of catalog.relations) {
    if (!/table$/.test(relation.kind) || relation.kind === "foreign table") continue;
    if (relation.partition !== null || relation.extension !== null) continue;
    for (const singular of wholeSingularsOf(relation.name)) {
      index.set(singular, [...(index.get(singular) ?? []), relation]);
    }
  }
  tablesBySingular.set(catalog, index);
  return index;
}

/** The foreign key, first for new rows and then for those that are there; before it its index, where there is none. */
export function buildForeignKeyRemedy(
  column: Column,
  table: Relation,
  target: Relation,
  { lookup, indexPattern }: Pick<RuleContext, "lookup" | "indexPattern">,
): Remedy {
  const referencing = { columns: [column.name], period: false };
  const index = isCovered(referencing, table, lookup) ? null : buildIndexRemedy(referencing, table, indexPattern);
  const pair = joinName("fk", table.name, target.name);
  const taken = table.constraints.some(({ references }) => references?.relation === target.name);
  const name = cutAtWord(taken ? joinName(pair, column.name) : pair);
  const key = primaryKeyOf(target).map(quoteIdentifier).join(", ");
  // What deletes do without a word, said: whether they should cascade only the owner knows.
  const references = `REFERENCES ${quoteQualified(target.schema, target.name)} (${key}) ON DELETE RESTRICT`;
  const constraint = { schema: table.schema, table: table.name, name };
  const definition = `FOREIGN KEY (${quoteIdentifier(column.name)}) ${references}`;
  return buildRemedy(
    [
      ...(index?.actions ?? []),
      { kind: "add constraint", ...constraint, constraint: "foreign key", definition },
      { kind: "validate constraint", ...constraint },
    ],
    "It fails where a row refers to nothing.",
  );
}
