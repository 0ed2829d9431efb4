import { quoteQualified } from "../../../model/names.ts";
import { buildRemedy } from "../../../model/remedy.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { sayList } from "../../indexing/index-prose.ts";
import { bindingKeysOf, circleOf, type Step } from "./required-circles.ts";

export const tableCycle = defineTableRule({
  id: "table-cycle",
  statement: "extended",
  title: "Tables do not need each other in a circle.",
  why: "Where every row needs a row of the other table first, plain inserts cannot put in the first one, nor can a dump be loaded table by table.",
  severity: "low",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "tables that need another",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["SchemaCrawler LinterTableCycles"],
  exempt: [
    "Circles with a foreign key that may be null, or whose check can be deferred.",
    "Tables that refer to themselves.",
    "A circle is reported once, on its first table by name.",
  ],
  find: (table) => (bindingKeysOf(table).length > 0 ? [table] : []),
  judge(_subject, table, { catalog }) {
    const circle = circleOf(table, catalog);
    const first = circle?.[0];
    if (circle === null || first === undefined) return pass;
    if (first.table !== table)
      return notApplicable(say`its circle is reported on ${quoteQualified(first.table.schema, first.table.name)}`);
    const names = circle.map((step) => step.table.name);
    return fail(["Tables ", ...sayList(names), " need each other in a circle: none can have a first row."], {
      facts: circle.map(({ table: from, key }) => ({ name: from.name, value: key.definition })),
      remedy: deferFirst(first),
    });
  },
});

function deferFirst({ table, key }: Step) {
  return buildRemedy(
    [{ kind: "make constraint deferrable", schema: table.schema, table: table.name, name: key.name }],
    "Transactions that insert into the circle say SET CONSTRAINTS ALL DEFERRED.",
  );
}
