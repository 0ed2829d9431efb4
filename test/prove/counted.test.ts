import { expect, test } from "vitest";
import type { Catalog } from "../../src/model/catalog.ts";
import { aCountedTable, aStatement, theStatements } from "../rules/counted.ts";
import { ofSql, proofOf, toOutcome } from "./proving.ts";

const SQL = `
  CREATE TABLE orders (id uuid PRIMARY KEY, reference text NOT NULL, note text NOT NULL);
  CREATE INDEX note_search ON orders (note)`;

/** As if it had been read from a server on which a statement searches by a column without an index. */
function counted(catalog: Catalog): Catalog {
  const { statistics } = aCountedTable();
  return {
    ...catalog,
    source: { ...catalog.source, kind: "server" },
    workload: {
      readAt: "2026-11-23T08:00:00Z",
      standby: false,
      countedSince: "2026-01-01T00:00:00Z",
      statements: null,
      ...theStatements(aStatement(40, { equality: ["reference"] })),
    },
    relations: catalog.relations.map((relation) => ({
      ...relation,
      statistics,
      indexes: relation.indexes.map((index) => ({
        ...index,
        statistics: { bytes: 9_000_000, scans: 0, lastScan: null },
      })),
    })),
  };
}

test("an index that statements miss is proven by what the server counted, which stays with renamed indexes", async () => {
  const only = ["index-hot-columns", "index-unused", "name-index"];
  const proof = await proofOf(ofSql(SQL), { only, change: counted });
  expect(toOutcome(proof)).toEqual({
    proven: [
      "CREATE INDEX CONCURRENTLY idx_orders_reference ON public.orders (reference)",
      "ALTER INDEX public.note_search RENAME TO idx_orders_note",
    ],
    left: [],
    mendedByOthers: [],
    uncovered: [],
  });
  expect(proof.withoutRemedy.map(({ fingerprint }) => fingerprint)).toEqual([
    "index-unused|public.orders|index:note_search",
  ]);
}, 120_000);
