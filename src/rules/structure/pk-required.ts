import type { CatalogLookup } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { buildRemedy, type Remedy } from "../../model/remedy.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { makeObjectName } from "../naming/generated-names.ts";
import { primaryKeyConstraintOf } from "./primary-key.ts";
import { keyInWaiting } from "./unique-key.ts";

export const pkRequired = defineTableRule({
  id: "pk-required",
  statement: "2.5",
  title: "Every table has a primary key.",
  why: "Without a primary key no row can be named: it cannot be referred to, replicated or corrected alone.",
  severity: "critical",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["splinter 0004", "pg-index-health 8", "pglinter B001", "SchemaCrawler NoPrimaryKey"],
  exempt: [
    "A partitioned table whose partitions all have a primary key of their own.",
    "Views, materialized views and foreign tables, which cannot have one.",
  ],
  find: (table) => [table],
  judge(_subject, table, { lookup }) {
    if (primaryKeyConstraintOf(table) !== null) return pass;
    const leaves = leavesOf(table, lookup);
    if (leaves.length > 0 && leaves.every((leaf) => primaryKeyConstraintOf(leaf) !== null))
      return { verdict: "pass", note: ["every partition has one"] };
    const unique = keyInWaiting(table);
    if (unique === null)
      return fail(say`Table ${table.name} has no primary key.`, {
        noRemedy: "which columns name a row is yours to say",
      });
    return fail(say`Table ${table.name} has no primary key, though ${unique.name} keeps columns unique and not null.`, {
      facts: [{ name: "unique", value: unique.definition }],
      ...(unique.constraint === null && table.kind === "table"
        ? { remedy: promoteIndex(unique.name, table) }
        : {
            noRemedy:
              "PostgreSQL makes a primary key only of an index that is no constraint's and no partitioned table's",
          }),
    });
  },
});

function leavesOf(table: Relation, lookup: CatalogLookup): Relation[] {
  return lookup.partitions(table).flatMap((part) => (part.partitionKey === null ? [part] : leavesOf(part, lookup)));
}

function promoteIndex(index: string, table: Relation): Remedy {
  const name = makeObjectName(table.name, null, "pkey");
  const key = { schema: table.schema, table: table.name, name, index } as const;
  return buildRemedy([{ kind: "add constraint using index", constraint: "primary key", ...key }]);
}
