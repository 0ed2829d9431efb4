import type { ForeignKey, References, ReferentialAction } from "../../../model/constraint.ts";
import { foreignKeysOf } from "../../../model/lookup.ts";
import type { Relation } from "../../../model/relation.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";

export const fkSetNullRequired = defineTableRule({
  id: "fk-set-null-required",
  statement: "extended",
  title: "No foreign key sets a column to NULL, or to its default, that cannot take it.",
  why: "Deleting the row that it refers to fails every time, with an error about another table than the one that is deleted from.",
  severity: "high",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "foreign keys that set columns",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["Columns that are set to a default that they have."],
  find: (table) => foreignKeysOf(table).filter((key) => isSetting(key.references)),
  judge(key: ForeignKey, table) {
    const { references, columns } = key;
    const ofDelete = references.onDeleteColumns.length > 0 ? references.onDeleteColumns : columns;
    const faults = [
      ...faultsOf("ON DELETE", references.onDelete, ofDelete, table),
      ...faultsOf("ON UPDATE", references.onUpdate, columns, table),
    ];
    const [first] = faults;
    if (first === undefined) return pass;
    return fail(
      [...say`Foreign key ${key.name} says ${first.when}`, ...say`, and ${first.column} must have a value.`],
      {
        facts: [{ name: "definition", value: key.definition }],
        noRemedy: "whether the column may be null, or the rows go with the other one, is yours to say",
      },
    );
  },
});

function isSetting({ onDelete, onUpdate }: References): boolean {
  return /^set /.test(onDelete) || /^set /.test(onUpdate);
}

/** The required columns that the action cannot set: to NULL, or to a default where there is none. */
function faultsOf(event: string, action: ReferentialAction, columns: readonly string[], table: Relation) {
  if (!/^set /.test(action)) return [];
  const required = table.columns.filter(({ name, nullable }) => columns.includes(name) && !nullable);
  return required
    .filter((column) => action === "set null" || column.default === null)
    .map(({ name }) => ({ when: `${event} ${action.toUpperCase()}`, column: name }));
}
