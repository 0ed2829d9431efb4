import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { findNamePairs, groupSiblings } from "../../../introspect/replay/layouts/name-pairs.ts";
import { makeFolders } from "../../support/folders.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

test.each([
  ["001.do.orders.sql", "001.undo.orders.sql"],
  ["0001_orders.sql", "0001_orders.rollback.sql"],
  ["0001_orders.sql", "0001_orders-down.sql"],
  ["up_001.sql", "down_001.sql"],
  ["001OrdersUp.sql", "001OrdersDown.sql"],
  ["001-up.SQL", "001-down.SQL"],
  ["orders_apply.sql", "orders_revert.sql"],
  ["1.sql", "1_undo.sql"],
])("%s is taken back by %s", (up, down) => {
  expect(findNamePairs(["0000_first.sql", down, up, "9_last.sql"])).toEqual([{ up, down }]);
});

test.each([
  [["0004_users.sql", "0005_rollback_users.sql"]],
  [["0004_up_votes.sql", "0005_down_votes.sql"]],
  [["1_undo.sql", "2_redo.sql"]],
  [["001_create_orders.sql", "002_drop_orders.sql"]],
])("in %s no file takes another back", (names) => {
  expect(findNamePairs(names)).toEqual([]);
});

test("names that differ by one word are siblings, but for numbers and letters", () => {
  expect(
    groupSiblings([
      "1_a.sql",
      "1_a.teardown.sql",
      "2_a.sql",
      "3_make_b.sql",
      "3_unmake_b.sql",
      "a_part.sql",
      "b_part.sql",
      "users.sql",
    ]),
  ).toEqual([
    ["1_a.sql", "1_a.teardown.sql"],
    ["3_make_b.sql", "3_unmake_b.sql"],
  ]);
});

test("a folder of such pairs is refused, unless the configuration says that the files are steps", async () => {
  const folder = folderOf({
    "1_orders.sql": "SELECT 1;",
    "1_orders_revert.sql": "SELECT -1;",
    "2_parts.sql": "SELECT 2;",
  });
  await expect(readHistory(folder)).rejects.toMatchObject({
    name: "UserError",
    message: "By its name 1_orders_revert.sql takes back what 1_orders.sql does, and would be run as well.",
    place: join(folder, "1_orders_revert.sql"),
    hint:
      "Call such files like 0001_create_orders.up.sql and 0001_create_orders.down.sql, or move the ways back out of the " +
      'folder.\nIf all of it is meant to run, say so in the configuration: wholeSteps: ["1_orders_revert.sql"].',
  });
  const { files } = await readHistory(folder, { wholeSteps: ["1_orders_revert.sql"] });
  expect(files.map(({ file }) => file)).toEqual(["1_orders.sql", "1_orders_revert.sql", "2_parts.sql"]);
});
