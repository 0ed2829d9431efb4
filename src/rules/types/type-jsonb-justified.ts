import type { Column } from "../../model/column.ts";
import { defineTableRule, fail } from "../../model/rule.ts";
import { builtInType, ownColumns, sayType } from "./base-type.ts";

export const typeJsonbJustified = defineTableRule({
  id: "type-jsonb-justified",
  statement: "4.6",
  title: "A JSON column stands only where a decision says why columns and tables would not do.",
  why: "What is inside JSON has no types, no constraints and no foreign keys, and PostgreSQL plans it without statistics.",
  severity: "low",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "JSON columns",
  requires: [],
  justifiable: true,
  options: {},
  sameAs: [],
  exempt: ["Columns that are inherited: they are judged on the parent."],
  find: (table) => ownColumns(table).filter((column) => TYPES.has(builtInType(column) ?? "")),
  judge: (column: Column, _table, context) =>
    fail([...sayType(column, context.catalog), "."], {
      noRemedy: "which keys become columns is yours to decide, or say why they stay",
      facts: [{ name: "type", value: column.type }],
    }),
});

const TYPES: ReadonlySet<string> = new Set(["json", "jsonb"]);
