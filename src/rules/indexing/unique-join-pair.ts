import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { sayList } from "./index-prose.ts";
import { toUniqueConstraint } from "./index-remedies.ts";
import { surrogateKeyOf, uniqueIndexesOf } from "./kept-unique.ts";

export const uniqueJoinPair = defineTableRule({
  id: "unique-join-pair",
  statement: "5.7",
  title: "A table that only joins two others keeps each pair unique.",
  why: "With a surrogate key alone the same two rows can be joined twice, and every count over the join is off.",
  severity: "medium",
  score: "tables",
  group: "Indexing",
  profile: "guide",
  evidence: "catalog",
  subjects: "join tables",
  requires: ["pk-required"],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "Join tables whose primary key is the pair itself.",
    "Tables that say more of the pair than when it was made and in which order it stands.",
  ],
  find: (table) => (pairOf(table) === null ? [] : [table]),
  judge(_subject, table) {
    const pair = pairOf(table) ?? [];
    const kept = uniqueIndexesOf(table).some(
      (index) => index.predicate === null && index.key.every((entry) => pair.includes(entry.column ?? "")),
    );
    if (kept) return pass;
    return fail([...say`Table ${table.name} can join the same `, ...sayList(pair), " twice."], {
      facts: [{ name: "columns", value: pair.join(", ") }],
      ...(table.kind === "partitioned table" ? {} : { remedy: toUniqueConstraint(table, pair) }),
    });
  },
});

const REST = /^(created_at|updated_at|position|sort_order)$/;

/** The two referring columns of a table that is nothing but a pair; `null` for other tables. */
function pairOf(table: Relation): string[] | null {
  const key = surrogateKeyOf(table);
  const pair = foreignKeysOf(table).flatMap((foreignKey) => foreignKey.columns);
  if (key === null || foreignKeysOf(table).length !== 2 || pair.length !== 2 || pair[0] === pair[1]) return null;
  const rest = table.columns.filter(({ name }) => name !== key.name && !pair.includes(name));
  const required = table.columns.every(({ name, nullable }) => !nullable || !pair.includes(name));
  return required && rest.every(({ name }) => REST.test(name)) ? pair : null;
}
