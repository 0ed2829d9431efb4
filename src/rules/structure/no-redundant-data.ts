import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, notApplicable, notAssessed, type RuleContext } from "../../model/rule.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { builtInType, ownColumns } from "../types/base-type.ts";
import { lastWord } from "../types/column-words.ts";
import { isReferencing } from "./primary-key.ts";

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
    "What is kept as it was at the time: prices, rates, amounts and addresses.",
    "Tables of events, logs, audits, archives, snapshots and history.",
    "Columns that are generated, inherited, or part of a foreign key.",
  ],
  find: (table) => [table],
  judge(_subject, table, context) {
    if (KEEPING.has(lastWord(table.name))) return notApplicable(["the table keeps what was"]);
    const [copy] = copiesIn(table, context);
    if (copy === undefined) return notAssessed(["only the data can tell what is stored twice"]);
    return fail(copy.said, { facts: copiesIn(table, context).map(({ name }) => ({ name: "column", value: name })) });
  },
});

const KEEPING: ReadonlySet<string> = new Set(
  "archive archives audit audits event events history log logs snapshot snapshots version versions".split(" "),
);
const AS_IT_WAS = /(^|_)(price|cost|rate|amount|total|fee|tax|discount|address|currency|status)$/;

function copiesIn(table: Relation, { lookup }: RuleContext): { name: string; said: Sentence }[] {
  const free = ownColumns(table).filter((each) => each.generated === null && !isReferencing(each.name, table));
  const lists = free
    .filter((column) => /_(ids|list)$/.test(column.name) && /^(text|varchar)$/.test(builtInType(column) ?? ""))
    .filter((column) => !column.typeParts.base.array)
    .map(({ name }) => ({ name, said: say`Column ${name} seems to hold a list in a text.` }));
  const copies = foreignKeysOf(table).flatMap((key) => {
    const stem = key.columns.length === 1 ? /^(.+)_id$/.exec(key.columns[0] as string)?.[1] : undefined;
    const target = lookup.relation(key.references.schema, key.references.relation);
    if (stem === undefined || target === null) return [];
    return free.flatMap((column) => {
      const original = column.name.startsWith(`${stem}_`) ? column.name.slice(stem.length + 1) : "";
      const same = target.columns.some((each) => each.name === original && each.type === column.type);
      if (!same || AS_IT_WAS.test(original)) return [];
      return [{ name: column.name, said: say`Column ${column.name} repeats ${original} of ${target.name}.` }];
    });
  });
  return [...copies, ...lists];
}
