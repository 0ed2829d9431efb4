/** The migrations as subjects, and how a rule judges one of them. */
import type { Catalog } from "../../model/catalog.ts";
import type { HistoryStep } from "../../model/history.ts";
import type { StepDirective, StepFacts } from "../../model/migration-facts.ts";
import {
  type Judgement,
  notApplicable,
  notAssessed,
  PROJECT,
  type RuleContext,
  type RuleMetadata,
} from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import type { Fact } from "../../model/verdict.ts";

/** Every step; the project where a server was read without its migrations; nothing for a single script. */
export function findSteps({ catalog }: Pick<RuleContext, "catalog">): FindingSubject[] {
  if (catalog.history.length === 0) return catalog.source.kind === "server" ? [PROJECT] : [];
  return catalog.history.map(({ version }) => buildMigration(version));
}

/** A migration as a subject. */
export function buildMigration(name: string): FindingSubject {
  return { schema: null, relation: null, kind: "migration", name };
}

/** A step whose script was looked at. */
export type ReadStep = HistoryStep & { facts: StepFacts; file: string };

/** A step whose script was looked at, or of which its code says what it does. */
export type KnownStep = HistoryStep & { file: string };

/** Judges the subject's step, where there is one and its script was read. */
export function judgeStep(subject: FindingSubject, catalog: Catalog, judge: (step: ReadStep) => Judgement): Judgement {
  return judgeFound(subject, catalog, (step) => {
    const { facts, file } = step;
    return facts === null || file === null ? UNREAD : judge({ ...step, facts, file });
  });
}

/** Judges the subject's step, also where a command has run it and only its code was read. */
export function judgeKnownStep(
  subject: FindingSubject,
  catalog: Catalog,
  judge: (step: KnownStep) => Judgement,
): Judgement {
  return judgeFound(subject, catalog, (step) => {
    const { facts, code, file } = step;
    return (facts === null && code === null) || file === null ? UNREAD : judge({ ...step, file });
  });
}

const UNREAD = notAssessed(["the migration's script was not looked at"]);

function judgeFound(subject: FindingSubject, catalog: Catalog, judge: (step: HistoryStep) => Judgement): Judgement {
  const step = catalog.history.find(({ version }) => version === subject.name);
  if (subject.kind !== PROJECT.kind && step !== undefined) return judge(step);
  return notAssessed(["a server was read without its migrations, which the config names under migrations"]);
}

/**
 * The comment in the script that silences the rule, for a statement or (`null`) for the whole file: one that names the
 * rule, names what it is called elsewhere, or names none. Ours counts only with a reason.
 */
export function findSilencing(
  facts: StepFacts | null,
  { id, sameAs }: Pick<RuleMetadata, "id" | "sameAs">,
  line: number | null,
): StepDirective | null {
  const names = new Set([id, ...sameAs.flatMap((other) => other.split(" ").at(-1) ?? [])].map(fold));
  return (
    facts?.directives.find(
      (each) =>
        (each.line === null || each.line === line) &&
        (each.rules.length === 0 || each.rules.some((rule) => names.has(fold(rule)))) &&
        (each.directive !== "cartulary-ignore" || each.reason !== null),
    ) ?? null
  );
}

/** `DS102` and `ds102`, `banDropTable` and `ban-drop-table` are one name. */
function fold(name: string): string {
  return name.replace(/[^a-z0-9]/gi, "").toLowerCase();
}

/** Nothing is said, because the script says so. */
export function silenced({ directive, reason }: StepDirective): Judgement {
  const why: Sentence = reason === null ? [] : [`: ${reason}`];
  return notApplicable(["inline: ", { code: directive }, ...why]);
}

/** The line of the statement that a finding is about, as annotations look for it. */
export function atLine(line: number): Fact {
  return { name: "line", value: String(line) };
}

/** `and 2 more`; nothing for none. */
export function andMore(count: number): string {
  return count === 0 ? "" : `, and ${count} more`;
}

/** `Migration 0007`, to begin a sentence with. */
export function migration(step: HistoryStep): Sentence {
  return say`Migration ${step.version}`;
}
