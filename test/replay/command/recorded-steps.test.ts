import type pg from "pg";
import { afterEach, expect, test } from "vitest";
import { buildSetUp, TAKE_DOWN, type TableName } from "../../../introspect/replay/command/bookkeeping-sql.ts";
import { RECORD_TABLES } from "../../../introspect/replay/command/record-tables.ts";
import { buildSteps, type RecordedSteps } from "../../../introspect/replay/command/recorded-steps.ts";
import { StepObserver } from "../../../introspect/replay/command/step-observer.ts";
import type { ProtocolEngine } from "../../../introspect/replay/engine/engine.ts";
import { emptyEngine } from "../../support/fixture-engine.ts";
import { openWire } from "../../support/wire.ts";

let engine: ProtocolEngine;

afterEach(async () => {
  for (const sql of TAKE_DOWN) await engine.execute(sql);
});

/** What is told of work that is done over the wire. */
async function record(
  work: (client: pg.Client, connect: () => Promise<pg.Client>) => Promise<void>,
  tables: readonly TableName[] = RECORD_TABLES,
): Promise<RecordedSteps> {
  engine = await emptyEngine();
  const noticeMark = "cartularymarkoftests";
  for (const sql of buildSetUp(tables, noticeMark)) await engine.execute(sql);
  const observer = await StepObserver.begin(engine, () => {});
  const wire = await openWire(engine, { noticeMark, onAnswered: (part) => observer.see(part) });
  try {
    await work(await wire.connect(), () => wire.connect());
  } finally {
    await wire.close();
  }
  return buildSteps(await observer.finish(), { bookkeeping: tables.length > 0 });
}

/** Each step with its changes in a line. */
function inWords({ steps }: RecordedSteps): Record<string, string[]> {
  return Object.fromEntries(
    steps.map(({ version, changes }) => [
      version,
      changes.map(({ action, object, field }) =>
        [action, object.kind, ...object.partOf.map(({ name }) => name), object.name, field]
          .filter((word) => word !== null)
          .join(" "),
      ),
    ]),
  );
}

const ALEMBIC = "CREATE TABLE alembic_version (version_num text PRIMARY KEY)";
const TABLE = (name: string) => `CREATE TABLE ${name} (a int)`;
const made = (name: string) => [`added table ${name}`, `added column ${name} a`];

test("each step has what came before its row, all in one transaction as one by one", async () => {
  const steps = {
    one: made("orders"),
    two: ["added column orders note"],
    three: ["renamed column orders remark name", "added index orders idx_orders_a"],
  };
  const statements = [
    ALEMBIC,
    TABLE("orders"),
    "INSERT INTO alembic_version VALUES ('one')",
    "ALTER TABLE orders ADD note text",
    "UPDATE alembic_version SET version_num = 'two'",
    "CREATE INDEX idx_orders_a ON orders (a); ALTER TABLE orders RENAME note TO remark",
    "UPDATE alembic_version SET version_num = 'three'",
  ];
  const apart = await record(async (client) => {
    for (const sql of statements) await client.query(sql);
  });
  expect([inWords(apart), apart.tool, apart.kept]).toEqual([steps, "Alembic", true]);
  const together = await record(async (client) => {
    for (const sql of ["BEGIN", ...statements, "COMMIT"]) await client.query(sql);
  });
  expect(inWords(together)).toEqual(steps);
  expect(
    together.origins.find({
      kind: "column",
      schema: "public",
      partOf: [{ kind: "table", name: "orders" }],
      name: "remark",
    }),
  ).toEqual({
    created: "two",
    changed: ["three"],
  });
});

test("a row that comes before its step and one that comes after it are of one step", async () => {
  const recorded = await record(async (client) => {
    await client.query("CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean)");
    for (const [version, table] of [
      [1, "a"],
      [2, "b"],
    ]) {
      for (const dirty of [true, false]) {
        await client.query(
          `BEGIN; TRUNCATE schema_migrations; INSERT INTO schema_migrations VALUES (${version}, ${dirty}); COMMIT`,
        );
        if (dirty) await client.query(TABLE(`${table}`));
      }
    }
  });
  expect([inWords(recorded), recorded.tool]).toEqual([{ 1: made("a"), 2: made("b") }, "golang-migrate"]);
});

test("what is rolled back is no step, to a savepoint as well as whole, and what follows is told right", async () => {
  const recorded = await record(async (client) => {
    for (const sql of [
      ALEMBIC,
      "BEGIN",
      TABLE("gone"),
      "INSERT INTO alembic_version VALUES ('gone')",
      "ROLLBACK",
      "BEGIN",
      TABLE("kept"),
      "INSERT INTO alembic_version VALUES ('one')",
      "SAVEPOINT s",
      `${TABLE("tried")}; DROP TABLE kept`,
      "UPDATE alembic_version SET version_num = 'tried'",
      "ROLLBACK TO s; RELEASE s",
      // The savepoint has moved the end of the snapshot past the transaction's own id.
      "ALTER TABLE kept ADD b int",
      "UPDATE alembic_version SET version_num = 'two'",
      "COMMIT",
    ])
      await client.query(sql);
  });
  expect(inWords(recorded)).toEqual({ one: made("kept"), two: ["added column kept b"] });
});

test("a step that fails and is caught within a function is none", async () => {
  const recorded = await record(async (client) => {
    await client.query(ALEMBIC);
    await client.query(`DO $$ BEGIN
      CREATE TABLE lost (a int); INSERT INTO alembic_version VALUES ('lost'); RAISE 'no';
      EXCEPTION WHEN others THEN CREATE TABLE kept (a int); INSERT INTO alembic_version VALUES ('kept'); END $$`);
  });
  expect(inWords(recorded)).toEqual({ kept: made("kept") });
});

test("a failed transaction leaves nothing, and the next one is told of", async () => {
  const recorded = await record(async (client) => {
    await client.query(ALEMBIC);
    await client.query("BEGIN");
    await client.query(`${TABLE("lost")}; INSERT INTO alembic_version VALUES ('lost')`);
    await client.query("SELECT 1 / 0").catch(() => {});
    await client.query("COMMIT");
    await client.query(TABLE("kept"));
    await client.query("INSERT INTO alembic_version VALUES ('kept')");
  });
  expect(inWords(recorded)).toEqual({ kept: made("kept") });
});

test("comments that are put on, changed and taken away within one transaction are each its step's", async () => {
  const recorded = await record(async (client) => {
    const steps = ["'first'", "'second'", "NULL"].flatMap((comment, at) => [
      `COMMENT ON TABLE t IS ${comment}`,
      `UPDATE alembic_version SET version_num = '${at + 1}'`,
    ]);
    for (const sql of [ALEMBIC, "BEGIN", TABLE("t"), "INSERT INTO alembic_version VALUES ('0')", ...steps, "COMMIT"])
      await client.query(sql);
  });
  const changed = ["changed table t comment"];
  expect(inWords(recorded)).toEqual({ 0: made("t"), 1: changed, 2: changed, 3: changed });
});

test("what is temporary is of no step", async () => {
  const recorded = await record(async (client) => {
    await client.query(ALEMBIC);
    await client.query(`CREATE TEMPORARY TABLE passing (a int); ${TABLE("lasting")};
      CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'`);
    await client.query("INSERT INTO alembic_version VALUES ('one')");
  });
  expect(inWords(recorded)).toEqual({ one: made("lasting") });
});

test("rows that are loaded with session_replication_role = replica end steps too", async () => {
  const recorded = await record(async (client) => {
    await client.query(ALEMBIC);
    await client.query("SET session_replication_role = replica");
    for (const [version, table] of [
      ["one", "a"],
      ["two", "b"],
    ]) {
      await client.query(TABLE(`${table}`));
      await client.query(`INSERT INTO alembic_version VALUES ('${version}')`);
    }
  });
  expect(inWords(recorded)).toEqual({ one: made("a"), two: made("b") });
});

test("what comes before the tool's table and after its last row is told apart from its steps", async () => {
  const recorded = await record(async (client) => {
    for (const sql of [
      TABLE("early"),
      ALEMBIC,
      TABLE("own"),
      "INSERT INTO alembic_version VALUES ('one')",
      TABLE("late"),
    ])
      await client.query(sql);
  });
  expect(inWords(recorded)).toEqual({ before: made("early"), one: made("own"), after: made("late") });
});

test("of two tables of tools the second begins nothing, and the one that is named ends steps alone", async () => {
  const work = async (client: pg.Client) => {
    for (const sql of [
      ALEMBIC,
      TABLE("a"),
      "CREATE TABLE app_history (version int)",
      TABLE("b"),
      "INSERT INTO alembic_version VALUES ('one')",
      TABLE("c"),
      "INSERT INTO app_history VALUES (1)",
    ])
      await client.query(sql);
  };
  expect(inWords(await record(work))).toEqual({
    one: [...made("a"), "added table app_history", "added column app_history version", ...made("b")].toSorted(byObject),
    after: made("c"),
  });
  expect(inWords(await record(work, [{ schema: "public", name: "app_history" }]))).toEqual({
    before: made("a"),
    1: [...made("b"), ...made("c")].toSorted(byObject),
  });
});

/** Tables before columns, as changes are listed. */
function byObject(a: string, b: string): number {
  return Number(a.includes("column")) - Number(b.includes("column"));
}

test("a row that goes away ends nothing: a merge of Alembic's is the step that stays", async () => {
  const recorded = await record(async (client) => {
    for (const sql of [
      ALEMBIC,
      TABLE("a"),
      "INSERT INTO alembic_version VALUES ('left')",
      TABLE("b"),
      "INSERT INTO alembic_version VALUES ('right')",
      "BEGIN",
      TABLE("c"),
      "DELETE FROM alembic_version WHERE version_num = 'right'",
      "UPDATE alembic_version SET version_num = 'merged' WHERE version_num = 'left'",
      "COMMIT",
    ])
      await client.query(sql);
  });
  expect(inWords(recorded)).toEqual({ left: made("a"), right: made("b"), merged: made("c") });
});

test("steps that come in one message are named, and the last has what all made", async () => {
  const recorded = await record(async (client) => {
    await client.query(ALEMBIC);
    await client.query(`${TABLE("a")}; INSERT INTO alembic_version VALUES ('one'); ${TABLE("b")};
      INSERT INTO alembic_version VALUES ('two')`);
  });
  expect([inWords(recorded), recorded.together]).toEqual([
    { one: [], two: [...made("a"), ...made("b")].toSorted(byObject) },
    [["one", "two"]],
  ]);
});

test("a role that may not see the notes writes its steps all the same, and stays who it is", async () => {
  const recorded = await record(async (client) => {
    await client.query(
      "CREATE ROLE migrator; GRANT ALL ON SCHEMA public TO migrator; SET ROLE migrator; SET search_path = public",
    );
    await client.query(ALEMBIC);
    await client.query("BEGIN");
    await client.query(TABLE("a"));
    await client.query("INSERT INTO alembic_version VALUES ('one')");
    const { rows } = await client.query("SELECT current_user AS role, current_setting('search_path') AS path");
    expect(rows).toEqual([{ role: "migrator", path: "public" }]);
    await client.query("COMMIT");
  });
  expect(inWords(recorded)).toEqual({
    before: [
      "added role migrator",
      ...["create", "usage"].map((right) => `added privilege public ${right} to migrator`),
    ],
    one: made("a"),
  });
});

test("statements that are thrown away with DISCARD ALL are prepared anew", async () => {
  const recorded = await record(async (client) => {
    await client.query(ALEMBIC);
    for (const [version, table] of [
      ["one", "a"],
      ["two", "b"],
    ]) {
      await client.query(TABLE(`${table}`));
      await client.query(`INSERT INTO alembic_version VALUES ('${version}')`);
      await client.query("DISCARD ALL");
    }
  });
  expect(inWords(recorded)).toEqual({ one: made("a"), two: made("b") });
});

test("without books all is one step", async () => {
  const recorded = await record(async (client) => {
    for (const sql of [TABLE("a"), ALEMBIC, "INSERT INTO alembic_version VALUES ('one')"]) await client.query(sql);
  }, []);
  expect(inWords(recorded)).toEqual({ command: made("a") });
});

test("clients see nothing of the notes", async () => {
  const notices: string[] = [];
  await record(async (client) => {
    client.on("notice", ({ message }) => notices.push(message ?? ""));
    await client.query(ALEMBIC);
    await client.query("INSERT INTO alembic_version VALUES ('one'); DO $$ BEGIN RAISE NOTICE 'own'; END $$");
  });
  expect(notices).toEqual(["own"]);
});
