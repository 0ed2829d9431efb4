import { expect, test } from "vitest";
import { introspect } from "../../introspect/index.ts";
import { DatabaseError, type Row, type Session } from "../../introspect/session.ts";

test("a server that only looks like PostgreSQL is named, with those that are supported", async () => {
  const session: Session = {
    query: async <R extends Row>(sql: string): Promise<R[]> => {
      if (sql.includes("server_version_num")) {
        return [{ server_version: "15.0", server_version_num: "150000" }] as unknown as R[];
      }
      if (sql === "SELECT pg_catalog.version()") return [{ version: "Lookalike 7" }] as unknown as R[];
      if (sql.includes("pg_locks")) throw new DatabaseError('relation "pg_locks" does not exist', { code: "42P01" });
      return [];
    },
  };
  const source = { kind: "server" as const, name: "x", tool: null, commit: null };
  await expect(introspect(session, { source, asOf: null, live: true })).rejects.toThrow(
    expect.objectContaining({
      name: "UserError",
      message: `The server lacks a part of PostgreSQL's catalog: relation "pg_locks" does not exist.`,
      hint: "It calls itself Lookalike 7. Supported are PostgreSQL 14 to 18.",
    }),
  );
});
