import { expect, test } from "vitest";
import { StepHazards } from "../../introspect/replay/actions/step-hazards.ts";

/** The statements of a step that run under a savepoint. */
function guarded(...texts: string[]): string[] {
  const hazards = new StepHazards(texts.map((text) => ({ text })));
  return texts.filter((text) => hazards.mayStop({ text }));
}

test("a definition runs without a savepoint, unless it names a role or no transaction allows it", () => {
  expect(
    guarded(
      "SELECT pg_catalog.set_config('search_path', '', false)",
      "CREATE TABLE a (id int)",
      "create unique index i on a (id)",
      "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "ALTER TABLE a ADD b int",
      "COMMENT ON TABLE a IS 'x'",
      "ALTER TABLE a OWNER TO app",
      "CREATE INDEX CONCURRENTLY j ON a (id)",
      "GRANT SELECT ON a TO app",
      "CREATE EXTENSION postgis",
    ),
  ).toEqual([
    "SELECT pg_catalog.set_config('search_path', '', false)",
    "ALTER TABLE a OWNER TO app",
    "CREATE INDEX CONCURRENTLY j ON a (id)",
    "GRANT SELECT ON a TO app",
    "CREATE EXTENSION postgis",
  ]);
});

test("where rows change, all else may find trigger events that wait", () => {
  expect(guarded("INSERT INTO a VALUES (1)", "ALTER TABLE a ADD b int", "UPDATE a SET b = 1")).toEqual([
    "ALTER TABLE a ADD b int",
  ]);
});

test("where an enum gets a value, everything may need it", () => {
  const step = ["ALTER TYPE mood\n ADD VALUE 'happy'", "INSERT INTO a VALUES ('happy')", "CREATE TABLE b (m mood)"];
  expect(guarded(...step)).toEqual(step);
});
