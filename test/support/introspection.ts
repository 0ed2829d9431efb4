/** Catalogs of throwaway databases. */
import { connect } from "../../introspect/connect.ts";
import { introspect } from "../../introspect/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
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
