import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import { defineTableRule, fail } from "../../model/rule.ts";
import type { EnumType } from "../../model/types-and-sequences.ts";
import { ownColumns, sayType } from "./base-type.ts";

export const typeEnumJustified = defineTableRule({
  id: "type-enum-justified",
  statement: "4.6",
  title: "An enum type stands only where a decision says why text with a CHECK would not do.",
  why: "A value of an enum can be added and renamed but never removed, and its order is fixed when it is made.",
  severity: "low",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "enum columns",
  requires: [],
  justifiable: true,
  options: {},
  sameAs: ["schemalint prefer-text-with-check-to-enum"],
  exempt: ["Enum types that an extension owns.", "Columns that are inherited: they are judged on the parent."],
  find: (table, { catalog }) =>
    ownColumns(table).filter(
      (column) => column.typeParts.base.kind === "enum" && enumOf(column, catalog)?.extension === null,
    ),
  judge(column: Column, _table, { catalog }) {
    const values = enumOf(column, catalog)?.values ?? [];
    return fail([...sayType(column, catalog), column.typeParts.base.array ? ", an array of an enum." : ", an enum."], {
      noRemedy: "whether a CHECK or a table takes its place is yours to decide, or say why it stays",
      facts: [
        { name: "type", value: column.type },
        { name: "values", value: values.join(", ") },
      ],
    });
  },
});

function enumOf({ typeParts: { base } }: Column, catalog: Catalog): EnumType | null {
  const found = catalog.types.find((type) => type.schema === base.schema && type.name === base.name);
  return found?.kind === "enum" ? found : null;
}
