import { afterAll, beforeAll, expect, test } from "vitest";
import { OBJECT_QUERIES } from "../../../introspect/read/rows.ts";
import type { Engine } from "../../../introspect/replay/engine/engine.ts";
import { resetStatements } from "../../../introspect/replay/engine/fresh-session.ts";
import { openEmbeddedEngine } from "../../../introspect/replay/engine/pglite.ts";
import { KEYED, type KeyedList, WHOLE, type WholeList } from "../../../introspect/replay/record/lists.ts";
import { CatalogRecorder } from "../../../introspect/replay/record/recorder.ts";
import type { Row } from "../../../introspect/session.ts";
import { type Change, formatObjectName } from "../../../src/model/change.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openEmbeddedEngine({ extensions: ["citext"] });
});
afterAll(() => engine.close());

const LISTS = [...Object.keys(KEYED), ...Object.keys(WHOLE)] as (KeyedList | WholeList)[];
const NONE = { relation: [], routine: [], type: [] };
const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort();

/** What the recorder holds and what the queries of a whole catalog give, where the two differ. */
async function differences(recorder: CatalogRecorder): Promise<string[]> {
  const found: string[] = [];
  for (const list of LISTS) {
    // Types that no column has any longer stay known, and the statistics of a table are no matter of its definition.
    if (list === "columnTypes") continue;
    const query = OBJECT_QUERIES[list];
    const sql = typeof query === "string" ? query : query({ major: 18, locked: NONE, gone: NONE });
    const clean = (row: Row): Row => (list === "relations" ? { ...row, reltuples: null } : row);
    const now = sorted((await engine.query(sql)).map(clean));
    const last = recorder.lastRead;
    const held: readonly Row[] =
      list in KEYED
        ? [...last.keys(list as KeyedList)].flatMap((key) => last.rows(list as KeyedList, key) as readonly Row[])
        : (last.whole(list as WholeList) as readonly Row[]);
    const before = sorted(held.map(clean));
    found.push(...now.filter((row) => !before.includes(row)).map((row) => `${list} has ${row}`));
    found.push(...before.filter((row) => !now.includes(row)).map((row) => `${list} has no longer ${row}`));
  }
  return found;
}

/** A statement, and what became of the catalog by it. */
const STATEMENTS: readonly (readonly [sql: string, ...changes: string[]])[] = [
  ["CREATE SCHEMA app", "added schema app"],
  ["CREATE TYPE app.mood AS ENUM ('sad', 'ok')", "added type app.mood"],
  [
    "CREATE DOMAIN app.positive AS int CHECK (VALUE > 0)",
    "added type app.positive",
    "added check app.positive.positive_check",
  ],
  [
    "CREATE TYPE app.place AS (x int, y text)",
    "added type app.place",
    "added attribute app.place.x",
    "added attribute app.place.y",
  ],
  [
    "CREATE TABLE app.users (id int PRIMARY KEY, name text NOT NULL, mood app.mood DEFAULT 'sad', at app.place)",
    "added table app.users",
    "added column app.users.at",
    "added column app.users.id",
    "added column app.users.mood",
    "added column app.users.name",
    "added primary key app.users.users_pkey",
  ],
  [
    "CREATE TABLE app.orders (id serial PRIMARY KEY, user_id int REFERENCES app.users, n int GENERATED ALWAYS AS IDENTITY, price app.positive, note text CHECK (note <> ''))",
    "added sequence app.orders_id_seq",
    "added sequence app.orders.n.orders_n_seq",
    "added table app.orders",
    "added column app.orders.id",
    "added column app.orders.n",
    "added column app.orders.note",
    "added column app.orders.price",
    "added column app.orders.user_id",
    "added primary key app.orders.orders_pkey",
    "added foreign key app.orders.orders_user_id_fkey",
    "added check app.orders.orders_note_check",
  ],
  ["CREATE INDEX by_note ON app.orders (lower(note)) WHERE note IS NOT NULL", "added index app.orders.by_note"],
  ["CREATE VIEW app.notes AS SELECT id, note FROM app.orders WHERE note <> 'x'", "added view app.notes"],
  [
    "CREATE MATERIALIZED VIEW app.counts AS SELECT user_id, count(*) FROM app.orders GROUP BY 1",
    "added materialized view app.counts",
  ],
  ["CREATE FUNCTION app.total(a int) RETURNS int LANGUAGE sql AS 'SELECT a'", "added function app.total(a integer)"],
  [
    "CREATE FUNCTION app.keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "added function app.keep()",
  ],
  [
    "CREATE TRIGGER keep BEFORE INSERT ON app.orders FOR EACH ROW WHEN (NEW.note <> '') EXECUTE FUNCTION app.keep()",
    "added trigger app.orders.keep",
  ],
  ["CREATE POLICY own ON app.orders USING (note <> '')", "added policy app.orders.own"],
  ["CREATE RULE quiet AS ON DELETE TO app.orders DO ALSO NOTHING", "added rule app.orders.quiet"],
  [
    "CREATE TABLE app.parts (id int, day date) PARTITION BY RANGE (day)",
    "added partitioned table app.parts",
    "added column app.parts.day",
    "added column app.parts.id",
  ],
  [
    "CREATE TABLE app.parts_1 PARTITION OF app.parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
    "added table app.parts_1",
    "added column app.parts_1.day",
    "added column app.parts_1.id",
  ],
  [
    "CREATE TABLE app.child () INHERITS (app.users)",
    "added table app.child",
    "added column app.child.at",
    "added column app.child.id",
    "added column app.child.mood",
    "added column app.child.name",
  ],
  ["CREATE STATISTICS app.both ON user_id, note FROM app.orders", 'added statistics object app."both"'],
  ["CREATE SEQUENCE app.numbers", "added sequence app.numbers"],
  // Comments have rows of their own.
  ["COMMENT ON TABLE app.orders IS 'What was ordered'", "changed table app.orders comment"],
  ["COMMENT ON COLUMN app.orders.note IS 'For the cook'", "changed column app.orders.note comment"],
  ["COMMENT ON CONSTRAINT orders_pkey ON app.orders IS 'key'", "changed primary key app.orders.orders_pkey comment"],
  ["COMMENT ON INDEX app.by_note IS 'index'", "changed index app.orders.by_note comment"],
  ["COMMENT ON TRIGGER keep ON app.orders IS 'trigger'", "changed trigger app.orders.keep comment"],
  ["COMMENT ON POLICY own ON app.orders IS 'policy'", "changed policy app.orders.own comment"],
  ["COMMENT ON RULE quiet ON app.orders IS 'rule'", "changed rule app.orders.quiet comment"],
  ["COMMENT ON TYPE app.mood IS 'type'", "changed type app.mood comment"],
  ["COMMENT ON COLUMN app.place.x IS 'attribute'", "changed attribute app.place.x comment"],
  [
    "COMMENT ON CONSTRAINT positive_check ON DOMAIN app.positive IS 'of a domain'",
    "changed check app.positive.positive_check comment",
  ],
  ["COMMENT ON FUNCTION app.total(int) IS 'function'", "changed function app.total(a integer) comment"],
  ["COMMENT ON SEQUENCE app.numbers IS 'sequence'", "changed sequence app.numbers comment"],
  ["COMMENT ON SCHEMA app IS 'schema'", "changed schema app comment"],
  ["COMMENT ON SCHEMA public IS 'PostgreSQL made it'", "changed schema public comment"],
  ["COMMENT ON STATISTICS app.both IS 'statistics'", 'changed statistics object app."both" comment'],
  ["COMMENT ON TABLE app.orders IS NULL", "changed table app.orders comment"],
  ["COMMENT ON COLUMN app.orders.note IS NULL", "changed column app.orders.note comment"],
  ["COMMENT ON COLUMN app.place.x IS NULL", "changed attribute app.place.x comment"],
  [
    "COMMENT ON CONSTRAINT positive_check ON DOMAIN app.positive IS NULL",
    "changed check app.positive.positive_check comment",
  ],
  ["COMMENT ON STATISTICS app.both IS NULL", 'changed statistics object app."both" comment'],
  // Every setting of a table, a column, an index, a sequence and a type.
  ['ALTER TABLE app.users ALTER name TYPE text COLLATE "C"', "changed column app.users.name collation"],
  ["ALTER TABLE app.orders ALTER note SET STORAGE EXTERNAL", "changed column app.orders.note storage"],
  ["ALTER TABLE app.orders ALTER note SET STATISTICS 500", "changed column app.orders.note statisticsTarget"],
  ["ALTER TABLE app.orders ALTER note SET (n_distinct = 5)", "added option n_distinct on app.orders.note"],
  ["ALTER TABLE app.orders ALTER price SET DEFAULT 1", "changed column app.orders.price default"],
  ["ALTER TABLE app.orders ALTER price DROP DEFAULT", "changed column app.orders.price default"],
  ["ALTER TABLE app.orders ALTER n SET CACHE 7", "changed sequence app.orders.n.orders_n_seq cache"],
  ["ALTER TABLE app.orders ALTER n DROP IDENTITY", "changed column app.orders.n identity"],
  ["ALTER TABLE app.orders REPLICA IDENTITY FULL", "changed table app.orders replicaIdentity.kind"],
  ["ALTER TABLE app.orders CLUSTER ON orders_pkey", "changed index app.orders.orders_pkey clustered"],
  [
    "ALTER TABLE app.orders SET (fillfactor = 70, toast.autovacuum_enabled = off)",
    "added option fillfactor on app.orders",
    "added option toast.autovacuum_enabled on app.orders",
  ],
  ["ALTER TABLE app.orders ENABLE ROW LEVEL SECURITY", "changed table app.orders rowSecurity.enabled"],
  ["ALTER TABLE app.orders DISABLE TRIGGER keep", "changed trigger app.orders.keep enabled"],
  ["GRANT SELECT ON app.orders TO PUBLIC", "added privilege select to public on app.orders"],
  ["GRANT SELECT (name) ON app.users TO PUBLIC", "added privilege select to public on app.users.name"],
  ["REVOKE SELECT ON app.orders FROM PUBLIC", "removed privilege select to public on app.orders"],
  ["ALTER INDEX app.by_note ALTER COLUMN 1 SET STATISTICS 99", "changed index app.orders.by_note key"],
  [
    "ALTER INDEX app.by_note SET (fillfactor = 60)",
    "changed index app.orders.by_note definition",
    "added option fillfactor on app.orders.by_note",
  ],
  ["ALTER SEQUENCE app.numbers CACHE 50", "changed sequence app.numbers cache"],
  ["ALTER SEQUENCE app.numbers OWNED BY app.users.id", "changed sequence app.numbers ownedBy"],
  ["ALTER SEQUENCE app.numbers OWNED BY NONE", "changed sequence app.numbers ownedBy"],
  ["ALTER TYPE app.mood ADD VALUE 'happy'", "changed type app.mood values"],
  ["ALTER TYPE app.mood RENAME VALUE 'sad' TO 'blue'", "changed type app.mood values"],
  ["ALTER TYPE app.place ADD ATTRIBUTE z int", "added attribute app.place.z"],
  ["ALTER DOMAIN app.positive SET NOT NULL", "changed type app.positive notNull"],
  ["ALTER DOMAIN app.positive DROP CONSTRAINT positive_check", "removed check app.positive.positive_check"],
  ["GRANT USAGE ON TYPE app.place TO PUBLIC", "added privilege usage to public on app.place"],
  // Rows that are gone, or that another object's are.
  ["ALTER TABLE app.child NO INHERIT app.users", "changed table app.child inherits"],
  ["ALTER TABLE app.child INHERIT app.users", "changed table app.child inherits"],
  ["ALTER TABLE app.parts DETACH PARTITION app.parts_1", "changed table app.parts_1 partition"],
  ["ALTER TABLE app.parts ATTACH PARTITION app.parts_1 DEFAULT", "changed table app.parts_1 partition"],
  ["ALTER TABLE app.parts ADD extra int DEFAULT 3", "added column app.parts.extra"],
  ["CREATE UNIQUE INDEX by_name ON app.users (name)", "added index app.users.by_name"],
  [
    "ALTER TABLE app.users ADD CONSTRAINT one_name UNIQUE USING INDEX by_name",
    "added unique app.users.one_name",
    "changed index app.users.one_name constraint",
    "renamed index app.users.one_name name",
  ],
  ["REFRESH MATERIALIZED VIEW app.counts WITH NO DATA", "changed materialized view app.counts populated"],
  ["CREATE OR REPLACE VIEW app.notes AS SELECT id, note, user_id FROM app.orders", "changed view app.notes definition"],
  ["ALTER VIEW app.notes RENAME COLUMN user_id TO buyer", "renamed column app.notes.buyer name"],
  ["ALTER VIEW app.notes ALTER note SET DEFAULT 'none'", "changed column app.notes.note default"],
  [
    "CREATE OR REPLACE FUNCTION app.total(a int) RETURNS int STABLE LANGUAGE sql AS 'SELECT a + 1'",
    "changed function app.total(a integer) definition",
    "changed function app.total(a integer) volatility",
  ],
  // What is printed with these names follows, untouched.
  ["ALTER TABLE app.orders RENAME note TO remark", "renamed column app.orders.remark name"],
  ["ALTER TABLE app.orders RENAME TO purchases", "renamed table app.purchases name"],
  ["ALTER INDEX app.by_note RENAME TO by_remark", "renamed index app.purchases.by_remark name"],
  [
    "ALTER TABLE app.purchases RENAME CONSTRAINT orders_pkey TO purchases_pkey",
    "renamed primary key app.purchases.purchases_pkey name",
  ],
  ["ALTER FUNCTION app.keep() RENAME TO keep_all", "renamed function app.keep_all() name"],
  ["ALTER TYPE app.positive RENAME TO above_zero", "renamed type app.above_zero name"],
  ["ALTER SEQUENCE app.orders_id_seq RENAME TO purchases_id_seq", "renamed sequence app.purchases_id_seq name"],
  ["ALTER SCHEMA app RENAME TO store", "renamed schema store name"],
  ["CREATE SCHEMA old", "added schema old"],
  ["ALTER TABLE store.users SET SCHEMA old", "changed table old.users schema"],
  ["ALTER TYPE store.mood SET SCHEMA old", "changed type old.mood schema"],
  // Roles, and kinds of objects of which there are few.
  [
    "CREATE ROLE reader; ALTER POLICY own ON store.purchases TO reader",
    "added role reader",
    "changed policy store.purchases.own roles",
  ],
  ["ALTER ROLE reader RENAME TO readers", "renamed role readers name"],
  [
    "ALTER TABLE store.purchases OWNER TO readers",
    "changed sequence store.purchases_id_seq owner",
    "changed table store.purchases owner",
  ],
  [
    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO readers",
    "added default privileges for role postgres on tables",
    "added privilege select to readers for role postgres on tables",
  ],
  [
    "CREATE PUBLICATION outside FOR TABLE store.purchases (id, remark) WHERE (remark <> '')",
    "added publication outside",
    "added published table outside.store.purchases",
  ],
  ["ALTER TABLE store.purchases RENAME remark TO word", "renamed column store.purchases.word name"],
  ["CREATE EXTENSION citext SCHEMA old", "added extension citext"],
  [
    "ALTER TABLE old.users ALTER name TYPE old.citext",
    "changed column old.users.name collation",
    "changed column old.users.name type",
  ],
  ["CREATE COLLATION old.german (provider = icu, locale = 'de')", "added collation old.german"],
  ["ALTER COLLATION old.german RENAME TO deutsch", "renamed collation old.deutsch name"],
  ["CREATE TEXT SEARCH CONFIGURATION old.words (COPY = simple)", "added text search configuration old.words"],
  ["CREATE AGGREGATE old.sum_up (int) (SFUNC = int4pl, STYPE = int)", "added aggregate old.sum_up(integer)"],
  ["CREATE CAST (old.mood AS int) WITH INOUT", "added cast old.mood as integer"],
  // No row of the member itself is written.
  ["ALTER EXTENSION citext ADD TABLE old.users", "changed table old.users extension"],
  ["ALTER EXTENSION citext DROP TABLE old.users", "changed table old.users extension"],
  ["ALTER EXTENSION citext ADD TYPE old.mood", "changed type old.mood extension"],
  ["ALTER EXTENSION citext DROP TYPE old.mood", "changed type old.mood extension"],
  ["ALTER EXTENSION citext ADD AGGREGATE old.sum_up (int)", "changed aggregate old.sum_up(integer) extension"],
  ["ALTER EXTENSION citext DROP AGGREGATE old.sum_up (int)", "changed aggregate old.sum_up(integer) extension"],
  ["ALTER EXTENSION citext ADD COLLATION old.deutsch", "changed collation old.deutsch extension"],
  ["ALTER EXTENSION citext DROP COLLATION old.deutsch", "changed collation old.deutsch extension"],
  ["ALTER EXTENSION citext ADD CAST (old.mood AS int)", "changed cast old.mood as integer extension"],
  ["ALTER EXTENSION citext DROP CAST (old.mood AS int)", "changed cast old.mood as integer extension"],
  ["ALTER EXTENSION citext DROP FUNCTION old.citextin(cstring)", "changed function old.citextin(cstring) extension"],
  ["ALTER EXTENSION citext ADD FUNCTION old.citextin(cstring)", "changed function old.citextin(cstring) extension"],
  // What goes with another, and what is made anew under a name that there was.
  [
    "DROP TABLE store.purchases CASCADE",
    "removed sequence store.purchases_id_seq",
    "removed table store.purchases",
    "removed view store.notes",
    "removed materialized view store.counts",
    "removed column store.purchases.id",
    "removed column store.purchases.n",
    "removed column store.purchases.price",
    "removed column store.purchases.user_id",
    "removed column store.purchases.word",
    "removed primary key store.purchases.purchases_pkey",
    "removed foreign key store.purchases.orders_user_id_fkey",
    "removed check store.purchases.orders_note_check",
    "removed index store.purchases.by_remark",
    "removed policy store.purchases.own",
    "removed trigger store.purchases.keep",
    "removed rule store.purchases.quiet",
    'removed statistics object store."both"',
    "removed option fillfactor on store.purchases",
    "removed option toast.autovacuum_enabled on store.purchases",
    "removed option fillfactor on store.purchases.by_remark",
    "removed option n_distinct on store.purchases.word",
  ],
  [
    "CREATE TABLE store.purchases (id int)",
    "added table store.purchases",
    "added column store.purchases.id",
    "added privilege select to readers on store.purchases",
  ],
  [
    "DROP TABLE store.purchases; CREATE TABLE store.purchases (id int)",
    "added table store.purchases",
    "removed table store.purchases",
    "added column store.purchases.id",
    "removed column store.purchases.id",
    "added privilege select to readers on store.purchases",
    "removed privilege select to readers on store.purchases",
  ],
  [
    "DROP SCHEMA store CASCADE",
    "removed schema store",
    "removed column old.users.at",
    "removed type store.above_zero",
    "removed type store.place",
    "removed attribute store.place.x",
    "removed attribute store.place.y",
    "removed attribute store.place.z",
    "removed sequence store.numbers",
    "removed table store.child",
    "removed table store.parts_1",
    "removed table store.purchases",
    "removed partitioned table store.parts",
    "removed column store.child.id",
    "removed column store.child.mood",
    "removed column store.child.name",
    "removed column store.parts.day",
    "removed column store.parts.extra",
    "removed column store.parts.id",
    "removed column store.purchases.id",
    "removed function store.keep_all()",
    "removed function store.total(a integer)",
    "removed privilege usage to public on store.place",
    "removed privilege select to readers on store.purchases",
  ],
  [
    "DROP EXTENSION citext CASCADE",
    "removed extension citext",
    "removed column old.users.name",
    "removed unique old.users.one_name",
    "removed privilege select to public on old.users.name",
  ],
  [
    "DROP SCHEMA old CASCADE",
    "removed schema old",
    "removed cast old.mood as integer",
    "removed type old.mood",
    "removed table old.users",
    "removed column old.users.id",
    "removed column old.users.mood",
    "removed primary key old.users.users_pkey",
    "removed aggregate old.sum_up(integer)",
    "removed collation old.deutsch",
    "removed text search configuration old.words",
  ],
];

test("whatever a step does, what was read last is what is there, and each change is told", async () => {
  const recorder = await CatalogRecorder.begin(engine, {
    beforeReading: resetStatements(engine, "''"),
    inventedRoles: new Set(),
  });
  for (const [sql, ...expected] of STATEMENTS) {
    await engine.execute(sql);
    const { changes } = await recorder.observe();
    expect([sql, ...changes.map(shown)]).toEqual([sql, ...expected]);
    expect([sql, ...(await differences(recorder))]).toEqual([sql]);
  }
}, 120_000);

function shown({ action, object, field }: Change): string {
  return `${action} ${object.kind} ${formatObjectName(object)}${field === null ? "" : ` ${field}`}`;
}
