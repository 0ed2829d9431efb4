/** Catalogs of a server that counts, for rules about the workload. */
import type { Catalog } from "../../src/model/catalog.ts";
import type { Column } from "../../src/model/column.ts";
import type { Index } from "../../src/model/index-definition.ts";
import type { Relation, RelationStatistics } from "../../src/model/relation.ts";
import type { RelationUse, Statement, Workload } from "../../src/model/workload.ts";
import { aCatalog, aColumn, anIndex, aTable } from "../support/catalog.ts";

type Counters = NonNullable<RelationStatistics["counters"]>;

/** A live server's catalog, read 40 days after its counters began. */
export function aCountedCatalog(relations: Relation[], workload: Partial<Workload> = {}): Catalog {
  return aCatalog({
    generatedAt: null,
    source: { kind: "server", name: "shop", tool: null, commit: null },
    relations,
    workload: {
      readAt: "2026-11-10T00:00:00Z",
      standby: false,
      countedSince: "2026-10-01T00:00:00Z",
      statements: null,
      ...workload,
    },
  });
}

/** `orders` with a million rows of which a statement mostly reads all. */
export function aCountedTable(given: Partial<Relation> = {}, counters: Partial<Counters> = {}): Relation {
  return aTable("orders", {
    columns: [aColumn("id"), aCountedColumn("user_id", -0.1), aCountedColumn("status", 4), aColumn("placed_at")],
    ...given,
    statistics: {
      rows: 1_000_000,
      bytes: { table: 90_000_000, toast: 0, indexes: 0, total: 90_000_000 },
      counters: {
        sequentialScans: 500,
        sequentialRowsRead: 450_000_000,
        indexScans: 20,
        rowsInserted: 1_000_000,
        rowsUpdated: 0,
        rowsDeleted: 0,
        liveRows: 1_000_000,
        deadRows: 0,
        rowsModified: 0,
        ...counters,
      },
      ...(given.statistics ?? {}),
    },
  });
}

/** A column with so many distinct values; negative: that part of the rows. */
export function aCountedColumn(name: string, distinct: number, given: Partial<Column> = {}): Column {
  return aColumn(name, "text", { statistics: { nullFraction: 0, distinct }, ...given });
}

/** An index of two megabytes that was searched so often. */
export function aCountedIndex(name: string, columns: string[], scans: number, given: Partial<Index> = {}): Index {
  return anIndex(name, columns, { statistics: { bytes: 2_097_152, scans, lastScan: null }, ...given });
}

/** Statements that were all read. */
export function theStatements(...list: Statement[]): Partial<Workload> {
  const resetAt = "2026-10-01T00:00:00Z";
  return { statements: { resetAt, evictions: 0, hidden: 0, unparsed: 0, list } };
}

/** A statement on `public.orders`. */
export function aStatement(share: number, use: Partial<RelationUse>, text = "SELECT …"): Statement {
  return { text, calls: 1000, share, mean: 12.5, relations: [aUse(use)] };
}

export function aUse(given: Partial<RelationUse>): RelationUse {
  return {
    schema: "public",
    name: "orders",
    equality: [],
    range: [],
    join: [],
    other: [],
    order: [],
    limited: false,
    ...given,
  };
}
