import { describe, expect, test } from "vitest";
import { contextOf } from "./context.ts";
import { catalogOf, inWords, mended, remedies } from "./in-words.ts";
import { tableRule } from "./table-rules.ts";

const RULE = "not-null";
const UNKNOWN = "only the data or its owner knows which columns may be null";

test("a column that is not null passes, one that may be is not assessed, and a primary key is no subject", async () => {
  expect(await inWords("CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int)", RULE)).toEqual([
    `not assessed t.b: ${UNKNOWN}`,
    "pass t.a",
  ]);
});

describe("a nullable column fails where something says that it should not be", () => {
  test.each([
    ["a boolean", "c boolean", ": a yes-or-no with a third answer."],
    ["a default", "c text DEFAULT ''", ", though its default is ''::text."],
    ["the time of making", "created_at timestamptz", ": every row was made and changed at some time."],
    ["the time of making in capitals", '"createdAt" timestamptz', ": every row was made and changed at some time."],
    ["an event stamp with a default", "joined_at timestamptz DEFAULT now()", ", though its default is now()."],
    [
      "a list of codes",
      "status text CHECK (status IN ('a', 'b'))",
      ": check t_status_check lists the values, and NULL passes every check.",
    ],
  ])("%s", async (_name, column, reason) => {
    const name = column.split(" ")[0]?.replaceAll('"', "");
    const sql = `CREATE TABLE t (id int PRIMARY KEY, ${column})`;
    expect(await inWords(sql, RULE)).toEqual([`fail t.${name}: Column ${name} may be null${reason}`]);
    expect(await mended(sql, RULE)).toEqual([`pass t.${name}`]);
  });

  test("a foreign key of several columns, unless MATCH FULL", async () => {
    const sql = `CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
      CREATE TABLE t (a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p);
      CREATE TABLE u (a int, b int, FOREIGN KEY (a, b) REFERENCES p MATCH FULL)`;
    const then = "may be null where another of foreign key f is not: then it checks nothing.";
    const ways = "Declare it MATCH FULL, or let a check ask for all of them or none.";
    expect(await inWords(sql, RULE)).toEqual([
      `fail t.a: Column a ${then} ${ways}`,
      `fail t.b: Column b ${then} ${ways}`,
      `not assessed u.a: ${UNKNOWN}`,
      `not assessed u.b: ${UNKNOWN}`,
    ]);
    expect(await remedies(sql, RULE)).toEqual([]);
  });

  test("a time that is part of a foreign key is no event of its own", async () => {
    const sql = `CREATE TABLE p (id int, at date, PRIMARY KEY (id, at));
      CREATE TABLE t (p_id int, p_at date, CONSTRAINT f FOREIGN KEY (p_id, p_at) REFERENCES p)`;
    expect((await inWords(sql, RULE)).map((line) => line.split(":")[0])).toEqual(["fail t.p_at", "fail t.p_id"]);
  });

  test("statistics of a thousand rows without a NULL; fewer rows say nothing", async () => {
    const catalog = await catalogOf("CREATE TABLE t (id int PRIMARY KEY, c int)");
    const [table] = catalog.relations;
    if (table === undefined) throw new Error("The table is not there.");
    const column = { ...table.columns[1]!, statistics: { nullFraction: 0, distinct: 5 } };
    const judge = (rows: number) => {
      const counted = { ...table, statistics: { rows, bytes: null, counters: null } };
      const context = contextOf(catalog, tableRule(RULE));
      return tableRule(RULE).judge(column, counted, context).verdict;
    };
    expect([judge(1000), judge(999)]).toEqual(["fail", "not assessed"]);
  });
});

test("an optional part of a unique constraint is a question: no SQL makes it required", async () => {
  const sql = `CREATE TABLE targets (id int PRIMARY KEY, owner text NOT NULL, name text, google_id text UNIQUE, UNIQUE (owner, name))`;
  const meant = "lets any number of NULLs in; where that is not meant, say NOT NULL or NULLS NOT DISTINCT";
  expect(await inWords(sql, RULE)).toEqual([
    `not assessed targets.google_id: unique constraint targets_google_id_key ${meant}`,
    `not assessed targets.name: unique constraint targets_owner_name_key ${meant}`,
    "pass targets.owner",
  ]);
  expect(await remedies(sql, RULE)).toEqual([]);
});

test("a parent within a tenant may be none", async () => {
  const sql = `CREATE TABLE node (tenant_id uuid, id uuid, parent_id uuid, name text NOT NULL, PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, parent_id) REFERENCES node (tenant_id, id))`;
  expect(await inWords(sql, RULE)).toEqual([`not assessed node.parent_id: ${UNKNOWN}`, "pass node.name"]);
});

test("a check that a value is there counts once it is validated, and is validated", async () => {
  const sql = `CREATE TABLE tubs (is_full boolean CONSTRAINT filled CHECK (is_full IS NOT NULL), is_warm boolean);
    ALTER TABLE tubs ADD CONSTRAINT warmed CHECK (is_warm IS NOT NULL) NOT VALID`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail tubs.is_warm: Column is_warm may be null: a yes-or-no with a third answer.",
    "pass tubs.is_full",
  ]);
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.tubs VALIDATE CONSTRAINT warmed"]);
  expect(await mended(sql, RULE)).toEqual(["pass tubs.is_full", "pass tubs.is_warm"]);
});

test("each column has a check of its own on the way", async () => {
  const sql = "CREATE TABLE crate (id uuid PRIMARY KEY, sealed boolean, heavy boolean)";
  const steps = (column: string) => [
    `ALTER TABLE public.crate ADD CONSTRAINT cartulary_not_null_${column} CHECK (${column} IS NOT NULL) NOT VALID`,
    `ALTER TABLE public.crate VALIDATE CONSTRAINT cartulary_not_null_${column}`,
    `ALTER TABLE public.crate ALTER COLUMN ${column} SET NOT NULL`,
    `ALTER TABLE public.crate DROP CONSTRAINT cartulary_not_null_${column}`,
  ];
  expect(await remedies(sql, RULE)).toEqual([...steps("heavy"), ...steps("sealed")]);
  expect(await mended(sql, RULE)).toEqual(["pass crate.heavy", "pass crate.sealed"]);
});

test("a remedy that stopped is gone on with, and what it left has no other finding", async () => {
  const sql = `CREATE TABLE crate (sealed boolean, heavy boolean CONSTRAINT cartulary_not_null_heavy CHECK (heavy IS NOT NULL));
    ALTER TABLE crate ADD CONSTRAINT cartulary_not_null_sealed CHECK (sealed IS NOT NULL) NOT VALID`;
  expect(await remedies(sql, RULE)).toEqual([
    "ALTER TABLE public.crate ALTER COLUMN heavy SET NOT NULL",
    "ALTER TABLE public.crate DROP CONSTRAINT cartulary_not_null_heavy",
    "ALTER TABLE public.crate VALIDATE CONSTRAINT cartulary_not_null_sealed",
    "ALTER TABLE public.crate ALTER COLUMN sealed SET NOT NULL",
    "ALTER TABLE public.crate DROP CONSTRAINT cartulary_not_null_sealed",
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass crate.heavy", "pass crate.sealed"]);
  expect([await inWords(sql, "name-check"), await inWords(sql, "constraint-not-valid")]).toEqual([[], []]);
});

describe("a nullable column is left alone", () => {
  test.each([
    ["the time of an event", "paid_at timestamptz", "an event that may not have happened"],
    ["an event stamp in capitals", '"deletedAt" timestamptz UNIQUE', "an event that may not have happened"],
    ["an event stamp in a unique constraint", "deleted_at timestamptz UNIQUE", "an event that may not have happened"],
    [
      "a foreign key that is set to null",
      "p_id int UNIQUE REFERENCES p ON DELETE SET NULL",
      "a foreign key that is set to null",
    ],
    ["a domain that is NOT NULL", "c filled DEFAULT 1", "the domain is NOT NULL"],
  ])("%s", async (_name, column, reason) => {
    const sql = `CREATE TABLE p (id int PRIMARY KEY); CREATE DOMAIN filled AS int NOT NULL;
      CREATE TABLE t (id int PRIMARY KEY, ${column})`;
    expect(await inWords(sql, RULE)).toEqual([`n.a. t.${column.split(" ")[0]?.replaceAll('"', "")}: ${reason}`]);
  });

  test.each([
    ["DEFAULT NULL is no default", "c text DEFAULT NULL::text"],
    ["a unique constraint with NULLS NOT DISTINCT", "c int UNIQUE NULLS NOT DISTINCT"],
    ["a check that names NULL", "status text CHECK (status IN ('a') OR status IS NULL)"],
    ["an array of booleans", "c boolean[]"],
  ])("%s", async (_name, column) => {
    const sql = `CREATE TABLE t (id int PRIMARY KEY, ${column})`;
    expect(await inWords(sql, RULE)).toEqual([`not assessed t.${column.split(" ")[0]}: ${UNKNOWN}`]);
  });

  test("another unique index keeps the rows without the column apart", async () => {
    const sql = `CREATE TABLE receipts (room text NOT NULL, person text NOT NULL, "Thread" text, UNIQUE (room, person, "Thread"));
      CREATE UNIQUE INDEX a ON receipts (room, person) WHERE "Thread" IS NULL;
      CREATE TABLE others (room text NOT NULL, thread text, UNIQUE (room, thread));
      CREATE INDEX b ON others (room) WHERE thread IS NULL`;
    expect(await inWords(sql, RULE)).toEqual([
      "not assessed others.thread: unique constraint others_room_thread_key lets any number of NULLs in; where that is not meant, say NOT NULL or NULLS NOT DISTINCT",
      `not assessed receipts.Thread: ${UNKNOWN}`,
      "pass others.room",
      "pass receipts.person",
      "pass receipts.room",
    ]);
  });

  test("columns of which a check over several says when they are null, and not one of a check on it alone", async () => {
    const sql = `CREATE TABLE reports (id int PRIMARY KEY, post_id int UNIQUE, "Comment" int UNIQUE, CHECK (num_nonnulls(post_id, "Comment") = 1));
      CREATE TABLE votes (is_up boolean, voted_on date, CHECK ((is_up IS NULL) = (voted_on IS NULL)));
      CREATE TABLE bans (is_kept boolean, is_banned boolean, reason text, CHECK (NOT is_kept OR is_banned OR reason <> ''));
      CREATE TABLE jobs (is_done boolean CHECK (is_done IS NOT NULL) NO INHERIT)`;
    const ruled = "a check says when it is null";
    expect(await inWords(sql, RULE)).toEqual([
      "fail bans.is_banned: Column is_banned may be null: a yes-or-no with a third answer.",
      "fail bans.is_kept: Column is_kept may be null: a yes-or-no with a third answer.",
      `n.a. reports.Comment: ${ruled}`,
      `n.a. reports.post_id: ${ruled}`,
      `n.a. votes.is_up: ${ruled}`,
      `n.a. votes.voted_on: ${ruled}`,
      `not assessed bans.reason: ${UNKNOWN}`,
      "pass jobs.is_done",
    ]);
  });

  test("generated and inherited columns are no subjects", async () => {
    const sql = `CREATE TABLE a (id int PRIMARY KEY, on_ boolean NOT NULL, twice int GENERATED ALWAYS AS (id * 2) STORED);
      CREATE TABLE b (id2 int PRIMARY KEY) INHERITS (a)`;
    expect(await inWords(sql, RULE)).toEqual(["pass a.on_"]);
  });

  test("a column that the last migration added to a table that was there", async () => {
    const catalog = await catalogOf("CREATE TABLE t (id int PRIMARY KEY, ok boolean)");
    const step = (version: string) => ({
      version,
      name: version,
      file: `${version}.sql`,
      commit: null,
      changes: [],
      code: null,
      facts: null,
    });
    const history = { ...catalog, history: [step("1"), step("2")] };
    const table = { ...catalog.relations[0]!, origin: { created: "1", changed: ["2"] } };
    const context = contextOf(history, tableRule(RULE));
    const judge = (created: string) => {
      const column = { ...table.columns[1]!, origin: { created, changed: [] } };
      return tableRule(RULE).judge(column, table, context).verdict;
    };
    expect([judge("2"), judge("1")]).toEqual(["n.a.", "fail"]);
  });
});

test("a NOT NULL that was never validated does not count, and is validated", async () => {
  const sql =
    "CREATE TABLE t (id int PRIMARY KEY, ok boolean); ALTER TABLE t ADD CONSTRAINT filled NOT NULL ok NOT VALID";
  expect(await inWords(sql, RULE)).toEqual(["fail t.ok: Column ok may be null: a yes-or-no with a third answer."]);
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.t VALIDATE CONSTRAINT filled"]);
  expect(await mended(sql, RULE)).toEqual(["pass t.ok"]);
});
