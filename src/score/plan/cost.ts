/** What mending costs: locks and rewrites, from what the remedies do. */
import type { PlanCost, PlanLock } from "../../model/plan.ts";
import { lockOf } from "../../model/remedy-lock.ts";
import type { Finding } from "../../model/scorecard.ts";

/** The hardest first: what keeps everybody waiting for long. */
const DURATIONS: readonly PlanLock["during"][] = ["rewrite", "scan", "moment"];
const MODES: readonly PlanLock["mode"][] = [
  "ACCESS EXCLUSIVE",
  "SHARE ROW EXCLUSIVE",
  "SHARE",
  "SHARE UPDATE EXCLUSIVE",
  null,
];

/** What the remedies of some findings lock, table by table; statements of a team's own have no known lock. */
export function buildCost(findings: readonly Finding[]): PlanCost {
  const tables = new Map<string, { lock: Omit<PlanLock, "tables">; names: Set<string> }>();
  let withSql = 0;
  for (const { remedy, subject } of findings) {
    if (remedy === null) continue;
    withSql += 1;
    for (const action of remedy.actions) {
      const lock = lockOf(action);
      if (lock === null) continue;
      const { mode, during } = lock;
      const known = tables.get(`${mode} ${during}`) ?? { lock: { mode, during }, names: new Set() };
      known.names.add(JSON.stringify([subject.schema, subject.relation]));
      tables.set(`${mode} ${during}`, known);
    }
  }
  const locks = [...tables.values()].map(({ lock, names }) => ({ ...lock, tables: names.size }));
  return { withSql, byHand: findings.length - withSql, locks: locks.sort(byHardness) };
}

function byHardness(a: PlanLock, b: PlanLock): number {
  return DURATIONS.indexOf(a.during) - DURATIONS.indexOf(b.during) || MODES.indexOf(a.mode) - MODES.indexOf(b.mode);
}
