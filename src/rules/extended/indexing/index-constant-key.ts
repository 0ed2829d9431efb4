import type { Index } from "../../../model/index-definition.ts";
import { quoteIdentifier } from "../../../model/names.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";

export const indexConstantKey = defineTableRule({
  id: "index-constant-key",
  statement: "extended",
  title: "A partial index is keyed by what differs among its rows.",
  why: "Each of its rows has the same key: the index tells which rows they are, but neither orders nor finds any among them.",
  severity: "low",
  score: "none",
  group: "Indexing",
  profile: "extended",
  evidence: "catalog",
  subjects: "partial indexes",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "Unique indexes, which keep it to one such row.",
    "Indexes with another column in the key, or with included ones.",
  ],
  find: (table) =>
    table.indexes.filter((index) => index.predicate !== null && !index.unique && index.method === "btree"),
  judge(index: Index) {
    const [entry, ...others] = index.key;
    const column = entry?.column ?? null;
    if (column === null || others.length > 0 || index.included.length > 0) return pass;
    if (!isFixed(quoteIdentifier(column), index.predicate ?? "")) return pass;
    return fail(say`Index ${index.name} has one key for all of its rows: its predicate says what ${column} is.`, {
      facts: [{ name: "index", value: index.definition }],
      noRemedy: "which column its rows are searched or sorted by is yours to say",
    });
  },
});

/** Whether the whole predicate says what one value the operand has: `(a = 1)`, `a`, `(NOT a)`, `(a IS NULL)`, `(a IS TRUE)`. */
function isFixed(operand: string, predicate: string): boolean {
  const text = predicate.replace(/^\((.*)\)$/s, "$1");
  const rest = text.startsWith("NOT ") ? text.slice(4) : text;
  if (rest === operand) return true;
  if (!text.startsWith(`${operand} `) && !text.startsWith(`(${operand})::`)) return false;
  const test = text
    .slice(text.indexOf(operand) + operand.length)
    .replace(/^\)?(::[a-z ]+(\(\d+\))?)?/, "")
    .trim();
  return /^(IS (NULL|TRUE|FALSE|NOT TRUE|NOT FALSE)|= ('(?:[^']|'')*'(::[a-z ".]+)?|-?\d+|true|false))$/.test(test);
}
