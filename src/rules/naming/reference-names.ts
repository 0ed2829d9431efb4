/** Names of columns in foreign keys. */
import type { ForeignKey } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { singularsOf, toSingularName } from "../inflection.ts";
import { toWords } from "../types/column-words.ts";

/**
 * `user_id`, `billing_user_id`, `parent_id` where a role is needed, `currency_code`, `tenant_id`; `userId` too, since
 * name-snake-case judges the capitals.
 */
export function isReferenceName(
  { name: written, target: referenced }: { name: string; target: string },
  key: ForeignKey,
  table: Relation,
): boolean {
  const [name, target] = [inWords(written), inWords(referenced)];
  const { relation } = key.references;
  if (refersRepeatedly(key, table) && /.+_id$/.test(name)) return true;
  const endings = [...singularsOf(relation)].flatMap((singular) => [
    `${singular}_id`,
    ...(target === "id" ? [] : [`${singular}_${target}`]),
  ]);
  if (target !== "id") endings.push(target);
  return endings.some((ending) => name === ending || name.endsWith(`_${ending}`)) || isRunTogether(name, relation);
}

function inWords(name: string): string {
  return toWords(name).join("_") || name;
}

/** `product_class_id` of a table whose words run together, as Django writes `catalogue_productclass`. */
function isRunTogether(name: string, relation: string): boolean {
  const words = toWords(name);
  if (words.at(-1) !== "id" || words.length < 3) return false;
  const singulars = singularsOf(relation);
  return words.slice(0, -2).some((_, start) => singulars.has(words.slice(start, -1).join("")));
}

/** The table's own name cannot tell the keys apart: it refers to itself, or to the same table more than once. */
export function refersRepeatedly(key: ForeignKey, table: Relation): boolean {
  const { schema, relation } = key.references;
  const same = (other: { schema: string; relation: string }) => other.schema === schema && other.relation === relation;
  return (
    same({ schema: table.schema, relation: table.name }) ||
    foreignKeysOf(table).filter(({ references }) => same(references)).length > 1
  );
}

/**
 * The name that the guide asks for: the table's, with _id, and the role before it that the name has now.
 * @param uncountable words that the configuration adds
 */
export function expectedReferenceName(
  { name, target }: { name: string; target: string },
  key: ForeignKey,
  table: Relation,
  uncountable: ReadonlySet<string>,
): string {
  const ending = /^(pk|key)$/.test(target) ? "id" : target;
  if (refersRepeatedly(key, table)) return joined(name.replace(/_(fk|ref)$/, ""), ending);
  const singular = toSingularName(key.references.relation, uncountable);
  const role = /^(.+)_id$/.exec(inWords(name))?.[1];
  return joined(role === undefined || shortens(role, singular) ? singular : `${role}_${singular}`, ending);
}

function joined(stem: string, ending: string): string {
  return ending.startsWith(`${stem}_`) ? ending : `${stem}_${ending}`;
}

/** `cat` of `category`, `acct` of `account`: no role, but the table again. */
function shortens(role: string, singular: string): boolean {
  const letters = [...role.replaceAll("_", "")];
  let from = 0;
  return letters.every((letter) => {
    from = singular.indexOf(letter, from) + 1;
    return from > 0;
  });
}

/** Names for who did it: `created_by`, `approved_by_id`. */
export function isActorName(name: string): boolean {
  return /_by(_id)?$/.test(inWords(name));
}
