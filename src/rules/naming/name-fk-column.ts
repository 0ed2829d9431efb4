import type { ForeignKey } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { RENAMED } from "../no-remedy.ts";
import { expectedReferenceName, isActorName, isReferenceName } from "./reference-names.ts";

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
    "Names in _by and _by_id for who did it, unless the option says otherwise.",
    "Words that the table's name runs together: product_class_id for productclass; capitals, as in userId.",
    "Foreign keys of partitions, and inherited ones.",
  ],
  find: (table) => foreignKeysOf(table).filter((key) => key.local && !key.inherited),
  judge(key: ForeignKey, table, { options, uncountable }) {
    const { relation, columns: targets } = key.references;
    const columns: string[] = key.columns;
    const wrong = columns.flatMap((name, position) => {
      const target = targets[position] as string;
      const last = key.period && position === columns.length - 1;
      if (last || isReferenceName({ name, target }, key, table)) return [];
      if (isActorName(name) && options.actorColumns === "accept") return [];
      return [{ name, expected: expectedReferenceName({ name, target }, key, table, uncountable) }];
    });
    if (wrong.length === 0) {
      return columns.some(isActorName) ? { verdict: "pass", note: ["a name in _by says who did it"] } : pass;
    }
    const parts = wrong.flatMap(({ name, expected }, place) => [
      ...(place === 0 ? [] : ["; "]),
      ...say`${name} refers to ${relation} and would be ${expected}`,
    ]);
    const facts = wrong.map(({ name, expected }) => ({ name, value: expected }));
    return fail(["Column ", ...parts, "."], { ...RENAMED, facts });
  },
});
