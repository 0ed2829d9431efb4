import { afterAll, expect, test } from "vitest";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../support/folders.ts";
import { replayShared } from "../support/replaying.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

async function hintOf(files: Record<string, string>): Promise<unknown> {
  return replayShared(await readHistory(folderOf(files)), { asOf: null }).catch(({ place, hint }) => [place, hint]);
}

test("files without numbers run in the order of their names, and a step that misses something says so", async () => {
  const files = {
    "create_keys.sql": "ALTER TABLE orders ADD PRIMARY KEY (id);",
    "tables.sql": "CREATE TABLE orders ();",
  };
  expect(await hintOf(files)).toEqual([
    "create_keys.sql:1",
    "The files have no numbers in front, and run in the order of their names. Where that is not their order, write a " +
      "script that includes them in it, each by a line such as \\ir create_tables.sql, and give that.",
  ]);
  expect(await hintOf({ "1_keys.sql": files["create_keys.sql"], "2_tables.sql": "" })).toEqual([
    "1_keys.sql:1",
    "No earlier step makes it: is a step missing, or are the files in the wrong order?",
  ]);
});

test("a step that misses what a step in code may have made names that one, and only those before it", async () => {
  const files = { "1_a.py": "", "2_b.sql": "ALTER TABLE orders ADD note text;", "3_c.py": "" };
  expect(await hintOf(files)).toEqual([
    "2_b.sql:1",
    expect.stringMatching(
      /^It may be made by the step 1_a\.py, which is not run: a replay runs SQL alone\.\nLet the tool run the /,
    ),
  ]);
});

test("a mark that stands within a statement parts nothing, and is named", async () => {
  const open = "-- up\nCREATE TABLE crates (id int)\n\n  -- migrate:down\nDROP TABLE crates;";
  expect(await hintOf({ "1_a.sql": open })).toEqual([
    "1_a.sql:5",
    "`-- migrate:down` in line 4 stands within the statement, and parts nothing: close what is above it by a semicolon.",
  ]);
});
