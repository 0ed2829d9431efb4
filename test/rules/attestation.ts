/** How a rule that is attested ages. */
import type { Catalog } from "../../src/model/catalog.ts";
import { configSchema } from "../../src/model/config.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog } from "../support/catalog.ts";
import { projectRule } from "./table-rules.ts";

const DAY = 86_400_000;
const ATTESTED = "2026-01-01";

/** Its severity, its score, its verdict without an attestation, and with one on the day, the last day and the day after. */
export function attestation(id: string, given: Partial<Catalog> = {}) {
  const rule = projectRule(id);
  if (rule.validity === null) throw new Error(`Nobody can attest ${id}.`);
  const days = [0, rule.validity, rule.validity + 1];
  return {
    severity: rule.severity,
    score: rule.score,
    never: verdict(id, false, 0, given),
    on: Object.fromEntries(days.map((day) => [day, verdict(id, true, day, given)])),
  };
}

function verdict(id: string, attested: boolean, day: number, given: Partial<Catalog>): string | undefined {
  const place = { carrier: "note", place: "drills" } as const;
  const scorecard = buildScorecard(aCatalog(given), {
    rules: [projectRule(id)],
    config: configSchema.parse({}),
    decisions: [],
    attestations: attested ? [{ ...place, rule: id, on: ATTESTED, by: "a.person", evidence: null }] : [],
    asOf: new Date(Date.parse(ATTESTED) + day * DAY).toISOString(),
  });
  return scorecard.project.find((result) => result.rule === id)?.verdict;
}
