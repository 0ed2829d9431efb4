import type { Column } from "../../model/column.ts";
import { primaryKeyOf } from "../../model/lookup.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { ownColumns } from "../types/base-type.ts";
import { buildNotNullRemedy } from "./not-null-remedy.ts";
import { judgeNullInKeys } from "./null-in-keys.ts";
import { notNullCheckOf, whyNotNull, whyNullable } from "./nullability.ts";
import { isScaffold } from "./scaffold.ts";

export const notNull = defineTableRule({
  id: "not-null",
  statement: "2.7",
  title: "Columns that always have a value say so with NOT NULL.",
  why: "A NULL that nobody meant slips past comparisons, checks, unique constraints and foreign keys.",
  severity: "medium",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns beside the primary key",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["active_record_doctor missing_non_null_constraint", "database_consistency ThreeStateBooleanChecker"],
  exempt: [
    "Times of events that may not have happened yet: names in _at without a default, but created_at and updated_at.",
    "Columns of foreign keys that are set to null when the referenced row goes.",
    "Columns of which a CHECK (c IS NOT NULL) says the same.",
    "The one column of a foreign key that may be null, which says that there is no such row.",
    "Columns of a unique constraint, which may be optional parts: not assessed.",
    "Columns of which a CHECK over several says when they are null: num_nonnulls(a, b) = 1.",
    "Generated columns, columns whose domain is NOT NULL, and columns that are inherited.",
    "Columns that the last migration added to a table that was there: NOT NULL comes in the next step.",
  ],
  find(table) {
    const key = primaryKeyOf(table);
    return ownColumns(table).filter((column) => column.generated === null && !key.includes(column.name));
  },
  judge(column: Column, table, context) {
    const check = notNullCheckOf(column, table);
    if (!column.nullable || (check?.validated && !isScaffold(check.name))) return pass;
    const excuse = whyNullable(column, table, context);
    if (excuse !== null) return notApplicable([excuse]);
    const reason = whyNotNull(column, table);
    if (reason === null) return judgeNullInKeys(column, table);
    return fail([...say`Column ${column.name} may be null`, ...reason], { remedy: buildNotNullRemedy(column, table) });
  },
});
