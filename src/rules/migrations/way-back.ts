/** The migrations of layouts that have a place for what takes a migration back. */
import type { Catalog } from "../../model/catalog.ts";
import { wayBackOfCode } from "../../model/history.ts";
import type { StepFacts } from "../../model/migration-facts.ts";
import { type Judgement, notApplicable, PROJECT, type RuleContext } from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { findSteps, judgeKnownStep, type KnownStep } from "./steps.ts";

/** Every step; the project where the layout has no such place, so that it is told once. */
export function findWaysBack(context: Pick<RuleContext, "catalog">): FindingSubject[] {
  const { history } = context.catalog;
  const none = history.length > 0 && history.every(({ facts }) => facts !== null && facts.down === null);
  return none ? [PROJECT] : findSteps(context);
}

/** Judges the subject's step by what takes it back, where it has a place for that. */
export function judgeWayBack(
  subject: FindingSubject,
  catalog: Catalog,
  judge: (step: KnownStep, down: NonNullable<StepFacts["down"]>) => Judgement,
): Judgement {
  if (subject.kind === PROJECT.kind && catalog.history.length > 0) {
    return notApplicable(["the migrations are of a layout that has no way back"]);
  }
  return judgeKnownStep(subject, catalog, (step) => {
    const down = step.facts === null ? wayBackOfCode(step.code) : step.facts.down;
    return down === null ? notApplicable(["this migration has no place for a way back"]) : judge(step, down);
  });
}
