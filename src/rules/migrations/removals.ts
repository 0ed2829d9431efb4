/** Tables and columns that a migration took away without a statement that says so, as the replay shows. */
import { withoutParts } from "../../diff/without-parts.ts";
import { type Change, formatObjectName, type ObjectKind } from "../../model/change.ts";
import { fail, type Judgement, pass, type RuleContext, type RuleMetadata } from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { andMore, findSilencing, judgeStep, migration, silenced } from "./steps.ts";

const HOLDING_ROWS: ReadonlySet<ObjectKind> = new Set<ObjectKind>(["table", "partitioned table", "column"]);

/** Judges what went with a type, in a function that was called, or by a statement that was put together. */
export function judgeRemovals(
  rule: Pick<RuleMetadata, "id" | "sameAs">,
  subject: FindingSubject,
  { catalog }: Pick<RuleContext, "catalog">,
): Judgement {
  return judgeStep(subject, catalog, (step) => {
    const [first, ...others] = withoutParts(step.changes).filter(
      ({ action, object }) => action === "removed" && HOLDING_ROWS.has(object.kind),
    );
    if (first === undefined) return pass;
    // Which statement it was is not known: a comment before any of them may be meant for it.
    const lines = [null, ...step.facts.directives.map(({ line }) => line)];
    const directive = lines.map((line) => findSilencing(step.facts, rule, line)).find((each) => each !== null);
    if (directive !== undefined) return silenced(directive);
    return fail([...migration(step), " ", ...sayRemoval(first), `${andMore(others.length)}.`], {
      noRemedy: "what was dropped is gone: before the next step, copy what is still needed",
    });
  });
}

function sayRemoval({ object }: Change): Sentence {
  const [table] = object.partOf;
  if (table === undefined) return say`drops table ${formatObjectName(object)} with its rows`;
  const of = formatObjectName({ ...table, schema: object.schema, partOf: [] });
  return say`drops column ${object.name} of ${of} with what it holds`;
}
