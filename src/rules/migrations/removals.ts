/** Tables and columns that a migration took away without a statement that says so, as the replay shows. */
import type { Change } from "../../model/history.ts";
import { quoteQualified } from "../../model/names.ts";
import { fail, type Judgement, pass, type RuleContext, type RuleMetadata } from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { andMore, findSilencing, judgeStep, migration, silenced } from "./steps.ts";

/** Judges what went with a type, in a function that was called, or by a statement that was put together. */
export function judgeRemovals(
  rule: Pick<RuleMetadata, "id" | "sameAs">,
  subject: FindingSubject,
  { catalog }: Pick<RuleContext, "catalog">,
): Judgement {
  return judgeStep(subject, catalog, (step) => {
    const [first, ...others] = step.changes.filter(
      ({ action, kind }) => action === "removed" && (kind === "table" || kind === "column"),
    );
    if (first === undefined) return pass;
    // Which statement it was is not known: a comment before any of them may be meant for it.
    const lines = [null, ...step.facts.directives.map(({ line }) => line)];
    const directive = lines.map((line) => findSilencing(step.facts, rule, line)).find((each) => each !== null);
    if (directive !== undefined) return silenced(directive);
    return fail([...migration(step), " ", ...toAccusation(first), `${andMore(others.length)}.`]);
  });
}

function toAccusation({ kind, schema, relation, name }: Change): Sentence {
  const table = quoteQualified(schema ?? "public", relation ?? name);
  return kind === "table"
    ? say`drops table ${table} with its rows`
    : say`drops column ${name} of ${table} with what it holds`;
}
