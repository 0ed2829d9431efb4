/** The guide's names for foreign keys. */
import type { ForeignKey } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { clipName } from "./generated-names.ts";
import { joinName } from "./name-pattern.ts";

/** Foreign keys that the table defines itself and no parent has. */
export const localKeys = (table: Relation) => foreignKeysOf(table).filter((key) => key.local && !key.inherited);

/** `fk_<table>_<referenced table>`, uncut. */
export const toPair = (key: ForeignKey, table: Relation) => joinName("fk", table.name, key.references.relation);

/** Two keys that refer to tables of one name, or a key that refers to its own table. */
export function needsRole(key: ForeignKey, table: Relation): boolean {
  const { schema, relation } = key.references;
  if (schema === table.schema && relation === table.name) return true;
  return localKeys(table).filter(({ references }) => references.relation === relation).length > 1;
}

/** The pair, with the columns behind it where several keys lead to tables of one name; as PostgreSQL cuts it. */
export function toExpectedName(key: ForeignKey, table: Relation): string {
  const several = localKeys(table).filter((each) => each.references.relation === key.references.relation).length > 1;
  return clipName(several ? joinName(toPair(key, table), ...key.columns) : toPair(key, table));
}
