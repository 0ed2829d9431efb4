/** What the rules on migrations say of steps that Alembic wrote, by the revisions beside the script. */
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { replay } from "../../introspect/replay/index.ts";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../support/folders.ts";
import { ofProject } from "./project-rules.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

const STEPS: [name: string, message: string, sql: string, downgrade: string][] = [
  ["a1", "create orders", "CREATE TABLE orders (id int PRIMARY KEY, note text);", "op.drop_table('orders')"],
  ["b2", "add weight", "ALTER TABLE orders ADD weight int;", "op.drop_column('orders', 'weight')"],
  ["c3", "index note", "COMMIT;\n\nCREATE INDEX CONCURRENTLY idx_orders_note ON orders (note);\n\nBEGIN;", "pass"],
  ["d4", "fix stuff", "ALTER TABLE orders ADD a int;", "raise NotImplementedError"],
  ["e5", "add b", "ALTER TABLE orders ADD b int;", "# irreversible: nobody goes back\n    pass"],
  ["f6", "", "ALTER TABLE orders ADD c int;\n\nCOMMIT;\n\nALTER TABLE orders ADD d int;\n\nBEGIN;", "helpers.undo()"],
];

const before = (place: number) => STEPS[place - 1]?.[0];
const script = `BEGIN;\n${STEPS.map(([name, , sql], at) => `\n-- Running upgrade ${before(at) ?? ""} -> ${name}\n\n${sql}\n`).join("")}\nCOMMIT;\n`;
const revisions = STEPS.map(([name, message, , downgrade], at) => [
  `versions/20250${at + 1}01_${name}.py`,
  `"""${message}"""\nfrom alembic import op\nrevision = "${name}"\ndown_revision = ${JSON.stringify(before(at) ?? null).replace("null", "None")}\n\ndef upgrade():\n    op.execute("…")\n\ndef downgrade():\n    ${downgrade}\n`,
]);
const folder = folderOf({ "upgrade.sql": script, "env.py": "", ...Object.fromEntries(revisions) });
const catalog = await replay(await readHistory(join(folder, "upgrade.sql")), { asOf: null });

test("a way back is what downgrade does", () => {
  expect(ofProject(catalog, "mig-reversible")).toEqual([
    "fail migration c3: Migration c3 has no way back: the part that would take it back does nothing.",
    "fail migration d4: Migration d4 has no way back: the part that would take it back does nothing.",
    "n.a. migration e5: irreversible: nobody goes back",
    "pass migration a1",
    "pass migration b2",
    "pass migration f6",
  ]);
});

test("a step is whole but for what an autocommit block does beside other changes", () => {
  expect(ofProject(catalog, "mig-atomic")).toEqual([
    "fail migration f6: Migration f6 makes 1 change outside its own transaction.",
    ...["a1", "b2", "c3", "d4", "e5"].map((name) => `pass migration ${name}`),
  ]);
});

test("a name is the message, and the file has the date", () => {
  expect(ofProject(catalog, "mig-name")).toEqual([
    "fail migration d4: The name of 20250401_d4.py says what any migration does.",
    "fail migration f6: The name of 20250601_f6.py says not what becomes of it.",
    "n.a. migration a1: it is the first one",
    "pass migration b2",
    "pass migration c3",
    "pass migration e5",
  ]);
  const dated = ofProject(catalog, "mig-name", { options: { requireDatePrefix: true } });
  expect(dated.filter((line) => line.includes("date"))).toEqual([]);
});

test("of a step that a command has run the code says its way back and its name, and nothing else is known", () => {
  const run = { ...catalog, history: catalog.history.map((step) => ({ ...step, facts: null })) };
  expect(ofProject(run, "mig-reversible")).toEqual(ofProject(catalog, "mig-reversible"));
  expect(ofProject(run, "mig-name")).toEqual(ofProject(catalog, "mig-name"));
  expect(ofProject(run, "mig-atomic")).toEqual(
    STEPS.map(([name]) => `not assessed migration ${name}: the migration's script was not looked at`),
  );
});

test("the layout is known to be Alembic's", () => {
  expect(ofProject(catalog, "mig-tool")).toEqual(["pass project: the layout is Alembic's"]);
});
