import { expect, test } from "vitest";
import { objectMadeBy } from "../../introspect/replay/statement/made-and-removed.ts";
import { refusedInTransaction } from "../../introspect/replay/statement/refused-in-transaction.ts";
import { limitsLockWait, settingsOf } from "../../introspect/replay/statement/settings.ts";
import { isAside, isChange, kindOf } from "../../introspect/replay/statement/statement-kind.ts";

const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => `(${at}, 'a value of some length')`).join(", ");

test.each([
  ["SELECT 1", "query", false],
  ["SELECT id INTO copied FROM orders", "query", true],
  ["WITH gone AS (DELETE FROM orders RETURNING id) SELECT id FROM gone", "query", true],
  ["INSERT INTO orders SELECT 1", "rows", true],
  [`INSERT INTO orders VALUES ${rows(5000)}`, "rows", true],
  ["TRUNCATE orders", "bulk", true],
  ["EXPLAIN DELETE FROM orders", "session", false],
  ["EXPLAIN ANALYZE DELETE FROM orders", "session", true],
  ["SET LOCAL lock_timeout = '5s'", "session", false],
  ["BEGIN", "transaction", false],
  ["ANALYZE orders", "upkeep", false],
  ["VACUUM orders", "upkeep", true],
  ["CREATE VIEW v AS SELECT 1", "definition", true],
  ["ALTER TABLE orders RENAME TO purchases", "alteration", true],
  ["ALTER ROLE app RENAME TO web", "other", true],
  ["GRANT SELECT ON orders TO app", "privilege", true],
  ["DO $$ BEGIN RAISE NOTICE 'done'; END $$", "code", false],
  [
    "DO $$ DECLARE n int; BEGIN n := 1; IF n > 0 THEN SELECT count(*) INTO n FROM orders; END IF; END $$",
    "code",
    false,
  ],
  ["DO $$ BEGIN IF true THEN DELETE FROM orders; END IF; END $$", "code", true],
  ["DO $$ BEGIN EXECUTE 'SELECT ' || '1'; END $$", "code", false],
  ["DO $$ BEGIN EXECUTE 'DELETE FROM ' || 'orders'; END $$", "code", true],
  ["DO $$ DECLARE t text; BEGIN EXECUTE 'SELECT ' || t; END $$", "code", true],
  ["DO $$ BEGIN PERFORM clear(); END $$", "code", true],
  ["DO LANGUAGE plpython3u $$ pass $$", "code", true],
  // What PostgreSQL's grammar does not take is told by its first word.
  ["SELECT FROM FROM", "query", false],
  ["GRANT everything", "privilege", true],
  ["MAKE TABLE orders", "other", true],
])("%.60s is a statement of kind %s", (text, kind, changes) => {
  expect([kindOf({ text }), isChange({ text })]).toEqual([kind, changes]);
});

test.each([
  ["SET lock_timeout = '5s'", [{ name: "lock_timeout", value: "5s", local: false }], true],
  ["set local LOCK_TIMEOUT to 2000", [{ name: "lock_timeout", value: "2000", local: true }], true],
  ["SET lock_timeout = 0", [{ name: "lock_timeout", value: "0", local: false }], false],
  ["SET lock_timeout = '0 ms'", [{ name: "lock_timeout", value: "0 ms", local: false }], false],
  ["RESET lock_timeout", [{ name: "lock_timeout", value: null, local: false }], false],
  ["SELECT set_config('lock_timeout', '3s', true)", [{ name: "lock_timeout", value: "3s", local: false }], true],
  [
    "SELECT now(), pg_catalog.set_config('Search_Path', '', false)",
    [{ name: "search_path", value: "", local: false }],
    false,
  ],
  ["SELECT 'SET lock_timeout = 1'", [], false],
  ["SET search_path = app, public", [{ name: "search_path", value: "app, public", local: false }], false],
])("%s sets what it says", (text, settings, limits) => {
  expect([settingsOf({ text }), limitsLockWait({ text })]).toEqual([settings, limits]);
});

test.each([
  ["CREATE UNIQUE INDEX CONCURRENTLY i ON orders (id)", { tag: "CREATE INDEX CONCURRENTLY", name: "i" }],
  ['DROP INDEX CONCURRENTLY IF EXISTS app."By Day"', { tag: "DROP INDEX CONCURRENTLY", name: 'app."By Day"' }],
  ["REINDEX (CONCURRENTLY, VERBOSE) TABLE orders", { tag: "REINDEX CONCURRENTLY", name: null }],
  ["REINDEX (CONCURRENTLY off) TABLE orders", null],
  ["REINDEX SCHEMA app", { tag: "REINDEX SCHEMA", name: null }],
  ["ALTER TABLE a DETACH PARTITION b CONCURRENTLY", { tag: "ALTER TABLE … DETACH PARTITION CONCURRENTLY", name: null }],
  ["VACUUM", { tag: "VACUUM", name: null }],
  ["CLUSTER VERBOSE", { tag: "CLUSTER", name: null }],
  ["CLUSTER orders", null],
  ["CREATE INDEX concurrently_used ON orders (id)", null],
  ["ALTER TYPE mood ADD VALUE 'happy'", null],
])("%s: whether a transaction allows it", (text, refused) => {
  expect(refusedInTransaction({ text })).toEqual(refused);
});

test.each([
  ["CREATE TABLE IF NOT EXISTS app.orders ()", "table app.orders"],
  ["CREATE TABLE copied AS SELECT 1", "table copied"],
  ["CREATE MATERIALIZED VIEW m AS SELECT 1", "materialized view m"],
  ["CREATE FOREIGN TABLE far () SERVER s", "foreign table far"],
  ["CREATE OR REPLACE PROCEDURE p() LANGUAGE sql AS ''", "procedure p"],
  ["CREATE CONSTRAINT TRIGGER t AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION f()", "trigger t"],
  ["CREATE AGGREGATE app.total (int) (SFUNC = int4pl, STYPE = int)", "aggregate app.total"],
  ["CREATE TEXT SEARCH CONFIGURATION words (COPY = simple)", "text search configuration words"],
  ["CREATE SERVER far FOREIGN DATA WRAPPER w", "server far"],
  ["CREATE INDEX ON orders (id)", null],
  ["DROP TABLE orders", null],
])("%s makes what it names", (text, expected) => {
  const made = objectMadeBy({ text });
  const name = made === null ? null : [made.schema, made.name].filter((part) => part !== null).join(".");
  expect(made === null ? null : `${made.kind} ${name}`).toBe(expected);
});

test.each([
  ["COMMENT ON TABLE t IS 'x'", true],
  ["ALTER TABLE t OWNER TO app, DROP CONSTRAINT c", true],
  ["ALTER TABLE t DROP CONSTRAINT c, ADD d int", false],
  ["ALTER VIEW v OWNER TO app", true],
  ["ALTER EXTENSION e ADD TABLE t", true],
  ["CREATE TABLE t ()", false],
])("%s, left out, takes something with it or not", (text, aside) => {
  expect(isAside({ text })).toBe(aside);
});
