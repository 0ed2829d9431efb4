/** What a live server counts, and whether it has counted long enough. */
import type { Catalog } from "../../model/catalog.ts";
import type { CatalogLookup } from "../../model/lookup.ts";
import type { Relation, RelationStatistics } from "../../model/relation.ts";
import { type Sentence, say } from "../../model/sentence.ts";

export type Counters = NonNullable<RelationStatistics["counters"]>;

/** Why the counters say nothing about the workload; `null` where they do. */
export function whyNotCounted({ source, workload, settings }: Catalog): Sentence | null {
  if (source.kind !== "server") return ["it needs a live server's counters"];
  if (workload === null) return ["the server's counters were left out"];
  if (settings.some(({ name, value }) => name === "track_counts" && value === "off"))
    return say`the setting ${"track_counts"} is off: the server counts nothing`;
  if (workload.standby) return ["a standby counts only its own reads: the primary's counters are needed"];
  return null;
}

/** Why the counters do not go back so many days; `null` where they do. */
export function whyTooYoung(catalog: Catalog, days: number): Sentence | null {
  if (days === 0) return null;
  const counted = daysCounted(catalog);
  if (counted === null) return ["since when the server counts is not known: its counters were never reset"];
  return counted >= days ? null : [`the counters go back ${sayDays(counted)}, and ${days} are needed`];
}

/** Whole days from the counters' beginning, or the oldest trace of it, to when they were read; `null`: not known. */
export function daysCounted({ workload }: Catalog): number | null {
  return workload === null || workload.countedSince === null
    ? null
    : daysBetween(workload.countedSince, workload.readAt);
}

/** Whole days from one ISO timestamp to another. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export function sayDays(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}

/** A table's counters; of a partitioned one those of its partitions together. `null` where none are shown. */
export function countersOf(table: Relation, lookup: CatalogLookup): Counters | null {
  const [first, ...others] = partsOf(table, lookup);
  return first === undefined ? null : others.reduce(add, first);
}

/** Why a table's counters say nothing: there are none, or they have lost its rows; `null` where they do. */
export function whyUncounted(
  table: Relation,
  counters: Counters | null,
  catalog: Catalog,
  rows: number,
): Sentence | null {
  const unknown = whyNotCounted(catalog);
  if (unknown !== null) return unknown;
  if (counters === null) return say`the server shows no counters of ${table.name}`;
  return areForgotten(table, counters, rows) ? sayForgotten(table) : null;
}

/** A row's header and the pointer to it: no row takes less. */
const LEAST_BYTES = 28;

/**
 * The counters know of no row, though the file has room for as many as this: a reset, a crash or pg_upgrade has thrown
 * them away, and neither vacuum nor analyze has counted anew.
 */
export function areForgotten({ statistics }: Relation, { liveRows, deadRows }: Counters, rows: number): boolean {
  return liveRows === 0 && deadRows === 0 && (statistics?.bytes?.table ?? 0) >= rows * LEAST_BYTES;
}

/** What is said of such a table. */
export function sayForgotten({ name }: Relation): Sentence {
  return say`the server has forgotten how many rows ${name} has, until it is vacuumed or analyzed`;
}

/** More than half of the rows are read by a scan, on average: it is not that scans end early. */
export function isReadWhole(table: Relation, lookup: CatalogLookup): boolean {
  const parts = partsOf(table, lookup);
  const read = parts.reduce((sum, part) => sum + part.sequentialRowsRead, 0);
  return read > 0.5 * parts.reduce((sum, part) => sum + part.sequentialScans * part.liveRows, 0);
}

/** The counters of everything that holds rows of the table. */
function partsOf(table: Relation, lookup: CatalogLookup): Counters[] {
  if (table.kind === "partitioned table") {
    return lookup.partitions(table).flatMap((partition) => partsOf(partition, lookup));
  }
  const own = table.statistics?.counters ?? null;
  return own === null ? [] : [own];
}

function add(a: Counters, b: Counters): Counters {
  const names = Object.keys(a) as (keyof Counters)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as Counters;
}
