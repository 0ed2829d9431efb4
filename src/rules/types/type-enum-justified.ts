import type { Column } from "../../model/column.ts";
import { defineTableRule, fail } from "../../model/rule.ts";
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
  find: (table, { catalog }) => {
    const foreign = catalog.types.filter((type) => type.extension !== null);
    return ownColumns(table).filter(
      ({ typeParts: { base } }) =>
        base.kind === "enum" && !foreign.some((type) => type.schema === base.schema && type.name === base.name),
    );
  },
  judge(column: Column, _table, context) {
    const { base } = column.typeParts;
    const type = context.catalog.types.find((each) => each.schema === base.schema && each.name === base.name);
    return fail([...sayType(column, context.catalog), ", an enum."], {
      facts: [
        { name: "type", value: column.type },
        { name: "values", value: type?.kind === "enum" ? type.values.join(", ") : "" },
      ],
    });
  },
});
