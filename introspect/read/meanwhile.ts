/**
 * What became of the snapshot's objects while their definitions were printed. Rows are of the snapshot's moment,
 * definitions of the moment of printing: only what stayed as it was is of one moment.
 */
import type { Omission } from "../../src/model/catalog.ts";
import { quoteIdentifier, quoteQualified, toObjectKey } from "../../src/model/names.ts";
import type { ChangeRow } from "../queries/changes.ts";
import type { PrintedKind } from "../queries/scope.ts";

export interface Meanwhile {
  /** True of what is there no more, by its system catalog and oid. */
  isGone(catalog: string, oid: string): boolean;
  /** Of what is gone, that whose name something else has now. */
  replaced: readonly ChangeRow[];
  /** What may be of another moment than the snapshot: relations, routines, types, and what definitions name. */
  changed: readonly ChangeRow[];
}

/** Nothing has changed. */
export const CALM: Meanwhile = { isGone: () => false, replaced: [], changed: [] };

/** Catalogs of what is never gone for itself: what it was a part of has changed. */
const PARTS = ["pg_attribute", "pg_attrdef", "pg_enum", "pg_partitioned_table"];
const OWNER_CATALOGS = { relation: "pg_class", routine: "pg_proc", type: "pg_type" } as const;

/**
 * Compares rows that others have touched since the snapshot with the same in a later one. `later` also has the rows
 * that have one of their names.
 */
export function compareMoments(touched: readonly ChangeRow[], later: readonly ChangeRow[]): Meanwhile {
  const now = new Map(later.map((row) => [keyOf(row), row]));
  const names = new Set(later.map(nameOf));
  const gone = touched.filter((row) => !now.has(keyOf(row)) && !PARTS.includes(row.catalog));
  const goneOids = new Set(gone.map(({ catalog, oid }) => `${catalog} ${oid}`));
  const isGone = (catalog: string, oid: string) => goneOids.has(`${catalog} ${oid}`);
  const isOwnerGone = ({ kind, owner }: ChangeRow) => kind !== "other" && isGone(OWNER_CATALOGS[kind], owner);
  return {
    isGone,
    replaced: uniqueBy(
      gone.filter((row) => names.has(nameOf(row)) && (row.part === "" || !isOwnerGone(row))),
      ({ nspname, name, part }) => [nspname, name, part].join("\0"),
    ),
    changed: uniqueBy(
      touched.filter(
        (row) => !isGone(row.catalog, row.oid) && !isOwnerGone(row) && now.get(keyOf(row))?.digest !== row.digest,
      ),
      ({ kind, owner }) => `${kind} ${owner}`,
    ),
  };
}

function keyOf({ catalog, oid, sub }: ChangeRow): string {
  return `${catalog} ${oid} ${sub}`;
}

function nameOf({ catalog, nspname, name, part }: ChangeRow): string {
  // A zero byte cannot be in an identifier.
  return [catalog, nspname, name, part].join("\0");
}

function uniqueBy(rows: readonly ChangeRow[], keyOfRow: (row: ChangeRow) => string): ChangeRow[] {
  return [...new Map(rows.map((row) => [keyOfRow(row), row])).values()];
}

/** The oids, by kind, of which nothing is to be printed. */
export function toOids(rows: readonly ChangeRow[]): Record<PrintedKind, string[]> {
  const of = (kind: PrintedKind) => rows.filter((row) => row.kind === kind).map(({ owner }) => owner);
  return { relation: of("relation"), routine: of("routine"), type: of("type") };
}

const HINT = "Run again when what changes the schema is done.";

/** Something was dropped, and made anew, each time it was read. */
export function buildReplacedOmission(row: ChangeRow): Omission {
  const reason = "Another session dropped it while it was read, and made it again.";
  return { kind: "schema", what: describe(row), reason, hint: HINT, place: null };
}

/** Something was another each time it was read. */
export function buildChangedOmission(row: ChangeRow): Omission {
  const reason = "Other sessions kept changing it while it was read.";
  return { kind: "schema", what: `definitions of ${describe({ ...row, part: "" })}`, reason, hint: HINT, place: null };
}

/** For people: a relation by its name alone, a part behind it, others with their kind before it. */
function describe({ catalog, kind, nspname, name, part }: ChangeRow): string {
  if (catalog === "pg_namespace") return `schema ${quoteIdentifier(nspname)}`;
  if (kind === "relation") return toObjectKey(nspname, name, part === "" ? undefined : { kind: catalog, name: part });
  return `${kind === "other" ? catalog.replace("pg_", "") : kind} ${quoteQualified(nspname, name)}`;
}
