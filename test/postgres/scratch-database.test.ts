import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../introspect/connect/index.ts";
import { runMigrations } from "../../introspect/replay/command/index.ts";
import { buildIntegers, buildMessage, buildStrings, typeOf } from "../../introspect/replay/command/messages.ts";
import type { ProtocolEngine } from "../../introspect/replay/engine/engine.ts";
import { openServerEngine } from "../../introspect/replay/engine/server-engine.ts";
import type { UserError } from "../../src/model/user-error.ts";
import { makeFolders } from "../support/folders.ts";
import { type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";
import { namesInAll, statementsDuring } from "../support/sent-statements.ts";
import { shadowCallsSql, shadowNamesSql } from "../support/shadows.ts";
import { BareClient, openWire } from "../support/wire.ts";

const missing = whyNoServer(14);

describe.skipIf(missing !== null)(`a scratch database${missing === null ? "" : ` (${missing})`}`, () => {
  const folders = makeFolders();
  let server: PostgresServer;

  beforeAll(async () => {
    // The oldest: it counts what was written into its catalogs only some time later.
    server = await startServer(14);
  });
  afterAll(async () => {
    await server.stop();
    folders.remove();
  });

  const NOW = Date.UTC(2026, 11, 1, 12);

  function open(database = "postgres"): Promise<ProtocolEngine> {
    return openServerEngine({ target: server.urlOf(database), environment: {}, deadlineSeconds: 60, now: NOW });
  }

  async function databases(): Promise<string[]> {
    const engine = await open();
    const rows = await engine.query<{ name: string }>(`SELECT d.datname AS name FROM pg_database d
    WHERE d.datname LIKE 'cartulary%' AND d.datname <> current_database() ORDER BY 1`);
    await engine.close();
    return rows.map(({ name }) => name);
  }

  const PG = pathToFileURL(createRequire(import.meta.url).resolve("pg")).href;
  const MIGRATE = `import pg from ${JSON.stringify(PG)};
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("CREATE TABLE schema_migrations (version text PRIMARY KEY)");
  for (const [version, sql] of [
    ["1", "CREATE TABLE orders (id int PRIMARY KEY)"],
    ["2", "CREATE VIEW order_ids AS SELECT id FROM orders"],
    ["3", "DROP VIEW order_ids; ALTER TABLE orders RENAME id TO number; COMMENT ON TABLE orders IS 'Orders.'"],
  ]) {
    await client.query("BEGIN"); await client.query(sql);
    await client.query("INSERT INTO schema_migrations VALUES ($1)", [version]); await client.query("COMMIT");
  }
  await client.end();`;

  const run = (engine: ProtocolEngine) =>
    runMigrations({
      ...{ engine, command: `"${process.execPath}" migrate.mjs`, folder: folders.folderOf({ "migrate.mjs": MIGRATE }) },
      ...{ environment: process.env, asOf: null, statementSeconds: 60, commandSeconds: 60 },
      signal: new AbortController().signal,
    });

  test("a command's steps are told as they run, and the database is gone at the end", async () => {
    const catalog = await run(await open());
    expect(
      catalog.history.map(({ version, changes }) => [
        version,
        changes.map(({ action, object }) => `${action} ${object.name}`),
      ]),
    ).toEqual([
      ["1", ["added orders", "added id", "added orders_pkey"]],
      ["2", ["added order_ids"]],
      ["3", ["changed orders", "removed order_ids", "renamed number"]],
    ]);
    expect(catalog.server).toEqual({ version: expect.stringMatching(/^14\./), major: 14, engine: "postgresql" });
    expect(await databases()).toEqual([]);
  });

  test("of what killed runs have left, only what has our mark, is old and empty of people is dropped", async () => {
    const comment = (name: string, time: number) =>
      `COMMENT ON DATABASE ${name} IS 'Scratch database of Cartulary, made at ${new Date(time).toISOString()}'`;
    const [old, young, busy, unmarked] = ["a", "b", "c", "d"].map((digit) => `cartulary_${digit.repeat(16)}`) as [
      string,
      string,
      string,
      string,
    ];
    for (const name of [old, young, busy, unmarked]) await server.run("postgres", `CREATE DATABASE ${name}`);
    for (const name of [old, busy]) await server.run("postgres", comment(name, NOW - 3_600_001));
    await server.run("postgres", comment(young, NOW - 3_599_999));
    const visitor = await connect(server.urlOf(busy), {});
    expect(await databases()).toEqual([young, busy, unmarked]);
    await visitor.close();
    for (const name of [young, busy, unmarked]) await server.run("postgres", `DROP DATABASE ${name}`);
  });

  test("nothing runs that the owner of the database has put before PostgreSQL's own, from which it is made", async () => {
    const database = await server.createDatabase("");
    const names = await namesInAll(await statementsDuring(async () => (await open(database)).close()));
    expect(names.unqualified).toEqual([]);
    await server.run(database, shadowCallsSql("calls", names));
    await server.run(database, shadowNamesSql("names", names));
    await server.run("postgres", `ALTER DATABASE ${database} SET search_path = calls, names, pg_catalog`);
    const engine = await open(database);
    expect(await engine.query("SELECT 1 AS one")).toEqual([{ one: "1" }]);
    await engine.close();
  });

  test("a role that may not see the steps is refused before anything is made", async () => {
    await server.run(
      "postgres",
      "CREATE ROLE maker CREATEDB; ALTER ROLE postgres IN DATABASE postgres SET role = maker",
    );
    const error = await open().catch((failure: UserError) => failure);
    await server.run("template1", "ALTER ROLE postgres IN DATABASE postgres RESET role");
    expect(error instanceof Error ? error.message : "opened").toBe(
      "The role maker is no superuser, and steps are told apart by an event trigger.",
    );
    expect(await databases()).toEqual([]);
  });

  test("the protocol goes through as a server speaks it: COPY, and answers without a Sync", async () => {
    const engine = await open();
    const wire = await openWire(engine);
    const client = await BareClient.connect(wire.server.port);
    const types = (messages: readonly Buffer[]) => messages.map(typeOf).join("");
    client.send(buildMessage("Q", buildStrings("CREATE TABLE t (a int); BEGIN")));
    await client.until("Z");
    client.send(buildMessage("Q", buildStrings("COPY t FROM STDIN")));
    await client.until("G");
    client.send(buildMessage("d", Buffer.from("7\n")), buildMessage("c"));
    expect(types(await client.until("Z"))).toBe("CZ");
    client.send(
      buildMessage("P", buildStrings("s", "SELECT a FROM t WHERE a = $1"), Buffer.alloc(2)),
      buildMessage("D", Buffer.from("S"), buildStrings("s")),
      buildMessage("H"),
    );
    expect(types(await client.until("T"))).toBe("1tT");
    client.send(
      buildMessage(
        "B",
        buildStrings("", "s"),
        Buffer.from([0, 0, 0, 1]),
        buildIntegers(1),
        Buffer.from("7"),
        Buffer.alloc(2),
      ),
      buildMessage("E", buildStrings(""), buildIntegers(0)),
      buildMessage("S"),
    );
    expect(types(await client.until("Z"))).toBe("2DCZ");
    client.socket.destroy();
    await wire.close();
    await engine.close();
  });

  test("a run that is interrupted drops its database and ends the command", async () => {
    const folder = folders.folderOf({
      "hang.mjs": MIGRATE.replace("await client.end();", "setInterval(() => {}, 1000);"),
      "cartulary.config.json": "{}",
    });
    const main = resolve(import.meta.dirname, "../../src/cli/main.ts");
    const args = [
      "introspect",
      "--engine",
      server.urlOf("postgres"),
      "--migrate",
      `"${process.execPath}" hang.mjs`,
      "-o",
      "-",
    ];
    const child = spawn(process.execPath, [main, ...args], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    const made = async () => {
      while ((await databases()).length === 0) await new Promise((wake) => setTimeout(wake, 50));
    };
    await made();
    child.kill("SIGINT");
    const [code, signal] = await once(child, "exit");
    expect([code, signal]).toEqual([null, "SIGINT"]);
    expect(await databases()).toEqual([]);
  });
});
