/** How long no search has used an index. */
import type { Catalog } from "../../model/catalog.ts";
import { daysBetween, daysCounted, sayDays } from "../workload/live-counters.ts";

/** Days since the last scan; `null` where there was none, or nobody knows when: servers before 16 do not say. */
export function daysIdle({ workload }: Catalog, lastScan: string | null): number | null {
  return lastScan === null || workload === null ? null : daysBetween(lastScan, workload.readAt);
}

/** `for 40 days` since the last scan, `in 90 days` of counting without one. */
export function saySince(catalog: Catalog, scans: number, idle: number | null): string {
  if (scans > 0 && idle !== null) return `for ${sayDays(idle)}`;
  const days = daysCounted(catalog);
  return days === null ? "since the server counts" : `in ${sayDays(days)}`;
}
