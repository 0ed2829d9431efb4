import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../introspect/connect/index.ts";
import { introspect } from "../../introspect/index.ts";
import { catalogSchema } from "../../src/model/catalog.ts";
import { readCatalog } from "../support/introspection.ts";
import { type Major, PASSWORD, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const LIBRARY = readFileSync(join(import.meta.dirname, "..", "fixtures", "library.sql"), "utf8");
const READING =
  "CREATE FUNCTION lending.reads() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT max(id) FROM lending.loans; END;";

describe.each<Major>([15, 18])("introspection of a busy PostgreSQL %i", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  let database: string;
  beforeAll(async () => {
    server = await startServer(major);
    database = await server.createDatabase(`${LIBRARY}${READING}`);
    await server.run(
      database,
      `CREATE ROLE visitor LOGIN PASSWORD '${PASSWORD}'; SELECT nextval('lending.card');
      INSERT INTO lending.members ("Full Name", history) VALUES ('Nadia', '{}'), ('Omar', '{}'); ANALYZE lending.members`,
    );
  });
  afterAll(() => server.stop());

  /** Runs while another session is inside a transaction that has done what is given. */
  const whileLocked = async <T>(statements: string, run: () => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: server.urlOf(database) });
    await client.connect();
    await client.query(`BEGIN; ${statements}`);
    try {
      return await run();
    } finally {
      await client.query("ROLLBACK");
      await client.end();
    }
  };

  /** Looks again and again until the work is done; one wait would last the whole lock_timeout of two seconds. */
  const countLockWaits = async (work: Promise<unknown>): Promise<number> => {
    const client = new pg.Client({ connectionString: server.urlOf(database) });
    await client.connect();
    let waits = 0;
    let done = false;
    const finished = work.finally(() => {
      done = true;
    });
    while (!done) {
      const { rows } = await client.query("SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted");
      waits += rows[0].waiting;
    }
    await finished;
    await client.end();
    return waits;
  };

  test("leaves out what a lock hides, names it, and reads the rest without waiting", async () => {
    const whole = await readCatalog(server, database);
    const { catalog, waits } = await whileLocked(
      "LOCK TABLE lending.loans, lending.visits IN ACCESS EXCLUSIVE MODE",
      async () => {
        const reading = readCatalog(server, database);
        return { waits: await countLockWaits(reading), catalog: await reading };
      },
    );
    expect(waits).toBe(0);
    expect(catalogSchema.parse(catalog)).toEqual(catalog);
    expect(catalog.omissions.map(({ kind, what }) => `${kind}: ${what}`).sort()).toEqual([
      "schema: definitions of lending.late",
      "schema: definitions of lending.loans",
      "schema: definitions of lending.visits",
      "schema: definitions of lending.visits_2024",
      "schema: definitions of lending.visits_2024_desk",
      "schema: definitions of lending.visits_rest",
      "schema: routine lending.reads",
    ]);
    const loans = catalog.relations.find((relation) => relation.name === "loans");
    expect(loans?.columns.map((column) => column.name)).toEqual([
      "id",
      "member_region",
      "member_id",
      "book",
      "during",
      "pages",
      "parent",
    ]);
    expect(loans?.constraints.map((constraint) => constraint.name)).toEqual([
      "loans_member",
      "loans_parent",
      "loans_pk",
    ]);
    expect(loans?.indexes).toEqual(
      whole.relations
        .find((relation) => relation.name === "loans")
        ?.indexes.filter((index) => index.name === "loans_pk")
        .map((index) => ({ ...index, statistics: { ...index.statistics, bytes: null } })),
    );
    expect(catalog.relations.find((relation) => relation.name === "late")?.definition).toBeNull();
    const untouched = (name: string) => [catalog, whole].map((read) => read.relations.find((it) => it.name === name));
    for (const name of ["members", "tally", "map", "visit_notes"]) {
      const [now, before] = untouched(name);
      expect({ ...now, statistics: null }).toEqual({ ...before, statistics: null });
    }
  });

  test("lets a writer and a migration through while it reads", async () => {
    await whileLocked(
      "INSERT INTO lending.cards DEFAULT VALUES; ALTER TABLE lending.cards ADD COLUMN extra int",
      async () => {
        const catalog = await readCatalog(server, database);
        const cards = catalog.relations.find((relation) => relation.name === "cards");
        expect(cards?.columns.map((column) => column.name)).toEqual(["id"]);
      },
    );
  });

  test("reads everything but statistics as a role that may only connect, and says what would show them", async () => {
    const whole = await readCatalog(server, database);
    const catalog = await readCatalog(server, database, "visitor");
    expect(catalog.omissions).toEqual([
      {
        kind: "statistics",
        what: `pg_stats of ${whole.relations.length} relations`,
        reason: "The role may not select from them, so pg_stats hides them.",
        hint: "GRANT pg_read_all_data TO visitor shows it.",
        place: null,
      },
      {
        kind: "statistics",
        what: "last_value of 3 sequences",
        reason: "The role may neither use nor select from them.",
        hint: "GRANT pg_read_all_data TO visitor shows it.",
        place: null,
      },
      {
        kind: "settings",
        what: "setting shared_preload_libraries",
        reason: "PostgreSQL shows it to some roles only.",
        hint: "GRANT pg_read_all_settings TO visitor shows it.",
        place: null,
      },
      {
        kind: "settings",
        what: "pg_hba_file_rules",
        reason: "PostgreSQL shows it to superusers only, and to whom they let.",
        hint: "GRANT SELECT ON pg_hba_file_rules TO visitor; GRANT EXECUTE ON FUNCTION pg_hba_file_rules() TO visitor; shows it.",
        place: null,
      },
    ]);
    const withoutHidden = (read: typeof whole) => ({
      ...read,
      workload: null,
      omissions: [],
      operations: null,
      settings: read.settings.filter((setting) => setting.name !== "shared_preload_libraries"),
      sequences: read.sequences.map((sequence) => ({ ...sequence, lastValue: null })),
      relations: read.relations.map((relation) => ({
        ...relation,
        statistics: null,
        indexes: relation.indexes.map((index) => ({ ...index, statistics: null })),
        columns: relation.columns.map((column) => ({
          ...column,
          statistics: null,
          identity: column.identity && {
            ...column.identity,
            sequence: column.identity.sequence && { ...column.identity.sequence, lastValue: null },
          },
        })),
      })),
    });
    expect(withoutHidden(catalog)).toEqual(withoutHidden(whole));
    expect(whole.omissions).toEqual([]);
  });

  test("lets a role in by the grants that the README names, and by those of its omissions see everything", async () => {
    await server.run(
      database,
      `REVOKE CONNECT ON DATABASE ${database} FROM PUBLIC; CREATE ROLE reader LOGIN PASSWORD '${PASSWORD}';
      GRANT CONNECT ON DATABASE ${database} TO reader`,
    );
    const { omissions } = await readCatalog(server, database, "reader");
    const grants = omissions.map(({ hint }) => /^(GRANT .*) shows it\.$/.exec(hint ?? "")?.[1]);
    expect(grants.length).toBeGreaterThan(2);
    await server.run(database, grants.join(";"));
    const shown = await readCatalog(server, database, "reader");
    expect(shown.omissions).toEqual([]);
    const atMidnight = (read: typeof shown) => ({
      ...read,
      workload: read.workload && { ...read.workload, readAt: "2026-01-01T00:00:00Z" },
    });
    expect(atMidnight(shown)).toEqual(atMidnight(await readCatalog(server, database)));
  });

  test("reads what a live server counts and estimates, and no value of a row", async () => {
    const catalog = await readCatalog(server, database);
    const members = catalog.relations.find((relation) => relation.name === "members");
    expect(members?.statistics).toMatchObject({ rows: 2, bytes: { total: expect.any(Number) } });
    const { table = 0, toast = 0, indexes = 0, total } = members?.statistics?.bytes ?? {};
    expect(total).toBe(table + toast + indexes);
    expect(members?.columns[0]?.identity?.sequence?.lastValue).toBe("1019");
    expect(members?.columns[1]?.statistics).toEqual({ nullFraction: 0, distinct: -1 });
    expect(catalog.sequences.map(({ name, lastValue }) => [name, lastValue])).toEqual([
      ["card", "9"],
      ["cards_id_seq", expect.toSatisfy((value) => value === null || value === "1")],
    ]);
    expect(catalog.relations.find((relation) => relation.name === "late")?.statistics).toBeNull();
    expect(JSON.stringify(catalog)).not.toMatch(/Nadia|Omar/);
  });

  test("runs the same statements however many tables there are, and reads catalogs only", async () => {
    const statementsOf = async (name: string): Promise<string[]> => {
      const connection = await connect(server.urlOf(name), {});
      const statements: string[] = [];
      await introspect(
        {
          query: (sql) => {
            statements.push(sql);
            return connection.query(sql);
          },
        },
        { source: { kind: "server", name: "test", tool: null, commit: null }, asOf: null, live: true },
      );
      await connection.close();
      return statements;
    };
    const statements = await statementsOf(await server.createDatabase(`${LIBRARY}${READING}`));
    expect(await statementsOf(await server.createDatabase())).toEqual(statements);
    const sources = statements.flatMap((sql) =>
      [...sql.matchAll(/\b(?:FROM|JOIN)\s+(?!LATERAL\b|\()([\w.]+)/g)].map((match) => match[1] as string),
    );
    // The rest are functions over what the same query has read, and its own common table expressions.
    const own = ["aclexplode", "generate_series", "locked", "ts_token_type", "unnest", "used"];
    expect(new Set(sources.filter((source) => !source.startsWith("pg_")))).toEqual(new Set(own));
  });
});
