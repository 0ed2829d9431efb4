// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as Flyway writes its placeholders
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";
import { replayShared } from "../../support/replaying.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

const filesOf = async (files: Record<string, string>, ...parents: string[]) =>
  (await readHistory(folderOf(files, ...parents))).files;

test("Flyway's files are run by the parts of their versions, repeatable ones last, with those of folders inside", async () => {
  const { tool, toolTable, files, passedOver } = await readHistory(
    folderOf({
      "V1_10__Add_weight.sql": "SELECT 3;",
      "V1.9__index.sql": "CREATE INDEX CONCURRENTLY a ON b (c);",
      "V001__create_orders.sql": "SELECT 1;",
      "R__views.sql": "SELECT 6;",
      "R__a_routine.sql": "SELECT 5;",
      "2026/V20260101.1__year.sql": "SELECT 4;",
      "2026/V20260101.1__year.sql.conf": "executeInTransaction=false\n",
      "V2__no.sql": "SELECT 0;",
      "V2__no.sql.conf": "shouldExecute=false\n",
      "V3_one_underscore.sql": "",
      "afterMigrate__grants.sql": "",
      "beforeMigrate.sql": "",
      "beforeClean.sql": "",
      "h2/V1__create_orders.sql": "CREATE TABLE x (id IDENTITY);",
      "V4__fill.java": "",
      "v1/notes.py": "",
    }),
  );
  const missing = "It is a callback, which Flyway runs beside the steps: what it makes is missing.";
  expect({ tool, table: toolTable?.name, files, passedOver }).toEqual({
    tool: "Flyway",
    table: "flyway_schema_history",
    files: [
      {
        version: "001",
        name: "create orders",
        file: "V001__create_orders.sql",
        text: "SELECT 1;",
        inTransaction: true,
      },
      {
        version: "1.9",
        name: "index",
        file: "V1.9__index.sql",
        text: "CREATE INDEX CONCURRENTLY a ON b (c);",
        inTransaction: false,
      },
      { version: "1.10", name: "Add weight", file: "V1_10__Add_weight.sql", text: "SELECT 3;", inTransaction: true },
      {
        version: "20260101.1",
        name: "year",
        file: "2026/V20260101.1__year.sql",
        text: "SELECT 4;",
        inTransaction: false,
      },
      {
        version: "R__a_routine",
        name: "a routine",
        file: "R__a_routine.sql",
        text: "SELECT 5;",
        inTransaction: true,
      },
      { version: "R__views", name: "views", file: "R__views.sql", text: "SELECT 6;", inTransaction: true },
    ],
    passedOver: [
      { file: "V2__no.sql", reason: "V2__no.sql.conf says shouldExecute=false.", stepsBefore: null },
      {
        file: "V3_one_underscore.sql",
        reason: "Flyway runs only files with names like V1__create_orders.sql.",
        stepsBefore: null,
      },
      { file: "afterMigrate__grants.sql", reason: missing, stepsBefore: 6 },
      { file: "beforeClean.sql", reason: "Flyway runs it beside another command than migrate.", stepsBefore: null },
      { file: "beforeMigrate.sql", reason: missing, stepsBefore: 0 },
      { file: "h2/", reason: "By its name it is for another database.", stepsBefore: null },
      {
        file: "V4__fill.java",
        reason: "It is a step in Java, and a replay runs SQL alone: what it makes is missing.",
        stepsBefore: 3,
      },
    ],
  });
});

test("the newest baseline stands for all that is not newer, and an undo takes its own version back", async () => {
  const { files, passedOver } = await readHistory(
    folderOf({
      "V1__a.sql": "SELECT 1;",
      "U1__a.sql": "SELECT -1;",
      "V2__b.sql": "SELECT 2;",
      "B1__old.sql": "SELECT 100;",
      "B2.0__base.sql": "SELECT 200;",
      "V3__c.sql": "SELECT 3;",
      "U3__c.sql": "SELECT -3;",
      "V4__d.sql": "SELECT 4;",
    }),
  );
  const reason = "In an empty database B2.0__base.sql stands for it.";
  expect({ files: files.map(({ file, down }) => [file, down]), passedOver }).toEqual({
    files: [
      ["B2.0__base.sql", undefined],
      ["V3__c.sql", { file: "U3__c.sql", text: "SELECT -3;" }],
      ["V4__d.sql", { file: "V4__d.sql", text: "" }],
    ],
    passedOver: ["B1__old.sql", "V1__a.sql", "V2__b.sql"].map((file) => ({ file, reason, stepsBefore: null })),
  });
});

describe("placeholders are filled in", () => {
  const step =
    "CREATE TABLE ${flyway:defaultSchema}.${Prefix}orders (region text DEFAULT '${region}'); -- ${unknown}\n";
  const filled = "CREATE TABLE public.app_orders (region text DEFAULT 'north # 1'); -- ${unknown}\n";
  test.each([
    ["flyway.conf", "# x\nflyway.url=jdbc:x\nflyway.placeholders.prefix=app_\nflyway.placeholders.region=north # 1\n"],
    ["flyway.toml", '[flyway]\nx = 1\n[flyway.placeholders]\nprefix = \'app_\'\n"region" = "north # 1" # y\n'],
    [
      "application.yml",
      "spring:\n  flyway:\n    enabled: true\n    placeholders:\n      prefix: app_\n      region: 'north # 1'\n---\nspring: {}\n",
    ],
    ["application.properties", "spring.flyway.placeholders.prefix=app_\nspring.flyway.placeholders.region=north # 1\n"],
  ])("from %s", async (name, content) => {
    const [file] = await filesOf({ [name]: content, "V1__a.sql": step });
    expect(file?.text).toBe(filled);
  });

  test("and none from a file that cannot be read as what it is called", async () => {
    for (const content of ["flyway: [\n  a: b: c", "flyway: *nowhere\n"]) {
      expect(await filesOf({ "application.yml": content, "V1__a.sql": "SELECT 1;" })).toMatchObject([
        { text: "SELECT 1;" },
      ]);
    }
  });

  test("and left alone where Flyway is told to", async () => {
    const [file] = await filesOf({ "flyway.conf": "flyway.placeholderReplacement=false\n", "V1__a.sql": step });
    expect(file?.text).toBe(step);
    const [other] = await filesOf({ "V1__a.sql.conf": "placeholderReplacement=false", "V1__a.sql": step });
    expect(other?.text).toBe(step);
  });

  test("or refused where nothing says their value, be it in a string", async () => {
    const folder = folderOf({ "V1__a.sql": "-- ${told}\nSELECT 1,\n  '${region}';\n" });
    await expect(readHistory(folder)).rejects.toMatchObject({
      name: "UserError",
      message: "`${region}` is a placeholder of Flyway's, and nothing says its value.",
      place: `${join(folder, "V1__a.sql")}:3`,
      hint: "Write it into a flyway.conf beside the migrations or above them: flyway.placeholders.region=…",
    });
  });
});

test.each([
  ["V1.0__a.sql", "V1__b.sql", "Two steps are of version 1: V1.0__a.sql and V1__b.sql."],
  ["R__views.sql", "x/R__views.sql", "Two steps are of version R__views: R__views.sql and x/R__views.sql."],
  ["U1__a.sql", "U01__b.sql", "Two steps are of version 1: U01__b.sql and U1__a.sql."],
])("%s beside %s is refused, as by Flyway", async (one, other, message) => {
  const folder = folderOf({ "V1__c.sql": "", [one]: "SELECT 1;", [other]: "SELECT 2;" });
  if (one.startsWith("V")) return expect(readHistory(folder)).rejects.toThrow("Two steps are of version 1");
  await expect(readHistory(folder)).rejects.toMatchObject({ name: "UserError", message });
});

test("where there is a folder for each database, PostgreSQL's is read", async () => {
  const folder = folderOf({ "mysql/V1__a.sql": "SELECT 1;", "postgresql/V1__a.sql": "SELECT 2;" });
  const { name, files } = await readHistory(folder);
  expect([name, files.map(({ text }) => text)]).toEqual(["postgresql", ["SELECT 2;"]]);
});

test("a folder of folders is Flyway's where it is called so, and refinery's files are not taken for its", async () => {
  expect(await filesOf({ "v1/V1__a.sql": "", "v2/V2__b.sql": "" }, "db", "migration")).toMatchObject([
    { file: "v1/V1__a.sql" },
    { file: "v2/V2__b.sql" },
  ]);
  const refinery = folderOf({ "Cargo.toml": '[dependencies]\nrefinery = "0.8"\n', "V1__a.sql": "", "U2__b.sql": "" });
  const { tool, files } = await readHistory(refinery);
  expect([tool, files.map(({ file }) => file)]).toEqual(["refinery", ["V1__a.sql", "U2__b.sql"]]);
});

test("a repeatable step is run on what the others made", async () => {
  const folder = folderOf({
    "R__orders_view.sql": "CREATE OR REPLACE VIEW ${v} AS SELECT id FROM orders;",
    "V1__create_orders.sql": "CREATE TABLE orders (id int PRIMARY KEY);",
    "V2__index.sql": "CREATE INDEX CONCURRENTLY by_id ON orders (id);",
    "flyway.conf": "flyway.placeholders.v=recent_orders\n",
  });
  const { relations, omissions, history } = await replayShared(await readHistory(folder), { asOf: null });
  expect([relations.map(({ name }) => name), omissions, history.map(({ version }) => version)]).toEqual([
    ["orders", "recent_orders"],
    [],
    ["1", "2", "R__orders_view"],
  ]);
});
