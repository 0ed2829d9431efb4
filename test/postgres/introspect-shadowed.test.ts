import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../introspect/connect/index.ts";
import { introspect } from "../../introspect/index.ts";
import { readCatalog, schemaOf } from "../support/introspection.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";
import { namesInAll, statementsDuring } from "../support/sent-statements.ts";
import { shadowCallsSql, shadowNamesSql } from "../support/shadows.ts";

const LIBRARY = readFileSync(join(import.meta.dirname, "..", "fixtures", "library.sql"), "utf8");

/** Reads as a server would be that lacks a part of the catalog: the error's own way. */
async function readLacking(server: PostgresServer, database: string): Promise<void> {
  const connection = await connect(server.urlOf(database), {});
  const lacking = {
    query: (sql: string) => connection.query(sql.includes("FROM pg_locks") ? "SELECT lacking FROM pg_class" : sql),
  };
  try {
    await introspect(lacking as typeof connection, {
      source: { kind: "server", name: "test", tool: null, commit: null },
      asOf: null,
      live: true,
    });
  } finally {
    await connection.close();
  }
}

/** As they are made for programs that were written for PostgreSQL 8.2. */
const CASTS = [
  ["integer", "text"],
  ["bigint", "text"],
  ["smallint", "text"],
  ["oid", "text"],
  ["double precision", "text"],
  ["timestamptz", "text"],
  ["text", "integer"],
  ["text", "oid"],
  ["text", "boolean"],
  ["varchar", "bigint"],
];

const SETTINGS = [
  "search_path = lending",
  "TimeZone = 'Asia/Kolkata'",
  "DateStyle = 'SQL, DMY'",
  "IntervalStyle = iso_8601",
  "bytea_output = escape",
  "extra_float_digits = -5",
  "client_encoding = LATIN1",
  "quote_all_identifiers = on",
  "standard_conforming_strings = off",
  "array_nulls = off",
  "transform_null_equals = on",
  "default_transaction_isolation = serializable",
  "default_transaction_deferrable = on",
  "from_collapse_limit = 1",
];

describe.each<Major>([14, 15, 16, 17, 18])("a database of PostgreSQL %i with a search_path of its owner's", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  let database: string;
  let statements: string[];
  beforeAll(async () => {
    server = await startServer(major, ["shared_preload_libraries=pg_stat_statements"]);
    database = await server.createDatabase(
      `${LIBRARY}; CREATE SCHEMA statements; CREATE EXTENSION pg_stat_statements SCHEMA statements`,
    );
    statements = await statementsDuring(async () => {
      await readCatalog(server, database);
      for (const kind of ["primary", "read-write"]) {
        const connection = await connect(`${server.urlOf(database)}?target_session_attrs=${kind}`, {});
        await connection.close();
      }
      await expect(readLacking(server, database)).rejects.toThrow('column "lacking" does not exist');
    });
    const names = await namesInAll(statements);
    await server.run(database, shadowCallsSql("calls", names));
    await server.run(database, shadowNamesSql("names", names));
  });
  afterAll(() => server.stop());

  const setPath = (path: string) => server.run("postgres", `ALTER DATABASE ${database} SET search_path = ${path}`);

  test("meets only names with their schema before the path is set, and after the transaction", async () => {
    const outside: string[] = [];
    let inside = false;
    for (const sql of statements) {
      if (/^(COMMIT|ROLLBACK)$/.test(sql)) inside = false;
      if (!inside) outside.push(sql);
      if (sql.startsWith("SET LOCAL search_path")) inside = true;
    }
    expect(outside).toContain("SELECT pg_catalog.version()");
    expect(outside).toContain("SELECT pg_catalog.pg_is_in_recovery() AS standby");
    expect((await namesInAll(outside)).unqualified).toEqual([]);
  });

  test("is read as ever, whatever stands before PostgreSQL's own functions, operators, types and tables", async () => {
    const before = schemaOf(await readCatalog(server, database));
    await setPath("calls, names, pg_catalog, public");
    expect(schemaOf(await readCatalog(server, database))).toEqual(before);
  });

  test("is read as ever in a session that has temporary tables called like PostgreSQL's", async () => {
    const before = schemaOf(await readCatalog(server, database));
    const connection = await connect(server.urlOf(database), {});
    for (const name of ["pg_class", "pg_namespace", "pg_locks"]) {
      await connection.query(`CREATE TEMPORARY TABLE ${name} (shade int)`);
    }
    const catalog = await introspect(connection, {
      source: { kind: "server", name: "test", tool: null, commit: null },
      asOf: "2026-01-02T03:04:05Z",
      live: true,
    });
    await connection.close();
    expect(schemaOf(catalog)).toEqual(before);
  });

  test("would run the owner's own in every query that did not say where names are looked up", async () => {
    const queries = [...new Set(statements)].filter((sql) => /\bWHERE\b|\bJOIN\b/.test(sql));
    expect(queries.length).toBeGreaterThan(40);
    const untouched = async (path: string) => {
      await setPath(path);
      const client = new pg.Client({ connectionString: server.urlOf(database) });
      await client.connect();
      const messages: (string | null)[] = [];
      for (const sql of queries) {
        messages.push(
          await client.query(sql).then(
            () => null,
            (error: Error) => error.message,
          ),
        );
      }
      await client.end();
      return queries.filter((_, place) => messages[place] === null);
    };
    expect(await untouched("calls, pg_catalog")).toEqual([]);
    expect(await untouched("names, pg_catalog")).toEqual([]);
  });

  test("is read as ever where casts are made implicit that PostgreSQL leaves to the writer", async () => {
    const other = await server.createDatabase(LIBRARY);
    const before = schemaOf(await readCatalog(server, other));
    await server.run(
      other,
      CASTS.map(([from, to]) => `CREATE CAST (${from} AS ${to}) WITH INOUT AS IMPLICIT`).join(";"),
    );
    const after = schemaOf(await readCatalog(server, other));
    expect(after.casts.length).toBe(before.casts.length + CASTS.length);
    expect({ ...after, casts: [] }).toEqual({ ...before, casts: [] });
  });

  test("is read as ever under whatever settings the database has", async () => {
    const other = await server.createDatabase(LIBRARY);
    const before = schemaOf(await readCatalog(server, other));
    await server.run("postgres", SETTINGS.map((setting) => `ALTER DATABASE ${other} SET ${setting}`).join(";"));
    expect(schemaOf(await readCatalog(server, other))).toEqual(before);
  });
});
