/** What a table joins that is nothing but a pair. */
import { type CatalogLookup, foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { wholeSingularsOf } from "../inflection.ts";
import { toWords } from "../types/column-words.ts";
import { surrogateKeyOf } from "./kept-unique.ts";

const REST = /^(created_at|updated_at|position|sort_order)$/;

/** The two referring columns of a table that is nothing but a pair; `null` for other tables. */
export function pairOf(table: Relation): string[] | null {
  const key = surrogateKeyOf(table);
  const pair = foreignKeysOf(table).flatMap((foreignKey) => foreignKey.columns);
  if (key === null || foreignKeysOf(table).length !== 2 || pair.length !== 2 || pair[0] === pair[1]) return null;
  const rest = table.columns.filter(({ name }) => name !== key.name && !pair.includes(name));
  const required = table.columns.every(({ name, nullable }) => !nullable || !pair.includes(name));
  return required && rest.every(({ name }) => REST.test(name)) ? pair : null;
}

/** Relations of which a pair has one at most: a member, a follower, a favourite. */
const ONCE =
  /^(member|membership|participant|participation|enrollment|enrolment|assignment|follow|follower|favou?rite|like|bookmark|subscription|subscriber|grant|permission|tagging|block|mute|friendship|link|mapping|relation|join)s?$/;

/** Whether the table's name has both of the tables' names in it, as `users_roles`, or says that a pair is there once. */
export function isCalledJoin(table: Relation): boolean {
  const words = toWords(table.name);
  if (ONCE.test(words.at(-1) ?? "")) return true;
  const forms = (name: string) => wholeSingularsOf(toWords(name).at(-1) ?? name);
  const own = words.map((word) => wholeSingularsOf(word));
  return foreignKeysOf(table).every(({ references }) =>
    own.some((word) => [...forms(references.relation)].some((form) => word.has(form))),
  );
}

/** `applications (tenant_id, service_id)` where services have a tenant_id themselves: the service tells the tenant. */
export function isNested(table: Relation, lookup: CatalogLookup): boolean {
  const keys = foreignKeysOf(table);
  return keys.some(({ references }) => {
    const target = lookup.relation(references.schema, references.relation);
    const required = (target?.columns ?? []).filter((column) => !column.nullable).map((column) => column.name);
    return keys.some(
      (other) =>
        required.includes(other.columns[0] as string) &&
        foreignKeysOf(target as Relation).some(
          (own) =>
            own.columns.join() === other.columns.join() &&
            own.references.schema === other.references.schema &&
            own.references.relation === other.references.relation,
        ),
    );
  });
}
