import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../introspect/connect/index.ts";
import { introspect } from "../../introspect/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import type { UserConfig } from "../../src/model/config.ts";
import type { Finding } from "../../src/model/scorecard.ts";
import { toPlainText } from "../../src/model/sentence.ts";
import { rules as ALL } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aConfig } from "../support/catalog.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const SHOP = `
  CREATE EXTENSION pg_stat_statements;
  CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);
  CREATE INDEX idx_users_email ON users (email);
  CREATE TABLE orders (id int PRIMARY KEY, reference text NOT NULL, note text NOT NULL, deleted_at timestamptz);
  CREATE INDEX idx_orders_note ON orders (note);
  CREATE TABLE events (id int PRIMARY KEY, account_id int NOT NULL, kind int NOT NULL);
  CREATE INDEX idx_events_account_id ON events (account_id);
  CREATE TABLE reports (id int PRIMARY KEY, total int NOT NULL);
  CREATE TABLE fax_numbers (id int PRIMARY KEY);
  CREATE TABLE few (id int PRIMARY KEY, name text NOT NULL);
  INSERT INTO users SELECT n, 'user ' || n FROM generate_series(1, 20000) n;
  INSERT INTO orders SELECT n, 'reference ' || n, 'a note that is long ' || n FROM generate_series(1, 40000) n;
  INSERT INTO events SELECT n, n % 40, n % 2000 / 40 FROM generate_series(1, 40000) n;
  INSERT INTO reports SELECT n, n FROM generate_series(1, 20000) n;
  INSERT INTO few SELECT n, 'name ' || n FROM generate_series(1, 100) n;
  ANALYZE`;

/** What a shop does all day: one column is searched without an index, two are with half of one, one with its own. */
async function work(server: PostgresServer, database: string): Promise<void> {
  // The counters forget how many rows there are, and ANALYZE counts them anew.
  await server.run(database, "SELECT pg_stat_reset(), pg_stat_statements_reset()");
  await server.run(database, "ANALYZE");
  const client = new pg.Client({ connectionString: server.urlOf(database) });
  await client.connect();
  for (let each = 1; each <= 120; each += 1) {
    await client.query("SELECT note FROM orders WHERE reference = $1 /* page of order */", [`reference ${each}`]);
    await client.query("SELECT count(*) FROM events WHERE account_id = $1 AND kind = $2", [each % 40, each % 50]);
    await client.query(`SELECT id FROM users WHERE email = 'user ${each}'`);
    await client.query("SELECT sum(total) FROM reports");
    await client.query(`SELECT id FROM few WHERE name = 'name ${each}'`);
  }
  await client.query("UPDATE reports SET total = total + 1 WHERE id <= 15000");
  await client.end();
}

const DAY = 86_400_000;

/** As if it had been read so many days later. */
async function read(server: PostgresServer, database: string, days: number): Promise<Catalog> {
  const connection = await connect(server.urlOf(database), {});
  try {
    const catalog = await introspect(connection, {
      source: { kind: "server", name: "shop", tool: null, commit: null },
      asOf: null,
      live: true,
    });
    const readAt = new Date(Date.now() + (days + 0.5) * DAY).toISOString();
    return { ...catalog, workload: catalog.workload && { ...catalog.workload, readAt } };
  } finally {
    await connection.close();
  }
}

const OURS = [
  ...["index-hot-columns", "index-composite", "index-unused", "index-partial-sparse"],
  ...["stats-stale", "table-bloat", "table-empty"],
];

function findingsOf(catalog: Catalog, given: UserConfig = {}): Finding[] {
  const config = aConfig(given);
  const input = { rules: ALL, config, decisions: [], attestations: [], asOf: catalog.generatedAt };
  return buildScorecard(catalog, input).findings.filter(({ rule }) => OURS.includes(rule));
}

/** With what the machine's speed decides left out. */
function steady(text: string): string {
  return text.replace(/\b\d+(\.\d+)?%/g, "N%").replace(/\b\d+(\.\d+)? ms/g, "N ms");
}

function inWords({ rule, message, evidence, remedy }: Finding): string[] {
  const facts = evidence.map(({ name, value }) => `  ${name}: ${steady(value)}`);
  return [`${rule}: ${steady(toPlainText(message))}`, ...facts, ...(remedy?.sql ?? [])];
}

describe.each<Major>([15, 18])("a shop on PostgreSQL %i under load", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  let database: string;
  let catalog: Catalog;
  beforeAll(async () => {
    server = await startServer(major, ["shared_preload_libraries=pg_stat_statements", "autovacuum=off"]);
    database = await server.createDatabase(SHOP);
    await work(server, database);
    catalog = await read(server, database, 40);
  });
  afterAll(() => server.stop());

  test("is told what suffers, by whom, and what would help", () => {
    expect(findingsOf(catalog).flatMap(inWords)).toEqual([
      "index-hot-columns: Table orders is read whole: no index serves a search by reference, which takes N% of the time: SELECT note FROM orders WHERE reference = $1.",
      "  statement: SELECT note FROM orders WHERE reference = $1",
      "  share of the time: N%",
      "  calls: 120",
      "  mean time: N ms",
      "  scans of the whole table: 120",
      "  scans by an index: 0",
      "  rows: 40000",
      "  counted for: 40 days",
      "CREATE INDEX CONCURRENTLY idx_orders_reference ON public.orders (reference)",
      "index-unused: No search has used index idx_orders_note in 40 days: a candidate.",
      "  size: 3 MB",
      "  counted: on this server only, not on its standbys",
      // From 16 on the server knows that an index which was used before has not been since.
      ...(major === 15
        ? []
        : [
            "index-unused: No search has used index idx_users_email for 40 days: a candidate.",
            "  size: 1 MB",
            "  counted: on this server only, not on its standbys",
          ]),
      "index-composite: No index of events serves a search by account_id and kind together, which takes N% of the time: SELECT count(*) FROM events WHERE account_id = $1 AND kind = $2.",
      "  statement: SELECT count(*) FROM events WHERE account_id = $1 AND kind = $2",
      "  share of the time: N%",
      "  calls: 120",
      "  mean time: N ms",
      "CREATE INDEX CONCURRENTLY idx_events_kind_account_id ON public.events (kind, account_id)",
      "stats-stale: More than N% of the rows of reports changed since it was analyzed.",
      "  rows: 20000",
      "  changed since: 15000",
      "table-bloat: Table reports holds more dead rows than autovacuum leaves.",
      "  rows: 20000",
      "  dead rows: 15000",
      "table-empty: Table fax_numbers is empty.",
    ]);
  });

  test("is told nothing of an index that its statements use", async () => {
    const now = await read(server, database, 0);
    const rules = { "index-unused": { options: { days: 0 } }, "index-hot-columns": { options: { days: 0 } } };
    const found = findingsOf(now, { rules }).filter(({ rule }) => rule === "index-unused");
    expect(found.map(({ subject }) => subject.name)).toEqual(["idx_orders_note"]);
    const unassessed = buildScorecard(now, {
      rules: ALL,
      config: aConfig(),
      decisions: [],
      attestations: [],
      asOf: null,
    })
      .relations.find(({ name }) => name === "orders")
      ?.results.filter(({ rule }) => rule === "index-hot-columns" || rule === "index-unused");
    expect(unassessed?.map(({ rule, reason }) => `${rule}: ${toPlainText(reason ?? [])}`)).toEqual([
      "index-hot-columns: the counters go back 0 days, and 7 are needed",
      "index-unused: the counters go back 0 days, and 30 are needed",
    ]);
  });

  test("leaves no value of a row in the catalog", () => {
    expect(JSON.stringify(catalog)).not.toMatch(/user \d|reference \d|name \d|page of order/);
  });

  test("has nothing more to be told of what it did as was suggested", async () => {
    for (const { remedy } of findingsOf(catalog)) {
      for (const sql of remedy?.sql ?? []) await server.run(database, sql);
    }
    await work(server, database);
    const left = findingsOf(await read(server, database, 40)).filter(({ remedy }) => remedy !== null);
    expect(left.map(({ rule }) => rule)).toEqual([]);
  });
});
