import type { ForeignKey } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { singularsOf, toSingularName } from "../inflection.ts";

export const nameFkColumn = defineTableRule({
  id: "name-fk-column",
  statement: "3.5",
  title: "The column of a foreign key is called by the table that it refers to, with _id.",
  why: "A name that says where it leads makes the join readable without the catalog.",
  severity: "medium",
  score: "tables",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "foreign keys",
  requires: [],
  justifiable: false,
  options: {
    actorColumns: {
      type: "choice",
      choices: ["accept", "fail"],
      default: "accept",
      description: "What becomes of names such as created_by and approved_by.",
    },
  },
  sameAs: [],
  exempt: [
    "A role before the name, as in billing_user_id; any role with _id where two keys refer to one table or a key to its own.",
    "Columns named like the one that they refer to, where that is not id, with or without the table before it.",
    "Names in _by for who did it, unless the option says otherwise.",
    "Foreign keys of partitions, and inherited ones.",
  ],
  find: (table) => foreignKeysOf(table).filter((key) => key.local && !key.inherited),
  judge(key: ForeignKey, table, { options, uncountable }) {
    const { relation, columns: targets } = key.references;
    const columns: string[] = key.columns;
    const wrong = columns.flatMap((name, position) => {
      const target = targets[position] as string;
      const last = key.period && position === columns.length - 1;
      if (last || isByPattern(name, target, key, table)) return [];
      if (name.endsWith("_by") && options.actorColumns === "accept") return [];
      const expected = needsRole(key, table) ? name : toSingularName(relation, uncountable);
      return [{ name, expected: `${expected}_${target}` }];
    });
    if (wrong.length === 0) {
      const actor = columns.some((name) => name.endsWith("_by"));
      return actor ? { verdict: "pass", note: ["a name in _by says who did it"] } : pass;
    }
    const parts = wrong.flatMap(({ name, expected }, place) => [
      ...(place === 0 ? [] : ["; "]),
      ...say`${name} refers to ${relation} and would be ${expected}`,
    ]);
    return fail(["Column ", ...parts, "."], {
      facts: wrong.map(({ name, expected }) => ({ name, value: expected })),
    });
  },
});

/** `user_id`, `billing_user_id`, `parent_id` where a role is needed, `currency_code`, `tenant_id`. */
function isByPattern(name: string, target: string, key: ForeignKey, table: Relation): boolean {
  const { relation } = key.references;
  if (needsRole(key, table) && /.+_id$/.test(name)) return true;
  const endings = [...singularsOf(relation)].flatMap((singular) => [
    `${singular}_id`,
    ...(target === "id" ? [] : [`${singular}_${target}`]),
  ]);
  if (target !== "id") endings.push(target);
  return endings.some((ending) => name === ending || name.endsWith(`_${ending}`));
}

/** The table's own name cannot tell the keys apart: it refers to itself, or to the same table more than once. */
function needsRole(key: ForeignKey, table: Relation): boolean {
  const { schema, relation } = key.references;
  const same = (other: { schema: string; relation: string }) => other.schema === schema && other.relation === relation;
  return (
    same({ schema: table.schema, relation: table.name }) ||
    foreignKeysOf(table).filter(({ references }) => same(references)).length > 1
  );
}
