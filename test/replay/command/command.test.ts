import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, expect, test } from "vitest";
import { TAKE_DOWN } from "../../../introspect/replay/command/bookkeeping-sql.ts";
import { type MigrationOptions, runMigrations } from "../../../introspect/replay/command/index.ts";
import type { ProtocolEngine } from "../../../introspect/replay/engine/engine.ts";
import { UserError } from "../../../src/model/user-error.ts";
import { emptyEngine } from "../../support/fixture-engine.ts";
import { makeFolders } from "../../support/folders.ts";

const folders = makeFolders();
let engine: ProtocolEngine;

afterAll(() => folders.remove());

afterEach(async () => {
  // A command that fails leaves the engine as it is, to be thrown away; here others use it.
  for (const sql of TAKE_DOWN) await engine.execute(sql);
});

const PG = pathToFileURL(createRequire(import.meta.url).resolve("pg")).href;

/** A project whose migrate.mjs is this script, with pg's client and its way to query at hand. */
function project(script: string, files: Readonly<Record<string, string>> = {}): string {
  const head = `import pg from ${JSON.stringify(PG)};
    const open = async () => {
      const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
      await client.connect();
      return client;
    };\n`;
  return folders.folderOf({ "migrate.mjs": head + script, ...files });
}

async function migrate(script: string, options: Partial<MigrationOptions> = {}) {
  engine = await emptyEngine();
  const kept: ProtocolEngine = {
    kind: engine.kind,
    query: (sql) => engine.query(sql),
    queryAll: (statements) => engine.queryAll(statements),
    execute: (sql) => engine.execute(sql),
    executeAll: (statements) => engine.executeAll(statements),
    exchange: (messages) => engine.exchange(messages),
    close: async () => {},
  };
  return runMigrations({
    engine: kept,
    command: `"${process.execPath}" migrate.mjs`,
    folder: project(script),
    environment: process.env,
    asOf: null,
    statementSeconds: 60,
    commandSeconds: 60,
    signal: new AbortController().signal,
    ...options,
  });
}

/** What is said of a command that does not do. */
async function failure(script: string, options: Partial<MigrationOptions> = {}) {
  try {
    await migrate(script, options);
  } catch (error) {
    if (error instanceof UserError) return { message: error.message, hint: error.hint };
    throw error;
  }
  return null;
}

const MIGRATE = `
  const client = await open();
  await client.query("CREATE TABLE knex_migrations (id serial PRIMARY KEY, name text)");
  await client.query("CREATE TABLE knex_migrations_lock (is_locked int)");
  for (const [name, sql] of [
    ["20260101_orders.js", "CREATE TABLE orders (id int PRIMARY KEY)"],
    ["20260202_note.js", "ALTER TABLE orders ADD note text"],
  ]) {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query("INSERT INTO knex_migrations (name) VALUES ($1)", [name]);
    await client.query("COMMIT");
  }
  await client.end();`;

test("what a command makes is read with its steps, their files, and nothing of our own", async () => {
  const folder = project(MIGRATE, { "migrations/20260202_note.js": "" });
  const steps: string[] = [];
  const catalog = await migrate(MIGRATE, { folder, onStep: (version) => steps.push(version) });
  expect(catalog.history.map(({ version, name, file, facts }) => ({ version, name, file, facts }))).toEqual([
    { version: "20260101_orders.js", name: "20260101_orders.js", file: null, facts: null },
    { version: "20260202_note.js", name: "20260202_note.js", file: "migrations/20260202_note.js", facts: null },
  ]);
  expect(steps).toEqual(["20260101_orders.js", "20260202_note.js"]);
  const orders = catalog.relations.find(({ name }) => name === "orders");
  expect([orders?.origin, orders?.columns.map(({ name, origin }) => [name, origin])]).toEqual([
    { created: "20260101_orders.js", changed: ["20260202_note.js"] },
    [
      ["id", { created: "20260101_orders.js", changed: [] }],
      ["note", { created: "20260202_note.js", changed: [] }],
    ],
  ]);
  expect({
    source: catalog.source.tool,
    schemas: catalog.schemas.map(({ name }) => name),
    relations: catalog.relations.map(({ name, triggers }) => [name, triggers.length]),
    others: [catalog.routines, catalog.eventTriggers, catalog.omissions],
  }).toEqual({
    source: "Knex",
    schemas: ["public"],
    relations: [
      ["knex_migrations", 0],
      ["knex_migrations_lock", 0],
      ["orders", 0],
    ],
    others: [[], [], []],
  });
});

test("a command that fails is told with its exit code and what it printed at last, without the password", async () => {
  const script =
    "console.log('step 1'); console.error(process.env.DATABASE_URL.replace(/:\\d+\\//, '/')); process.exit(3)";
  expect(await failure(script)).toEqual({
    message: "The migration command failed with exit code 3.",
    hint: "It printed at last:\n  step 1\n  postgresql://postgres:***@127.0.0.1/postgres",
  });
});

test("a command that is not there is told as such", async () => {
  const told = await failure("", { command: "no-such-tool upgrade" });
  expect(told?.message).toBe("The migration command was not found.");
  expect(told?.hint).toContain("no-such-tool");
});

test("a command that does not end is ended, with what it has started", async () => {
  const script = "await open(); console.log('waiting'); setInterval(() => {}, 1000);";
  expect(await failure(script, { commandSeconds: 1.5 })).toEqual({
    message: "The migration command did not end within 1.5 s.",
    hint: "It may wait for an answer, or serve something; --migrate-timeout allows more.\nIt printed at last:\n  waiting",
  });
});

test("a command that is interrupted is ended", async () => {
  const controller = new AbortController();
  const script = `const client = await open();
    await client.query("CREATE TABLE pgmigrations (name text)"); await client.query("INSERT INTO pgmigrations VALUES ('one')");
    setInterval(() => {}, 1000);`;
  const told = await failure(script, { signal: controller.signal, onStep: () => controller.abort() });
  expect(told?.message).toBe("The migration command was interrupted.");
});

test("a command that goes to another database is told that it did not come to ours", async () => {
  expect(await failure("console.log('migrated')")).toEqual({
    message: "The migration command ended well and never connected to the database that it was to migrate.",
    hint:
      "It finds the database in DATABASE_URL, and in PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE. Where the tool reads\n" +
      'another variable or an option, name it in the command: APP_DB_URL="$DATABASE_URL" alembic upgrade head.\n' +
      "It printed at last:\n  migrated",
  });
});

test("a command that changes nothing is told so", async () => {
  expect(await failure("const client = await open(); await client.query('SELECT 1'); await client.end();")).toEqual({
    message: "The migration command opened 1 connection and changed nothing in the schema.",
    hint: "Does it look for its migrations elsewhere, or does it only check them?",
  });
});

const NAME_IT =
  'Name the table in the configuration, as bookkeeping: "app.schema_history". Where the tool keeps none, as\n' +
  'create_all of SQLAlchemy, write bookkeeping: "none": then all is one step.';
const MAKE_ALL = "const client = await open(); await client.query('CREATE TABLE orders (id int)'); await client.end();";

test("a command that writes down no step is refused, and with no books all is one step", async () => {
  expect(await failure(MAKE_ALL)).toEqual({
    message:
      "The migration command made no table in which a tool keeps what it has run, so that no step can be told apart.",
    hint: NAME_IT,
  });
  expect(
    await failure(`${MAKE_ALL.replace("(id int)", "(id int); CREATE TABLE alembic_version (version_num text)")}`),
  ).toEqual({
    message: "The migration command made public.alembic_version and wrote no step into it.",
    hint: NAME_IT,
  });
  const catalog = await migrate(MAKE_ALL, { bookkeeping: null });
  expect(catalog.history.map(({ version, name, changes }) => [version, name, changes.length])).toEqual([
    ["command", "the migration command", 2],
  ]);
  expect(catalog.relations[0]?.origin).toEqual({ created: "command", changed: [] });
});

test("a transaction that the command leaves open is told with its last statement", async () => {
  const script =
    "const client = await open(); await client.query('BEGIN'); await client.query('CREATE TABLE t (id int)'); process.exit(0);";
  expect(await failure(script)).toEqual({
    message: "The migration command left a transaction open, which was rolled back with what it had made.",
    hint: "Its last statement was: CREATE TABLE t (id int)\nA COMMIT is missing there.\nIt printed nothing.",
  });
});

test("the command gets the user's environment, less what would lead it to another server", async () => {
  const environment = {
    ...process.env,
    PGSERVICE: "production",
    PGOPTIONS: "-c x=y",
    PGHOST: "db.example.org",
    STAGE: "test",
  };
  const script = `const { PGSERVICE, PGOPTIONS, PGHOST, PGUSER, PGDATABASE, PGSSLMODE, STAGE } = process.env;
    console.log(JSON.stringify({ PGSERVICE, PGOPTIONS, PGHOST, PGUSER, PGDATABASE, PGSSLMODE, STAGE })); process.exit(1)`;
  const told = await failure(script, { environment });
  expect(JSON.parse(told?.hint?.split("\n").at(-1) ?? "")).toEqual({
    PGHOST: "127.0.0.1",
    PGUSER: "postgres",
    PGDATABASE: "postgres",
    PGSSLMODE: "disable",
    STAGE: "test",
  });
});

test("of a step that Alembic has run its revision says the rest", async () => {
  const script = `const client = await open();
    await client.query("CREATE TABLE alembic_version (version_num text)");
    await client.query("BEGIN; CREATE TABLE orders (id int); INSERT INTO alembic_version VALUES ('a1'); COMMIT");
    await client.query("BEGIN; ALTER TABLE orders ADD n int; UPDATE alembic_version SET version_num = 'b2'; COMMIT");
    await client.end();`;
  const revision = (name: string, follows: string, more: string) =>
    `"""add ${name}"""\nfrom alembic import op\nrevision = "${name}"\ndown_revision = ${follows}\n${more}`;
  const folder = project(script, {
    "db/env.py": "",
    "db/versions/one.py": revision("a1", "None", "def upgrade():\n    op.create_table()\n"),
    "db/versions/two.py": revision("b2", '"a1"', "def downgrade():\n    pass\n"),
  });
  const { history } = await migrate(script, { folder });
  expect(history.map(({ version, name, file, code }) => [version, name, file, code?.upgrade, code?.downgrade])).toEqual(
    [
      ["a1", "add a1", "db/versions/one.py", { operations: ["create_table"], effect: "changes" }, null],
      ["b2", "add b2", "db/versions/two.py", null, { operations: [], effect: "nothing" }],
    ],
  );
  const broken = project(script, { "env.py": "", "versions/one.py": revision("a1", "find()", "") });
  expect((await migrate(script, { folder: broken })).history.map(({ code }) => code)).toEqual([null, null]);
});
