import type { ForeignKey } from "../../../model/constraint.ts";
import { foreignKeysOf } from "../../../model/lookup.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { canHold } from "./key-types.ts";

export const fkTypeMismatch = defineTableRule({
  id: "fk-type-mismatch",
  statement: "extended",
  title: "A foreign key's columns have the types of the columns that they refer to.",
  why: "The narrower side runs out first, and a join across types may be unable to use an index.",
  severity: "high",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "foreign keys",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 25", "SchemaCrawler LinterForeignKeyMismatch", "pglinter B008"],
  exempt: [
    "Domains over the same type, and other lengths and precisions of one type.",
    "text and varchar, which PostgreSQL keeps and compares alike.",
    "An integer wider than the one it refers to: nothing runs out, and indexes serve integers of all widths alike.",
    "Foreign keys of partitions, and inherited ones.",
  ],
  find: (table) => foreignKeysOf(table).filter((key) => key.local && !key.inherited),
  judge(key: ForeignKey, table, { lookup }) {
    const { schema, relation, columns: targets } = key.references;
    const target = lookup.relation(schema, relation);
    if (target === null) return notApplicable(say`${relation} is not in the catalog`);
    const wrong = key.columns.flatMap((name, position) => {
      const from = table.columns.find((column) => column.name === name);
      const to = target.columns.find((column) => column.name === targets[position]);
      return from === undefined || to === undefined || canHold(from, to) ? [] : [{ from, to }];
    });
    if (wrong.length === 0) return pass;
    const parts = wrong.flatMap(({ from, to }, place) => [
      ...(place === 0 ? [] : ["; "]),
      ...say`${from.name} is ${from.type}, but ${`${relation}.${to.name}`} is ${to.type}`,
    ]);
    return fail([...say`Foreign key ${key.name}: `, ...parts, "."], {
      noRemedy: "which of the two types is right is yours to say, and a change of type rewrites the table",
      facts: wrong.flatMap(({ from, to }) => [
        { name: from.name, value: from.type },
        { name: `${relation}.${to.name}`, value: to.type },
      ]),
    });
  },
});
