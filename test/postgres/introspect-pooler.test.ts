import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../introspect/connect/index.ts";
import { introspect } from "../../introspect/index.ts";
import type { Session } from "../../introspect/session.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { UserError } from "../../src/model/user-error.ts";
import { type Pooler, startPooler, whyNoPooler } from "../support/pgbouncer.ts";
import { type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const LIBRARY = readFileSync(join(import.meta.dirname, "..", "fixtures", "library.sql"), "utf8");
const missing = whyNoServer(17) ?? whyNoPooler();

describe.skipIf(missing !== null)(
  `introspection through PgBouncer in transaction mode${missing === null ? "" : ` (${missing})`}`,
  () => {
    let server: PostgresServer;
    let pooler: Pooler;
    let database: string;
    beforeAll(async () => {
      server = await startServer(17);
      database = await server.createDatabase(LIBRARY);
      pooler = await startPooler(server);
    });
    afterAll(async () => {
      await pooler?.stop();
      await server?.stop();
    });

    /** What is read of a database; the time of reading, which two readings need not share, is set. */
    const read = async (
      url: string,
      through: (session: Session) => Session = (session) => session,
    ): Promise<Catalog> => {
      const connection = await connect(url, {});
      try {
        const catalog = await introspect(through(connection), {
          source: { kind: "server", name: "test", tool: null, commit: null },
          asOf: "2026-01-02T03:04:05Z",
          live: true,
        });
        return { ...catalog, workload: catalog.workload && { ...catalog.workload, readAt: "2026-01-02T03:04:05Z" } };
      } finally {
        await connection.close();
      }
    };

    /** What another client of the pooler finds in the server's one session. */
    const lookAtSession = async () => {
      const client = new pg.Client({ connectionString: pooler.urlOf(database), application_name: "another" });
      await client.connect();
      try {
        const { rows: settings } = await client.query("SELECT name, setting, source FROM pg_settings ORDER BY name");
        const { rows: left } = await client.query(
          `SELECT pg_backend_pid() AS pid, (SELECT count(*) FROM pg_prepared_statements) AS prepared,
            (SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory') AS locks,
            pg_my_temp_schema() AS temporary`,
        );
        await client.query("CREATE TABLE written (); DROP TABLE written");
        return { settings, left };
      } finally {
        await client.end();
      }
    };

    test("gives the whole catalog that a direct connection gives, one after the other and at once", async () => {
      const direct = await read(server.urlOf(database));
      expect(direct.relations.length).toBeGreaterThan(10);
      expect(await read(pooler.urlOf(database))).toEqual(direct);
      const both = await Promise.all([read(pooler.urlOf(database)), read(pooler.urlOf(database))]);
      expect(both).toEqual([direct, direct]);
    });

    test("leaves nothing of its settings to the next client of the server's session", async () => {
      const before = await lookAtSession();
      await read(pooler.urlOf(database));
      expect(await lookAtSession()).toEqual(before);
    });

    test("leaves nothing either where it fails on the way", async () => {
      const before = await lookAtSession();
      let queries = 0;
      const failing = ({ query }: Session): Session => ({
        query: (sql) => {
          queries += 1;
          return query(queries === 10 ? "SELECT 1 / 0" : sql);
        },
      });
      await expect(read(pooler.urlOf(database), failing)).rejects.toThrow("division by zero (SQLSTATE 22012)");
      expect(await lookAtSession()).toEqual(before);
    });

    test("says what to do about options that the pooler does not take", async () => {
      const refused = await connect(pooler.urlOf(database), { PGOPTIONS: "-c role=postgres" }).catch((error) => error);
      expect(refused).toEqual(
        new UserError(
          `127.0.0.1:${pooler.port} is a connection pooler that takes no options of a session: unsupported startup parameter: options.`,
          {
            place: `127.0.0.1:${pooler.port}`,
            hint: "Leave out options and PGOPTIONS, or connect to the server itself.",
          },
        ),
      );
    });
  },
);
