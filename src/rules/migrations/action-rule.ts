/** What the rules on single statements of migrations have in common. */
import type { StepAction } from "../../model/migration-facts.ts";
import { quoteQualified } from "../../model/names.ts";
import { fail, type Judgement, notApplicable, pass, type RuleContext, type RuleMetadata } from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import type { Sentence } from "../../model/sentence.ts";
import { andMore, atLine, findSilencing, judgeStep, migration, type ReadStep, silenced } from "./steps.ts";

/** The option by which a team leaves its past alone. */
export const startAfter = {
  type: "text",
  default: "",
  description: "The version of the last migration that is left alone, with all before it.",
} as const;

/** What these rules leave alone, for their pages. */
export const ACTION_EXEMPT: readonly string[] = [
  "Tables that the same migration makes.",
  "What takes a migration back.",
  "Migrations up to the one that the option startAfter names.",
  "Statements under a comment such as `-- cartulary-ignore rule: reason`, squawk-ignore or atlas:nolint.",
];

/** Says what one action does, to follow "Migration 0007 "; `null` where the rule has nothing against it. */
export type Accusation = (action: StepAction, step: ReadStep) => Sentence | null;

/** Judges the actions of a migration: the first one that is held against it makes the message. */
export function judgeActions(
  rule: Pick<RuleMetadata, "id" | "sameAs">,
  subject: FindingSubject,
  { catalog, options }: Pick<RuleContext<{ startAfter: typeof startAfter }>, "catalog" | "options">,
  accuse: Accusation,
): Judgement {
  return judgeStep(subject, catalog, (step) => {
    const last = catalog.history.findIndex(({ version }) => version === options.startAfter);
    if (catalog.history.findIndex(({ version }) => version === step.version) <= last) {
      return notApplicable(["it is older than the option startAfter says"]);
    }
    const charges = step.facts.actions.flatMap((action) => {
      const said = accuse(action, step);
      return said === null ? [] : [{ action, said, excuse: findSilencing(step.facts, rule, action.line) }];
    });
    const [first, ...others] = charges.filter(({ excuse }) => excuse === null);
    if (first === undefined) {
      const excuse = charges[0]?.excuse ?? null;
      return excuse === null ? pass : silenced(excuse);
    }
    const message: Sentence = [...migration(step), " ", ...first.said, `${andMore(others.length)}.`];
    return fail(message, {
      noRemedy: "a migration that ran stays as it is: the next one is written otherwise",
      facts: [first, ...others].map(({ action }) => atLine(action.line)),
    });
  });
}

/** The action's table, as SQL writes it. */
export function tableNameOf({ schema, relation }: StepAction): string {
  return schema === null ? relation : quoteQualified(schema, relation);
}
