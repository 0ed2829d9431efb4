import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import type { Catalog } from "../../src/model/catalog.ts";
import { formatObjectName } from "../../src/model/change.ts";
import type { Roundtrip } from "../../src/model/migration-facts.ts";
import { replayShared } from "../support/replaying.ts";

/** Up and down of each step; steps are numbered from 1. */
type Steps = readonly (readonly [up: string, down: string])[];

async function replaySteps(steps: Steps, roundtrip: boolean): Promise<Catalog> {
  const files = steps.map(([text, down], place) => {
    const version = String(place + 1);
    const file = `${version}.up.sql`;
    return { version, name: version, file, text, down: { file: `${version}.down.sql`, text: down } };
  });
  return replayShared(
    { kind: "migrations", name: "m", tool: "pairs", folder: tmpdir(), files },
    { asOf: null, roundtrip },
  );
}

/** What came of each step, one line each. */
async function outcomesOf(steps: Steps): Promise<string[]> {
  const { history } = await replaySteps(steps, true);
  return history.map(({ version, facts }) => `${version} ${toLine(facts?.down?.roundtrip ?? null)}`);
}

const WORDS = { added: "left over", removed: "missing", changed: "changed", renamed: "renamed" };

function toLine(tried: Roundtrip | null): string {
  if (tried === null) return "not tried";
  switch (tried.outcome) {
    case "equal":
      return "equal";
    case "not run":
      return `not run: ${tried.reason}`;
    case "failed":
      return `${tried.part} failed at ${tried.file}:${tried.line}: ${tried.message}`;
    case "differs": {
      const said = tried.differences.map(
        ({ action, field, object }) => `${WORDS[action]} ${field ?? ""} ${object.kind} ${formatObjectName(object)}`,
      );
      return `${tried.part}: ${said.join(", ").replaceAll("  ", " ")}`;
    }
  }
}

test("a way back that undoes all leaves what stood before, and the step can run again", async () => {
  expect(
    await outcomesOf([
      ["CREATE TABLE a (id int PRIMARY KEY, v text, w text);", "DROP TABLE a;"],
      // The column comes back as the last one.
      ["ALTER TABLE a DROP v;", "ALTER TABLE a ADD v text;"],
      ["ALTER TABLE a RENAME w TO u; CREATE INDEX i ON a (u);", "DROP INDEX i; ALTER TABLE a RENAME u TO w;"],
      ["CREATE INDEX CONCURRENTLY j ON a (u);", "DROP INDEX CONCURRENTLY j;"],
      ["GRANT SELECT ON a TO reader;", "REVOKE SELECT ON a FROM reader;"],
      ["CREATE SCHEMA s; CREATE TYPE s.mood AS ENUM ('a');", "DROP SCHEMA s CASCADE;"],
      ["CREATE EXTENSION pg_trgm;", "DROP EXTENSION pg_trgm;"],
      ["BEGIN; CREATE VIEW b AS SELECT id FROM a; COMMIT;", "BEGIN;\nDROP VIEW b;\nCOMMIT;"],
      ["CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';", "DROP FUNCTION f(int);"],
      ["COMMENT ON TABLE a IS 'new';", "COMMENT ON TABLE a IS NULL;"],
      ["INSERT INTO a VALUES (1, 'x');", "DELETE FROM a;"],
      // Definitions follow a name without being written anew.
      ["CREATE INDEX k ON a (id, u); CREATE VIEW c AS SELECT * FROM a;", "DROP VIEW c; DROP INDEX k;"],
      ["ALTER TABLE a RENAME u TO renamed;", "ALTER TABLE a RENAME renamed TO u;"],
      [
        "DROP VIEW c; DROP INDEX k;",
        "CREATE INDEX k ON a (id, renamed);\nCREATE VIEW c AS SELECT id, renamed AS u FROM a;",
      ],
      // A view keeps the time of its making, and `*` the order of columns.
      ["CREATE VIEW d AS SELECT *, 'now'::timestamp AS made FROM a;", "DROP VIEW d;"],
      ["DROP VIEW d;", "CREATE VIEW d AS SELECT *, 'now'::timestamp AS made FROM a;"],
      ["CREATE TABLE o (x int, y int); CREATE VIEW e AS SELECT * FROM o;", "DROP VIEW e; DROP TABLE o;"],
      ["DROP VIEW e; ALTER TABLE o DROP x;", "ALTER TABLE o ADD x int; CREATE VIEW e AS SELECT * FROM o;"],
    ]),
  ).toEqual(Array.from({ length: 18 }, (_each, place) => `${place + 1} equal`));
});

test("what is left over, missing or another is named, a relation without its parts", async () => {
  expect(
    await outcomesOf([
      ["CREATE TABLE a (id int PRIMARY KEY, v text); CREATE TABLE z (id int PRIMARY KEY);", "DROP TABLE a;"],
      ["ALTER TABLE a ADD w int; CREATE INDEX i ON a (v);", "ALTER TABLE a DROP w;"],
      ["CREATE TYPE mood AS ENUM ('a'); ALTER TABLE a ADD m mood;", "ALTER TABLE a DROP m;"],
      ["ALTER TYPE mood ADD VALUE 'b';", "SELECT 1; COMMENT ON TYPE mood IS 'no way back';"],
      ["ALTER TABLE a ALTER v SET NOT NULL;", "ALTER TABLE a DROP v;"],
      ["GRANT SELECT ON a TO reader;", "COMMENT ON COLUMN a.id IS 'key';"],
      ["CREATE EXTENSION pg_trgm;", "UPDATE a SET id = 1;"],
      ['CREATE SCHEMA "My s";', "DELETE FROM a;"],
      ["CREATE FUNCTION f(a int, text) RETURNS int LANGUAGE sql AS 'SELECT 1';", "DELETE FROM a;"],
      ["DROP TABLE z;", "CREATE TABLE z (id bigint PRIMARY KEY);"],
    ]),
  ).toEqual([
    "1 down: left over table public.z",
    "2 down: left over index public.a.i",
    "3 down: left over type public.mood",
    "4 down: changed comment type public.mood, changed values type public.mood",
    "5 down: missing column public.a.v, missing index public.a.i",
    "6 down: changed comment column public.a.id, left over privilege select to reader on public.a",
    "7 down: left over extension pg_trgm",
    '8 down: left over schema "My s"',
    "9 down: left over function public.f(a integer, text)",
    "10 down: changed type column public.z.id",
  ]);
});

test("a step that runs once only is found out", async () => {
  expect(
    await outcomesOf([
      ["CREATE TABLE a (id int);", "DROP TABLE a;"],
      [
        "DO $$ BEGIN IF (SELECT count(*) FROM a) = 0 THEN CREATE TABLE b (); END IF; INSERT INTO a VALUES (1); END $$;",
        "DROP TABLE b;",
      ],
      ["ALTER TABLE a ADD UNIQUE (id);\n\nINSERT INTO a\nVALUES (2);", "ALTER TABLE a DROP CONSTRAINT a_id_key;"],
    ]),
  ).toEqual([
    "1 equal",
    "2 up: missing table public.b",
    '3 up failed at 3.up.sql:3: duplicate key value violates unique constraint "a_id_key"',
  ]);
});

test("a way back that fails is told with its own file and line", async () => {
  expect(
    await outcomesOf([
      ["CREATE TABLE a (id int);", "-- undo\n\nDROP TABLE a;\nDROP TABLE b;"],
      ["ALTER TABLE a ADD b int;", "ALTER TABLE a\n  DROP c;"],
    ]),
  ).toEqual([
    '1 down failed at 1.down.sql:4: table "b" does not exist',
    '2 down failed at 2.down.sql:1: column "c" of relation "a" does not exist',
  ]);
});

test("what a transaction that is rolled back cannot show is not run, and what does nothing is not tried", async () => {
  expect(
    await outcomesOf([
      ["CREATE TABLE a (id int);", ""],
      ["VACUUM a;", "COMMENT ON TABLE a IS NULL;"],
      ["ALTER TABLE a ADD b int;", "BEGIN; ALTER TABLE a DROP b; ROLLBACK; ALTER TABLE a DROP b;"],
      ["ALTER TABLE a ADD c int;", "ALTER TABLE a DROP c; PREPARE p AS SELECT 1;"],
      ["ALTER TABLE a ADD d int;", "ALTER TABLE a DROP d; GRANT SELECT ON a TO nobody_made_me;"],
      ["SELECT 1;", "SELECT 2;"],
      ["CREATE FUNCTION f() RETURNS int LANGUAGE plperl AS '1';", "DROP FUNCTION f();"],
      ["CREATE EXTENSION postgis; CREATE TABLE b (g geometry);", "DROP TABLE b; DROP EXTENSION postgis;"],
      ["CREATE EXTENSION postgres_fdw;", "DROP EXTENSION postgres_fdw;"],
    ]),
  ).toEqual([
    "1 not tried",
    "2 not run: 2.up.sql:1 cannot run inside a transaction",
    "3 not run: 3.down.sql:1 rolls a transaction back",
    "4 not run: 4.down.sql:1 changes the session for good",
    '5 not run: role "nobody_made_me" does not exist',
    "6 not tried",
    "7 not run: function f() does not exist",
    '8 not run: type "geometry" does not exist',
    "9 equal",
  ]);
});

test("trying leaves nothing for the steps that follow", async () => {
  const steps: Steps = [
    ["CREATE TABLE a (id serial PRIMARY KEY, v text); INSERT INTO a (v) VALUES ('x');", "DROP TABLE a;"],
    ["SET search_path = s; CREATE SCHEMA s; CREATE TABLE t (id int);", "SET ROLE other; DROP TABLE s.t;"],
    [
      "DO $$ BEGIN ASSERT (SELECT count(*) = 1 FROM a); END $$; ALTER TABLE a RENAME TO b;",
      "ALTER TABLE b RENAME TO a;",
    ],
    ["ALTER TABLE b ADD w int; CREATE TABLE c (b_id int REFERENCES b);", "DROP TABLE c; ALTER TABLE b DROP w;"],
  ];
  const [tried, plain] = [await replaySteps(steps, true), await replaySteps(steps, false)];
  const withoutTrials = ({ history, ...catalog }: Catalog) => ({
    ...catalog,
    history: history.map(({ facts, ...step }) => ({ ...step, facts: { ...facts, down: facts?.down?.statements } })),
  });
  expect(withoutTrials(tried)).toEqual(withoutTrials(plain));
  expect(plain.history.map(({ facts }) => facts?.down?.roundtrip)).toEqual([null, null, null, null]);
  expect(tried.history.map(({ facts }) => facts?.down?.roundtrip?.outcome)).toEqual([
    "equal",
    "not run",
    "equal",
    "equal",
  ]);
});

test("trying leaves sequences where the step left them, for the rows of the steps that follow", async () => {
  const steps: Steps = [
    [
      `CREATE TABLE a (id serial PRIMARY KEY, v text); CREATE TABLE "B b" (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
      CREATE SEQUENCE set_back START 5; SELECT setval('set_back', 9, false)`,
      'DROP TABLE a, "B b"; DROP SEQUENCE set_back;',
    ],
    ["INSERT INTO a (v) VALUES ('x'); SELECT nextval('set_back');", "DELETE FROM a; SELECT setval('set_back', 70);"],
    ['INSERT INTO "B b" DEFAULT VALUES;', "DELETE FROM \"B b\"; SELECT setval('set_back', 80);"],
    ["INSERT INTO a (v) VALUES ('y');", "DELETE FROM a WHERE v = 'y';"],
    [
      `DO $$ BEGIN ASSERT (SELECT array_agg(id ORDER BY id) = '{1,2}' FROM a); ASSERT (SELECT max(id) = 1 FROM "B b");
      ASSERT nextval('set_back') = 10; END $$;`,
      "SELECT 1;",
    ],
    ["CREATE TABLE c (a_id int REFERENCES a); INSERT INTO c VALUES (2);", "DROP TABLE c;"],
  ];
  expect(await outcomesOf(steps)).toEqual(["1 equal", "2 equal", "3 equal", "4 equal", "5 not tried", "6 equal"]);
});

test("what is no part of a definition is looked at as well, and so are objects of every kind", async () => {
  const nothing = "UPDATE a SET v = v;";
  const steps: Steps = [
    [
      "CREATE TABLE a (id int PRIMARY KEY, v text, n int); CREATE INDEX i ON a (v); CREATE SEQUENCE s;" +
        "CREATE MATERIALIZED VIEW m AS SELECT id FROM a;",
      nothing,
    ],
    ["ALTER TABLE a ALTER v SET STATISTICS 77;", nothing],
    ["ALTER TABLE a ALTER v SET STORAGE EXTERNAL;", "ALTER TABLE a ALTER v SET STORAGE EXTENDED;"],
    ["ALTER TABLE a ALTER v SET (n_distinct = 5);", nothing],
    ["ALTER TABLE a REPLICA IDENTITY FULL;", nothing],
    ["ALTER TABLE a CLUSTER ON i;", nothing],
    ["ALTER SEQUENCE s OWNED BY a.id;", nothing],
    ["REFRESH MATERIALIZED VIEW m WITH NO DATA;", nothing],
    ["ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;", nothing],
    ["CREATE PUBLICATION p FOR TABLE a;", nothing],
    ["CREATE STATISTICS st ON v, n FROM a;", nothing],
    ["CREATE RULE r AS ON DELETE TO a DO ALSO NOTHING;", nothing],
    ['CREATE TEXT SEARCH CONFIGURATION "My c" (COPY = simple);', nothing],
    ['CREATE COLLATION c FROM pg_catalog."C";', "DROP COLLATION c;"],
    ['DROP TEXT SEARCH CONFIGURATION "My c";', 'CREATE TEXT SEARCH CONFIGURATION "My c" (COPY = simple);'],
  ];
  expect(await outcomesOf(steps)).toEqual([
    "1 down: left over sequence public.s, left over table public.a, left over materialized view public.m",
    "2 down: changed statisticsTarget column public.a.v",
    "3 equal",
    "4 down: left over option n_distinct on public.a.v",
    "5 down: changed replicaIdentity.kind table public.a",
    "6 down: changed clustered index public.a.i",
    "7 down: changed ownedBy sequence public.s",
    "8 down: changed populated materialized view public.m",
    "9 down: left over default privileges for role postgres on tables",
    "10 down: left over publication p",
    "11 down: left over statistics object public.st",
    "12 down: left over rule public.a.r",
    '13 down: left over text search configuration public."My c"',
    "14 equal",
    "15 equal",
  ]);
});
