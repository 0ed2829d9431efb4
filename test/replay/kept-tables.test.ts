import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../support/folders.ts";
import { replayShared } from "../support/replaying.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

const ORDERS = "CREATE TABLE orders (id int PRIMARY KEY);\n";

async function tablesOf(files: Record<string, string>, wholeSteps: string[] = [], file = ""): Promise<string[]> {
  const history = await readHistory(join(folderOf(files), file), { wholeSteps });
  const { relations, omissions } = await replayShared(history, { asOf: null, wholeSteps });
  return [...relations.map(({ name }) => name), ...omissions.map(({ what, reason }) => `${what}: ${reason}`)];
}

describe("a step that drops what it makes is no step of a schema", () => {
  const hint = (file: string) =>
    "If part of it is the way back, put that into a file of its own.\n" +
    `If all of it is meant to run, say so in the configuration: wholeSteps: ["${file}"].`;
  const cases: [what: string, sql: string, made: string][] = [
    ["a table", `CREATE TABLE a ();\nDROP TABLE a;`, "a"],
    ["with its schema", "CREATE TABLE a (); DROP SCHEMA public CASCADE;", "a"],
    ["several", "CREATE TABLE x.a (); CREATE TABLE x.b (); DROP TABLE x.b, x.a;", "x.a, x.b"],
    [
      "more than that",
      "CREATE TABLE a(); CREATE TABLE b(); CREATE TABLE c(); CREATE TABLE d(); DROP TABLE d, c, b, a;",
      "a, b, c and 1 more",
    ],
    [
      "with its rows",
      "CREATE TABLE a (b int); INSERT INTO a VALUES (1); DELETE FROM ONLY a; DROP TABLE IF EXISTS a;",
      "a",
    ],
    ["and leaves a type", "CREATE TYPE m AS ENUM ('x'); CREATE TABLE a (m m); DROP TABLE a CASCADE;", "a"],
    [
      "beside a column that comes and goes",
      "CREATE TABLE a (); ALTER TABLE orders ADD b int; ALTER TABLE orders DROP b; DROP TABLE a;",
      "a",
    ],
    [
      "after settings",
      "SELECT pg_catalog.set_config('search_path', 'public', false); CREATE TABLE a(); DROP TABLE a;",
      "a",
    ],
  ];
  test.each(cases)("%s", async (_what, sql, made) => {
    const schema = "CREATE SCHEMA x;\n";
    await expect(tablesOf({ "1_orders.sql": schema + ORDERS, "2_a.sql": sql })).rejects.toMatchObject({
      name: "UserError",
      message: `The step drops every table that it makes: ${made}.`,
      place: "2_a.sql",
      hint: hint("2_a.sql"),
    });
  });

  test("unless the configuration says that it is one", async () => {
    const files = { "1_orders.sql": ORDERS, "2_a.sql": "CREATE TABLE a (); DROP TABLE a;" };
    expect(await tablesOf(files, ["2_a.sql"])).toEqual(["orders"]);
  });
});

describe("a step that uses a table and drops it is one", () => {
  test.each([
    [
      "for the rows of another",
      "CREATE TABLE a AS SELECT id FROM orders; UPDATE orders SET id = a.id FROM a; DROP TABLE a;",
    ],
    [
      "in a query of several parts",
      "CREATE TABLE a (id int); WITH x AS (INSERT INTO orders SELECT id FROM a) SELECT 1; DROP TABLE a;",
    ],
    ["in code", "CREATE TABLE a (id int); DO $$ BEGIN INSERT INTO orders SELECT id FROM a; END $$; DROP TABLE a;"],
    ["in a function", "CREATE TABLE a (id int); SELECT count(*) FROM a; DROP TABLE a;"],
    [
      "as the next form of an older one",
      "CREATE TABLE new_orders (id bigint); DROP TABLE orders; ALTER TABLE new_orders RENAME TO orders;",
    ],
    ["among others that it keeps", "CREATE TABLE a (); CREATE TABLE b (); DROP TABLE a;"],
    ["where it was there before", "CREATE TABLE IF NOT EXISTS orders (); DROP TABLE IF EXISTS parts;"],
    ["for the session", "CREATE TEMP TABLE a (); DROP TABLE a;"],
  ])("%s", async (_what, sql) => {
    expect(await tablesOf({ "1_orders.sql": ORDERS, "2_a.sql": sql })).toContain("orders");
  });
});

describe("a history that has no table left is none", () => {
  test("where a step has dropped the last one", async () => {
    const files = {
      "1_a.sql": ORDERS,
      "2_b.sql": "CREATE TABLE parts ();",
      "3_c.sql": "DROP TABLE orders, parts;",
      "4_d.sql": "",
    };
    await expect(tablesOf(files)).rejects.toMatchObject({
      message: "The steps make 2 tables, and after this one none is left.",
      place: "3_c.sql",
      hint: expect.stringContaining('wholeSteps: ["3_c.sql"]'),
    });
    expect(await tablesOf(files, ["3_c.sql"])).toEqual([]);
  });

  test("where a script drops all that it makes", async () => {
    const files = { "a.sql": `${ORDERS}DROP TABLE orders;` };
    await expect(tablesOf(files, [], "a.sql")).rejects.toMatchObject({
      message: "The script drops every table that it makes: orders.",
      place: "a.sql",
    });
    expect(await tablesOf(files, ["a.sql"], "a.sql")).toEqual([]);
  });

  test("and one that makes no table is what it is", async () => {
    expect(await tablesOf({ "1_a.sql": "CREATE TYPE mood AS ENUM ('sad');" })).toEqual([]);
  });
});

test("a comment between the way up and the way back stops a replay before its first step", async () => {
  const files = {
    "1_orders.sql": ORDERS,
    "2_note.sql": "ALTER TABLE orders ADD note text;\n\n-- revert\nALTER TABLE orders DROP note;",
  };
  await expect(tablesOf(files)).rejects.toMatchObject({
    name: "UserError",
    message: "What stands below `-- revert` takes back what stands above it, and would be run too.",
    place: "2_note.sql:3",
    hint:
      "Put it into a file of its own, such as 0001_create_orders.down.sql beside 0001_create_orders.up.sql.\n" +
      'If all of it is meant to run, say so in the configuration: wholeSteps: ["2_note.sql"].',
  });
  expect(await tablesOf(files, ["2_note.sql", "3_gone.sql"])).toEqual([
    "orders",
    "wholeSteps: 3_gone.sql: The history has no such file.",
  ]);
});

test("such a comment is no mark to a tool that knows others, and runs both", async () => {
  const message = "What stands below `-- revert` takes back what stands above it, and would be run too.";
  const both = `${ORDERS}-- revert\nDROP TABLE orders;`;
  await expect(tablesOf({ "1_a.up.sql": both })).rejects.toMatchObject({ message, place: "1_a.up.sql:2" });
  await expect(tablesOf({ "1_a.sql": `-- migrate:up\n${both}\n-- migrate:down\n` })).rejects.toMatchObject({ message });
  await expect(tablesOf({ "a.sql": "\\ir parts/b.sql", "parts/b.sql": both }, [], "a.sql")).rejects.toMatchObject({
    message,
    place: "parts/b.sql:2",
  });
  expect(
    await tablesOf({ "a.sql": `CREATE TABLE parts ();\n\\ir b.sql`, "b.sql": both }, ["b.sql"], "a.sql"),
  ).toContain("parts");
});

describe("a file that drops what another of nearly its name makes is no step", () => {
  const hint = (file: string) =>
    "Call such files like 0001_create_orders.up.sql and 0001_create_orders.down.sql, or move the ways back out of the " +
    `folder.\nIf all of it is meant to run, say so in the configuration: wholeSteps: ["${file}"].`;
  test.each([
    ["2_a.sql", "CREATE TABLE a ();", "2_a.destroy.sql", "BEGIN; DROP TABLE a; COMMIT;"],
    ["2_a.sql", "CREATE TABLE a (); INSERT INTO a DEFAULT VALUES;", "2_a-zurück.sql", "DELETE FROM a; DROP TABLE a;"],
    ["2_add_b.sql", "ALTER TABLE orders ADD b int;", "2_drop_b.sql", "ALTER TABLE orders DROP COLUMN b;"],
    ["x_make.sql", "CREATE VIEW v AS SELECT 1;", "x_unmake.sql", "DROP VIEW v;"],
  ])("%s: %s, %s: %s", async (up, makes, down, drops) => {
    await expect(tablesOf({ "1_orders.sql": ORDERS, [up]: makes, [down]: drops })).rejects.toMatchObject({
      message: `${down} takes back what ${up} makes, and would be run as well.`,
      place: down,
      hint: hint(down),
    });
  });

  test("where the configuration says that it is one, it is", async () => {
    const files = { "1_orders.sql": ORDERS, "2_a.sql": "CREATE TABLE a ();", "2_a_gone.sql": "DROP TABLE a;" };
    expect(await tablesOf(files, ["2_a_gone.sql"])).toEqual(["orders"]);
  });

  test.each([
    ["it makes it anew", "2_a.sql", "2_a_v2.sql", "DROP TABLE a; CREATE TABLE a (b int);", ["a", "orders"]],
    ["its number is another", "2_a.sql", "3_a.sql", "DROP TABLE a;", ["orders"]],
    ["it drops a part of it", "2_a.sql", "2_a_again.sql", "ALTER TABLE a DROP COLUMN b;", ["a", "orders"]],
  ])("where %s, it is a step", async (_what, first, second, sql, tables) => {
    expect(await tablesOf({ "1_orders.sql": ORDERS, [first]: "CREATE TABLE a (b int);", [second]: sql })).toEqual(
      tables,
    );
  });
});
