/** Migrations that have run everywhere long ago: they cannot be changed, so what they did wrong costs nothing. */
import type { Catalog } from "../model/catalog.ts";
import type { HistoryStep } from "../model/history.ts";
import { nearest } from "../model/nearest.ts";
import type { Preset } from "../model/rule.ts";
import type { FindingSubject, Scorecard } from "../model/scorecard.ts";
import { UserError } from "../model/user-error.ts";
import { isDate } from "./calendar.ts";

const OLD_MIGRATION = "old-migration";

/** A date at the beginning of a version: 20250127093000, 2025-01-27, V2025.01.27. */
const DATED = /^[Vv]?((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])/;

/**
 * What excuses findings on migrations before the one, or the day, from which a team wants to hear of them.
 * @param since the config's `migrationsSince`: a version or an ISO date; left out, nothing is old
 * @throws UserError where it is neither a date nor the version of a migration that was read
 */
export function buildOldMigrations(
  { history }: Pick<Catalog, "history">,
  since: string | undefined,
): (subject: FindingSubject) => Preset | null {
  if (since === undefined || history.length === 0) return () => null;
  const first = history.findIndex(({ version }) => version === since);
  if (first === -1 && !isDate(since)) throw buildUnknown(since, history);
  const isOld = (step: HistoryStep, place: number) => (first === -1 ? isBefore(step, since) : place < first);
  const old = new Set(history.filter(isOld).map(({ version }) => version));
  const preset: Preset = { id: OLD_MIGRATION, reason: `It has run: migrations before ${since} are left as they are` };
  return ({ kind, name }) => (kind === "migration" && old.has(name) ? preset : null);
}

/** By the day in its version, else by the commit that last changed it; one of which nobody knows the day is new. */
function isBefore({ version, commit }: HistoryStep, date: string): boolean {
  const [, year, month, day] = DATED.exec(version) ?? [];
  const own = year === undefined ? commit?.date.slice(0, 10) : `${year}-${month}-${day}`;
  return own !== undefined && own < date;
}

function buildUnknown(since: string, history: readonly HistoryStep[]): UserError {
  const near = nearest(
    since,
    history.map(({ version }) => version),
  );
  return new UserError(`migrationsSince is neither a date nor the version of a migration: ${since}.`, {
    place: "config, migrationsSince",
    hint: near === null ? "A date is written 2026-01-31." : `Is ${near} meant?`,
  });
}

/** How many findings on old migrations were left out of account. */
export function countOldFindings({ findings, waivers }: Pick<Scorecard, "findings" | "waivers">): number {
  return findings.filter(({ waiver }) => {
    const decision = waiver === null ? undefined : waivers[waiver];
    return decision?.carrier === "preset" && decision.place === OLD_MIGRATION;
  }).length;
}
