/** Rules that judge nothing while another rule fails, so that mending the one lets the other speak. */
import type { Finding, Scorecard } from "../model/scorecard.ts";

export interface Prerequisites {
  /** Whether the one finding kept the other's rule from judging the same table. */
  hides(mended: Finding, found: Finding): boolean;
}

export function buildPrerequisites({ rules }: Pick<Scorecard, "rules">): Prerequisites {
  const required = new Map(rules.map(({ id, requires }) => [id, requires]));
  const needs = (rule: string, wanted: string, seen: ReadonlySet<string>): boolean =>
    (required.get(rule) ?? []).some(
      (next) => next === wanted || (!seen.has(next) && needs(next, wanted, new Set([...seen, next]))),
    );
  return {
    hides: (mended, found) =>
      mended.subject.schema === found.subject.schema &&
      mended.subject.relation === found.subject.relation &&
      needs(found.rule, mended.rule, new Set()),
  };
}
