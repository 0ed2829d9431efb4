import type { ForeignKey } from "../../../model/constraint.ts";
import { buildRemedy } from "../../../model/remedy.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { localKeys } from "../../naming/fk-constraint-names.ts";
import { doingOf, pairsOf, reachOf } from "./fk-likeness.ts";

export const fkDuplicate = defineTableRule({
  id: "fk-duplicate",
  statement: "extended",
  title: "No foreign key is declared twice.",
  why: "Every write is checked twice, and of two keys that say what follows a deletion only one can be meant.",
  severity: "medium",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "foreign keys",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 21", "tbls duplicateRelations"],
  exempt: [
    "Keys from the same columns to another table, or to other columns of the same one.",
    "Foreign keys of partitions, and inherited ones.",
  ],
  find: (table) => localKeys(table),
  judge(key: ForeignKey, table) {
    const [kept] = localKeys(table)
      .filter((other) => pairsOf(other) === pairsOf(key))
      .sort((a, b) => reachOf(b) - reachOf(a) || (a.name < b.name ? -1 : 1));
    if (kept === undefined || kept.name === key.name) return pass;
    const drop = { kind: "drop constraint", schema: table.schema, table: table.name, name: key.name } as const;
    const alike = doingOf(key) === doingOf(kept);
    return fail(
      [
        ...say`Foreign key ${key.name} repeats ${kept.name}`,
        alike ? ": same columns, same table." : ": same columns, same table, but it does something else.",
      ],
      {
        facts: [
          { name: key.name, value: key.definition },
          { name: kept.name, value: kept.definition },
        ],
        ...(alike
          ? { remedy: buildRemedy([drop], "The referenced table is locked as well.") }
          : { noRemedy: "the two do different things, and which is meant is yours to say" }),
      },
    );
  },
});
