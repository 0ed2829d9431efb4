import { defineTableRule, fail, notApplicable, notAssessed } from "../../model/rule.ts";
import { lastWord } from "../types/column-words.ts";
import { copiesIn } from "./copied-columns.ts";

export const noRedundantData = defineTableRule({
  id: "no-redundant-data",
  statement: "2.8",
  title: "What another table knows is not stored again, unless that is justified by speed.",
  why: "Two copies of one fact come to differ, and then nobody knows which is right.",
  severity: "low",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables",
  requires: [],
  justifiable: true,
  options: {},
  sameAs: [],
  exempt: [
    "What is kept as it was at the time: prices, rates, amounts and addresses, and which version it was.",
    "Tables of events, logs, audits, archives, snapshots and history.",
    "Columns that are generated, inherited, or part of a foreign key.",
  ],
  find: (table) => [table],
  judge(_subject, table, context) {
    if (KEEPING.has(lastWord(table.name))) return notApplicable(["the table keeps what was"]);
    const [copy] = copiesIn(table, context);
    if (copy === undefined) return notAssessed(["only the data can tell what is stored twice"]);
    return fail(copy.said, {
      noRemedy: "whatever reads the copy has to read the original first",
      facts: copiesIn(table, context).map(({ name }) => ({ name: "column", value: name })),
    });
  },
});

const KEEPING: ReadonlySet<string> = new Set(
  "archive archives audit audits event events history log logs snapshot snapshots version versions".split(" "),
);
