/** Catalogs of throwaway databases. */
import { connect } from "../../introspect/connect/index.ts";
import { introspect } from "../../introspect/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { withoutCounters } from "../../src/model/without-counters.ts";
import type { PostgresServer } from "./postgres-server.ts";

/** Reads a database of a test server as a live one. `role` has the servers' password. */
export async function readCatalog(server: PostgresServer, database: string, role = "postgres"): Promise<Catalog> {
  const connection = await connect(server.urlOf(database, role), {});
  try {
    return await introspect(connection, {
      source: { kind: "server", name: "test", tool: null, commit: null },
      asOf: "2026-01-02T03:04:05Z",
      live: true,
    });
  } finally {
    await connection.close();
  }
}

/**
 * A live catalog as its schema alone makes it, for comparing databases of one server: without the database's name, what
 * rows and use make of it, and how the server is run.
 */
export function schemaOf(catalog: Catalog): Catalog {
  return { ...withoutCounters(catalog), database: { name: "compared", comment: null }, operations: null };
}
