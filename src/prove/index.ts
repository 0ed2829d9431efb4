/** Runs remedies on a scratch database of the catalog, and tells which of them mend and harm nothing. */
import { loadModule } from "libpg-query";
import type { Catalog } from "../model/catalog.ts";
import type { Scorecard } from "../model/scorecard.ts";
import { buildPlan } from "./plan.ts";
import type { Proof } from "./proof.ts";
import { type ProveOptions, Prover } from "./prover.ts";

export type { ProveOptions } from "./prover.ts";

/**
 * Tries every remedy of the scorecard's open findings on the embedded engine. The scratch database is the catalog's
 * own DDL without rows; its scorecard is what remedies are measured by.
 * @throws UserError where the embedded engine cannot make the catalog
 */
export async function prove(catalog: Catalog, scorecard: Scorecard, options: ProveOptions): Promise<Proof> {
  await loadModule();
  const plan = buildPlan(scorecard, options.rules);
  const prover = await Prover.open(catalog, scorecard, options);
  try {
    const total = plan.rounds.reduce((sum, round) => sum + round.length, 0);
    for (const round of plan.rounds) await prover.settle(round, (settled) => options.onProgress?.(settled, total));
    return prover.toProof(plan);
  } finally {
    await prover.close();
  }
}
