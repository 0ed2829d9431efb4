import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogSchema } from "../../src/model/catalog.ts";
import type { Workload } from "../../src/model/workload.ts";
import { readCatalog } from "../support/introspection.ts";
import { type Major, PASSWORD, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const SCHEMA = `
  CREATE SCHEMA shop;
  CREATE SCHEMA "Stats Here";
  CREATE EXTENSION pg_stat_statements SCHEMA "Stats Here";
  CREATE TABLE shop.users (id int PRIMARY KEY, email text NOT NULL);
  CREATE TABLE shop.orders (id int PRIMARY KEY, user_id int NOT NULL, status text NOT NULL);
  INSERT INTO shop.users SELECT n, 'user ' || n FROM generate_series(1, 2000) n;
  INSERT INTO shop.orders SELECT n, n % 2000 + 1, 'paid' FROM generate_series(1, 20000) n`;

/** What does not vary from run to run. */
function steady(workload: Workload | null): unknown {
  const statements = workload?.statements ?? null;
  return {
    ...workload,
    statements: statements && {
      ...statements,
      list: statements.list
        .map(({ text, calls, relations }) => ({ text, calls, relations }))
        .sort((a, b) => (a.text < b.text ? -1 : 1)),
    },
  };
}

const NOTHING = { equality: [], range: [], join: [], other: [], order: [], limited: false };

describe.each<Major>([14, 18])("the workload of PostgreSQL %i", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  let database: string;
  beforeAll(async () => {
    server = await startServer(major, ["shared_preload_libraries=pg_stat_statements", "autovacuum=off"]);
    database = await server.createDatabase(SCHEMA);
    const clerk = `CREATE ROLE clerk LOGIN PASSWORD '${PASSWORD}';`;
    await server.run(database, `${clerk} SELECT "Stats Here".pg_stat_statements_reset()`);
    const client = new pg.Client({ connectionString: server.urlOf(database) });
    await client.connect();
    await client.query("SET search_path = shop");
    for (let each = 1; each <= 5; each += 1) {
      await client.query("SELECT * FROM orders WHERE user_id = $1 AND status = 'a secret'", [each]);
      await client.query(
        `SELECT count(*) FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = 'user ${each}' -- ${each}`,
      );
    }
    await client.query("UPDATE users SET email = 'moved' WHERE id > 1990");
    await client.query("COMMENT ON TABLE users IS 'private'");
    await client.end();
  });
  afterAll(() => server.stop());

  test("is the statements with what they search, and no value", async () => {
    const catalog = await readCatalog(server, database);
    expect(catalogSchema.parse(catalog)).toEqual(catalog);
    expect(catalog.omissions).toEqual([]);
    expect(steady(catalog.workload)).toEqual({
      readAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      standby: false,
      // Nobody says, until a table is vacuumed; before 15 the collector does, when it has heard of the database.
      countedSince: major === 14 ? catalog.workload?.countedSince : null,
      statements: {
        resetAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        evictions: 0,
        hidden: 0,
        unparsed: 0,
        list: [
          {
            text: "SELECT * FROM orders WHERE user_id = $1 AND status = $2",
            calls: 5,
            relations: [{ schema: "shop", name: "orders", ...NOTHING, equality: ["status", "user_id"] }],
          },
          {
            text: "SELECT count(*) FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = $1",
            calls: 5,
            relations: [
              { schema: "shop", name: "orders", ...NOTHING, join: ["user_id"] },
              { schema: "shop", name: "users", ...NOTHING, equality: ["email"], join: ["id"] },
            ],
          },
          {
            text: "UPDATE users SET email = $1 WHERE id > $2",
            calls: 1,
            relations: [{ schema: "shop", name: "users", ...NOTHING, range: ["id"] }],
          },
        ],
      },
    });
    const shares = catalog.workload?.statements?.list.map(({ share }) => share) ?? [];
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeGreaterThan(0);
    expect(JSON.stringify(catalog)).not.toMatch(/secret|user 3|moved/);
  });

  test("of other roles is hidden, and the grant that shows it is named", async () => {
    await server.run(database, 'GRANT USAGE ON SCHEMA "Stats Here" TO clerk');
    const catalog = await readCatalog(server, database, "clerk");
    expect(catalog.workload?.statements).toMatchObject({ hidden: expect.any(Number), list: [] });
    expect(catalog.workload?.statements?.hidden).toBeGreaterThan(2);
    expect(catalog.omissions.filter(({ what }) => /pg_stat_statements/.test(what))).toEqual([
      {
        kind: "statistics",
        what: `${catalog.workload?.statements?.hidden} statements of pg_stat_statements`,
        reason: "Other roles ran them, so the texts are hidden.",
        hint: "GRANT pg_read_all_stats TO clerk shows it.",
        place: null,
      },
    ]);
  });

  test("is left out where the role may not read the view", async () => {
    await server.run(database, 'REVOKE SELECT ON "Stats Here".pg_stat_statements FROM PUBLIC');
    const catalog = await readCatalog(server, database, "clerk");
    expect(catalog.workload?.statements).toBeNull();
    expect(catalog.omissions.filter(({ what }) => what === "pg_stat_statements")).toEqual([
      {
        kind: "statistics",
        what: "pg_stat_statements",
        reason: "The role may not read it.",
        hint: 'GRANT SELECT ON "Stats Here".pg_stat_statements TO clerk.',
        place: null,
      },
    ]);
  });

  test("is left out for a superuser where the schema's owner could put something else in its place", async () => {
    const other = await server.createDatabase("CREATE EXTENSION pg_stat_statements");
    await server.run(other, `CREATE ROLE keeper LOGIN PASSWORD '${PASSWORD}'; ALTER SCHEMA public OWNER TO keeper`);
    await server.run(other, "GRANT pg_read_all_stats TO keeper");
    const catalog = await readCatalog(server, other);
    expect(catalog.workload?.statements).toBeNull();
    expect(catalog.omissions).toEqual([
      {
        kind: "statistics",
        what: "pg_stat_statements",
        reason: "Its schema public belongs to keeper, who could have a superuser run anything in its place.",
        hint: "Read as a role that is no superuser, with pg_read_all_stats granted to it.",
        place: null,
      },
    ]);
    expect((await readCatalog(server, other, "keeper")).workload?.statements).toMatchObject({ hidden: 0 });
  });

  test("is read from version 1.8 of the view too, which says nothing of its own age", async () => {
    const other = await server.createDatabase(
      "CREATE EXTENSION pg_stat_statements VERSION '1.8'; CREATE TABLE t (x int)",
    );
    await server.run(other, "SELECT x FROM t WHERE x = 1");
    expect((await readCatalog(server, other)).workload?.statements).toMatchObject({
      resetAt: null,
      evictions: null,
      list: [{ text: "SELECT x FROM t WHERE x = $1", relations: [{ name: "t", equality: ["x"] }] }],
    });
  });

  test("counts since the reset, or else since the oldest vacuum or analyze that is remembered", async () => {
    const other = await server.createDatabase("CREATE TABLE t (x int)");
    await server.run(other, "ANALYZE t");
    const sinceOf = async () => (await readCatalog(server, other)).workload?.countedSince ?? null;
    // Up to 14 a process of its own collects the counters, and is half a second behind.
    const until = async (known: string | null) => {
      await expect.poll(sinceOf, { timeout: 10_000, interval: 200 }).not.toBe(known);
      return (await sinceOf()) as string;
    };
    const before = await until(null);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await server.run(other, "SELECT pg_stat_reset()");
    const after = await until(before);
    await server.run(other, "ANALYZE t");
    expect(after > before).toBe(true);
    expect(await sinceOf()).toBe(after);
  });
});

describe("pg_stat_statements", () => {
  const missing = whyNoServer(16);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startServer(16);
  });
  afterAll(() => server.stop());

  const omissionsOf = async (sql: string) => {
    const catalog = await readCatalog(server, await server.createDatabase(sql));
    expect(catalog.workload?.statements).toBeNull();
    return catalog.omissions.map(({ what, reason, hint }) => `${what}: ${reason} ${hint}`);
  };

  test("that is installed but not loaded, or too old, is left out and says what would help", async () => {
    expect(await omissionsOf("CREATE EXTENSION pg_stat_statements")).toEqual([
      "pg_stat_statements: It is installed, but not loaded. Name it in shared_preload_libraries and restart.",
    ]);
    expect(await omissionsOf("CREATE EXTENSION pg_stat_statements VERSION '1.7'")).toEqual([
      "pg_stat_statements: Its version 1.7 is older than 1.8. ALTER EXTENSION pg_stat_statements UPDATE.",
    ]);
  });

  test("that is not installed is no omission", async () => {
    expect(await omissionsOf("CREATE TABLE t (x int)")).toEqual([]);
  });
});
