import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, notApplicable, pass, type RuleContext } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { sayList } from "../indexing/index-prose.ts";
import { builtInType } from "../types/base-type.ts";
import { isReferencing, keyColumnOf, keyFamilyOf, primaryKeyConstraintOf } from "./primary-key.ts";

export const pkSurrogate = defineTableRule({
  id: "pk-surrogate",
  statement: "2.4",
  title: "Rows are keyed by a surrogate, unless a natural key is clearly better.",
  why: "What means something changes one day, and then every row that refers to it has to change with it.",
  severity: "medium",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables with a primary key",
  requires: ["pk-required"],
  justifiable: true,
  options: {},
  sameAs: ["pg-index-health 32", "SchemaCrawler NoSurrogatePrimaryKey", "pglinter B012"],
  exempt: [
    "Keys whose columns are all parts of foreign keys, as those of join tables.",
    "Keys of several columns on partitioned tables, which must hold the partition key.",
    "Keys WITHOUT OVERLAPS.",
  ],
  find: (table) => [table],
  judge(_subject, table, context) {
    const key = primaryKeyConstraintOf(table);
    if (key === null) return notApplicable(["its partitions have the primary keys"]);
    if (key.period) return notApplicable(["the primary key is WITHOUT OVERLAPS"]);
    const columns = key.columns as string[];
    const column = keyColumnOf(table);
    if (column !== null && keyFamilyOf(column) !== "other") return pass;
    if (columns.every((name) => isReferencing(name, table))) return pass;
    const facts = [{ name: "primary key", value: columns.join(", ") }];
    if (columns.length > 1) {
      if (table.partitionKey !== null) return notApplicable(["the primary key must hold the partition key"]);
      return fail([...say`Table ${table.name} is keyed by its own columns `, ...sayList(columns), "."], { facts });
    }
    const natural = say`Table ${table.name} is keyed by ${columns[0] as string}, which means something`;
    const lookup = column !== null && isLookup(column, table, context);
    return fail([...natural, lookup ? ": likely a lookup table, so say why its code is the key." : "."], { facts });
  },
});

/** A short code that others refer to, on a table that is small or not known to be large. */
function isLookup(column: Column, table: Relation, { lookup }: RuleContext): boolean {
  const { base } = column.typeParts;
  const type = builtInType(column) ?? "";
  // char(n) and varchar(n) keep n + 4 as the modifier.
  const short = type === "text" || (/^(bpchar|varchar)$/.test(type) && (base.modifier ?? 0) <= 14);
  return short && lookup.referencedBy(table).length > 0 && (table.statistics?.rows ?? 0) <= 1000;
}
