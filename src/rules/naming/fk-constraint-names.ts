/** Names for foreign keys by a pattern. */
import type { ForeignKey } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { buildForm, type NameForm, nameOfForm } from "./name-form.ts";
import { joinName } from "./name-pattern.ts";

/** Foreign keys that the table defines itself and no parent has. */
export const localKeys = (table: Relation) => foreignKeysOf(table).filter((key) => key.local && !key.inherited);

/** `fk_<table>_<referenced table>`, where the pattern is the guide's. */
export function buildKeyForm(pattern: string, key: ForeignKey, table: Relation): NameForm {
  const columns: string[] = key.columns;
  const referenced = [key.references.relation];
  return buildForm(pattern, { table: [table.name], referenced, columns, column: columns.slice(0, 1) });
}

/** Two keys that refer to tables of one name, or a key that refers to its own table. */
export function needsRole(key: ForeignKey, table: Relation): boolean {
  const { schema, relation } = key.references;
  if (schema === table.schema && relation === table.name) return true;
  return localKeys(table).filter(({ references }) => references.relation === relation).length > 1;
}

/** With the columns behind it where several keys lead to tables of one name and the pattern has no column. */
export function expectedName(pattern: string, key: ForeignKey, table: Relation): string {
  const several = localKeys(table).filter((each) => each.references.relation === key.references.relation).length > 1;
  const apart = several && !/\{columns?\}/.test(pattern) ? `_${joinName(...key.columns)}` : "";
  return nameOfForm(buildKeyForm(pattern, key, table), apart);
}
