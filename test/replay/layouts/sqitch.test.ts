import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { replay } from "../../../introspect/replay/index.ts";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

const PLAN = `%syntax-version=1.0.0
%project=shop

app_schema 2024-01-27T09:30:00Z A. Person <a@b.c> # The schema
orders/main [app_schema !legacy other:thing] 2024-01-27T09:31:00Z A. Person <a@b.c> # Orders
@v1.0 2024-02-01T00:00:00Z A. Person <a@b.c> # Tag
@v1.1 2024-02-02T00:00:00Z A. Person <a@b.c>

orders/main [orders/main@v1.1] 2024-03-01T00:00:00Z A. Person <a@b.c> # Orders again
`;

const SCRIPTS = {
  "deploy/app_schema.sql": "BEGIN;\nCREATE SCHEMA app;\nCOMMIT;",
  "deploy/orders/main@v1.1.sql": "CREATE TABLE app.orders (id int);",
  "deploy/orders/main.sql": "ALTER TABLE app.orders ADD note text;",
  "revert/app_schema.sql": "DROP SCHEMA app;",
  "revert/orders/main@v1.1.sql": "DROP TABLE app.orders;",
  "verify/app_schema.sql": "SELECT 1/0;",
};

test("Sqitch's changes are read in the order of the plan, those made anew by their tag", async () => {
  const folder = folderOf({ "sqitch.plan": PLAN, ...SCRIPTS, "deploy/unplanned.sql": "" });
  const history = await readHistory(folder);
  expect({ tool: history.tool, files: history.files, passedOver: history.passedOver }).toEqual({
    tool: "Sqitch",
    files: [
      {
        version: "app_schema",
        name: "app schema",
        file: "deploy/app_schema.sql",
        text: "BEGIN;\nCREATE SCHEMA app;\nCOMMIT;",
        inTransaction: false,
        down: { file: "revert/app_schema.sql", text: "DROP SCHEMA app;" },
      },
      {
        version: "orders/main@v1.1",
        name: "orders main",
        file: "deploy/orders/main@v1.1.sql",
        text: "CREATE TABLE app.orders (id int);",
        inTransaction: false,
        down: { file: "revert/orders/main@v1.1.sql", text: "DROP TABLE app.orders;" },
      },
      {
        version: "orders/main",
        name: "orders main",
        file: "deploy/orders/main.sql",
        text: "ALTER TABLE app.orders ADD note text;",
        inTransaction: false,
        down: { file: "revert/orders/main.sql", text: "" },
      },
    ],
    passedOver: [
      {
        file: "deploy/unplanned.sql",
        reason: "sqitch.plan does not have it, so Sqitch does not run it.",
        stepsBefore: null,
      },
    ],
  });
  const { relations } = await replay(history, { asOf: null });
  expect(relations.map(({ name, origin }) => [name, origin])).toEqual([
    ["orders", { created: "orders/main@v1.1", changed: ["orders/main"] }],
  ]);
});

test.each([
  ["a\nb [c]\nc\n", "Change b needs c, which does not come before it: Sqitch refuses the plan.", "sqitch.plan:2"],
  ["a\nb\na\n", "Change a is there twice without a tag between: Sqitch refuses the plan.", "sqitch.plan:3"],
  ["a\ngone\n", "deploy/gone.sql is missing, which is to make the change gone.", "sqitch.plan:2"],
])("%j is refused", async (plan, message, place) => {
  const scripts = Object.fromEntries(["a", "b", "c"].map((name) => [`deploy/${name}.sql`, ""]));
  const folder = folderOf({ "sqitch.plan": plan, ...scripts });
  await expect(readHistory(folder)).rejects.toMatchObject({ message, place: join(folder, place) });
});

test("the plan is asked for where it is not there, and one for another database is refused", async () => {
  const folder = folderOf({ ".git/HEAD": "", "sqitch.plan": "a\n", "deploy/a.sql": "" });
  await expect(readHistory(join(folder, "deploy"))).rejects.toMatchObject({
    message: "The folder holds no sqitch.plan, which alone tells the order of Sqitch's changes.",
    hint: `Give the folder that holds it: ${folder}.`,
  });
  const other = folderOf({ "sqitch.plan": "a\n", "sqitch.conf": "[core]\n\tengine = mysql\n", "deploy/a.sql": "" });
  await expect(readHistory(other)).rejects.toMatchObject({
    message: "The migrations are for MySQL, not for PostgreSQL.",
    place: join(other, "sqitch.conf"),
  });
});
