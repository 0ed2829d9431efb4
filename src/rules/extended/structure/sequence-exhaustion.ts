import type { Catalog } from "../../../model/catalog.ts";
import type { Column, IdentitySequence } from "../../../model/column.ts";
import { quoteQualified } from "../../../model/names.ts";
import type { Relation } from "../../../model/relation.ts";
import { defineTableRule, fail, notAssessed, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import type { Sequence } from "../../../model/types-and-sequences.ts";
import { countingFor } from "../../naming/counting-sequences.ts";
import { percentLeft } from "./sequence-range.ts";

export const sequenceExhaustion = defineTableRule({
  id: "sequence-exhaustion",
  statement: "extended",
  title: "No sequence is near its end.",
  why: "When a sequence, or the column that it fills, is at its end, every insert fails at once.",
  severity: "critical",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "server",
  subjects: "columns that count up",
  requires: [],
  justifiable: false,
  options: {
    percentLeft: { type: "integer", default: 20, minimum: 1, description: "How much of its range must be left." },
  },
  sameAs: ["pg-index-health 19"],
  exempt: [
    "Sequences that begin anew at their end, and those that no column owns or alone draws from.",
    "Sequences whose last value is hidden or not there yet: not assessed.",
  ],
  find: (table, { catalog }) => table.columns.filter((column) => sequenceOf(table, column, catalog)?.cycle === false),
  judge(column: Column, table, { catalog, options }) {
    if (catalog.source.kind !== "server") return notAssessed(["only a server knows how far a sequence has come"]);
    const sequence = sequenceOf(table, column, catalog) as Sequence | IdentitySequence;
    const { schema, name, lastValue } = sequence;
    if (lastValue === null) return notAssessed(say`the last value of ${name} is hidden, or there is none yet`);
    const percent = percentLeft(sequence, column, BigInt(lastValue));
    if (percent > options.percentLeft) return pass;
    const whole = quoteQualified(schema, name);
    return fail(
      [...say`Sequence ${whole} of column ${column.name} is at ${lastValue}`, `: ${percent}% of its range is left.`],
      {
        noRemedy: "the column has to be widened first, which rewrites the table",
        facts: [
          { name: "last value", value: lastValue },
          { name: "column type", value: column.type },
        ],
      },
    );
  },
});

/** An identity column's own, or the one that counts for the column. */
function sequenceOf(table: Relation, { name, identity }: Column, catalog: Catalog): Sequence | IdentitySequence | null {
  const counting = countingFor(table, catalog).find((each) => each.column === name);
  return identity?.sequence ?? counting?.sequence ?? null;
}
