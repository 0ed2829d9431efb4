import type { Constraint } from "../../model/constraint.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { buildRebuildRemedy } from "./index-remedies.ts";

export const indexPk = defineTableRule({
  id: "index-pk",
  statement: "5.1",
  title: "Every primary key has a working index, which PostgreSQL makes by itself.",
  why: "A primary key whose index is not valid is slow to look up and cannot be relied on.",
  severity: "info",
  score: "tables",
  group: "Indexing",
  profile: "guide",
  evidence: "catalog",
  subjects: "primary keys",
  requires: ["pk-required"],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["Tables without a primary key, which pk-required judges."],
  find: (table) => table.constraints.filter((constraint) => constraint.kind === "primary key"),
  judge(key: Constraint, table) {
    const index = table.indexes.find((each) => each.name === key.index);
    if (index === undefined || index.valid) return pass;
    return fail(say`The index of primary key ${key.name} is not valid.`, {
      remedy: buildRebuildRemedy(table, index.name),
    });
  },
});
