import type { Column } from "../../model/column.ts";
import { primaryKeyOf } from "../../model/lookup.ts";
import { quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, notApplicable } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { ownColumns } from "../types/base-type.ts";
import { lastWord } from "../types/column-words.ts";
import { isReferencing } from "./primary-key.ts";
import { buildForeignKeyRemedy, suspectedTarget } from "./suspected-reference.ts";

export const fkDeclared = defineTableRule({
  id: "fk-declared",
  statement: "2.6",
  title: "A column that refers to a table says so with a foreign key.",
  why: "Without the constraint the rows referred to can be deleted, and nobody notices that the reference leads nowhere.",
  severity: "high",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns that seem to refer to a table",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["active_record_doctor missing_foreign_keys", "Azimutt relation-missing"],
  exempt: [
    "Columns of foreign keys: fk-validated judges those.",
    "Names in _id that no table of the catalog answers to, or more than one, or with a key of another type.",
    "A column that would refer to its own table by the table's name.",
    "A column beside <name>_type, which says which table it means.",
    "Parts of the primary key, and columns that are inherited.",
    "Partitioned tables, and tables of events, logs, archives, history and what was deleted, which outlive what they refer to.",
  ],
  find: (table, { catalog }) =>
    ownColumns(table).filter(
      (column) =>
        column.generated === null &&
        !primaryKeyOf(table).includes(column.name) &&
        !isReferencing(column.name, table) &&
        suspectedTarget(column, table, catalog) !== null,
    ),
  judge(column: Column, table, context) {
    if (table.kind === "partitioned table") return notApplicable(["the table is partitioned"]);
    if (OUTLIVING.has(lastWord(table.name)) || /^(deleted|removed|archived)_/.test(table.name))
      return notApplicable(["the table keeps what happened"]);
    const target = suspectedTarget(column, table, context.catalog) as Relation;
    return fail(say`Column ${column.name} seems to refer to ${target.name}, and no foreign key says so.`, {
      facts: [{ name: "table", value: quoteQualified(target.schema, target.name) }],
      remedy: buildForeignKeyRemedy(column, table, target, context),
    });
  },
});

const OUTLIVING: ReadonlySet<string> = new Set(
  "archive archives archived audit audits event events history log logs snapshot snapshots".split(" "),
);
