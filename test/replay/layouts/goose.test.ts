import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";
import { replayShared } from "../../support/replaying.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

test("goose's files are cut at their marks, in the order of their numbers", async () => {
  const index = "-- +goose NO TRANSACTION\n-- +goose up\nSELECT 10;\n-- +goose DOWN\nSELECT -10;";
  const routine =
    "-- +goose Up\n-- +goose StatementBegin\nSELECT 1;\n-- +goose StatementEnd\n\n-- +goose Down\nSELECT -1;\n";
  const folder = folderOf({
    "10_index.sql": index,
    "00001_create_orders.sql": routine,
    "2_no_way_back.sql": "--+goose Up\r\n-- +goose ENVSUB ON\r\nSELECT 2;\r\n-- +goose ENVSUB OFF\r\nSELECT $$x$$;",
    "schema.sql": "passed over, as by the tool",
    "embed.go": "package migrations",
    "00001_create_orders_test.go": "package migrations",
  });
  const { tool, files, toolTable } = await readHistory(folder);
  expect({ tool, table: toolTable?.name, files }).toEqual({
    tool: "goose",
    table: "goose_db_version",
    files: [
      {
        version: "00001",
        name: "create orders",
        file: "00001_create_orders.sql",
        text: "-- +goose Up\n-- +goose StatementBegin\nSELECT 1;\n;-- +goose StatementEnd\n\n\n\n",
        inTransaction: true,
        down: { file: "00001_create_orders.sql", text: "\n\n\n\n\n-- +goose Down\nSELECT -1;\n" },
      },
      {
        version: "2",
        name: "no way back",
        file: "2_no_way_back.sql",
        text: "--+goose Up\r\n-- +goose ENVSUB ON\r\nSELECT 2;\r\n-- +goose ENVSUB OFF\r\nSELECT $$x$$;",
        inTransaction: true,
        down: { file: "2_no_way_back.sql", text: "" },
      },
      {
        version: "10",
        name: "index",
        file: "10_index.sql",
        text: "-- +goose NO TRANSACTION\n-- +goose up\nSELECT 10;\n\n",
        inTransaction: false,
        down: { file: "10_index.sql", text: "\n\n\n-- +goose DOWN\nSELECT -10;" },
      },
    ],
  });
});

describe("of goose's files are refused", () => {
  const good = "-- +goose Up\nSELECT 1;\n-- +goose Down\n";
  const cases: [what: string, files: Record<string, string>, at: string, message: string][] = [
    [
      "one without a mark",
      { "1_a.sql": good, "2_b.sql": "SELECT 1;" },
      "2_b.sql",
      "The file has no `-- +goose Up`, beside others that have: goose refuses to run it.",
    ],
    [
      "a way down alone",
      { "1_a.sql": "-- +goose Down\nSELECT 1;" },
      "1_a.sql:1",
      "`-- +goose Up` is not what the file begins with: goose refuses to run it.",
    ],
    [
      "a statement before the mark",
      { "1_a.sql": `-- x\nSET a.b = 'c';\n${good}` },
      "1_a.sql:2",
      "`-- +goose Up` is not what the file begins with: goose refuses to run it.",
    ],
    ["a second way up", { "1_a.sql": `${good}${good}` }, "1_a.sql:4", "The file has a second `-- +goose Up`."],
    [
      "a version that is there twice",
      { "1_a.sql": good, "0001_b.sql": good },
      "1_a.sql",
      "Two steps are of version 1: 0001_b.sql and 1_a.sql.",
    ],
    [
      "environment variables",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as goose writes it
      { "1_a.sql": "-- +goose ENVSUB ON\n-- +goose Up\nSELECT '${REGION}';" },
      "1_a.sql:3",
      "goose puts environment variables in here (ENVSUB ON), and a replay has none.",
    ],
  ];
  test.each(cases)("%s", async (_what, files, at, message) => {
    const folder = folderOf(files);
    await expect(readHistory(folder)).rejects.toMatchObject({
      name: "UserError",
      message,
      place: join(folder, at),
      hint: expect.any(String),
    });
  });
});

test("goose's steps in Go are named and not run, also where their version stands in the code", async () => {
  const good = "-- +goose Up\nSELECT 1;\n-- +goose Down\n";
  const folder = folderOf({
    "1_a.sql": good,
    "2_b.go": "package migrations",
    "2_b_test.go": "package migrations",
    "3_c.sql": good,
    "embed.go": "package migrations",
    "move.go": 'func init() { goose.AddNamedMigrationContext("2_b.go", up, down) }',
    "seed.sql": "",
  });
  const reason = "It is a step in Go, and a replay runs SQL alone: what it makes is missing.";
  expect((await readHistory(folder)).passedOver).toEqual([
    {
      file: "seed.sql",
      reason: "goose runs only files with names like 00001_create_orders.sql.",
      stepsBefore: null,
    },
    { file: "2_b.go", reason, stepsBefore: 1 },
    { file: "move.go", reason, stepsBefore: 0 },
  ]);
  const inGo = folderOf({ "1_a.go": "package migrations\nfunc init() { goose.AddMigrationContext(up, down) }" });
  await expect(readHistory(inGo)).rejects.toMatchObject({
    message: "The folder holds no .sql file, but 1 file in Go.",
  });
});

test("a single file of goose is cut at its marks too", async () => {
  const folder = folderOf({
    "1_a.sql": "-- +goose Up\nCREATE TABLE orders (id int);\n-- +goose Down\nDROP TABLE orders;\n",
  });
  const { source, relations } = await replayShared(await readHistory(join(folder, "1_a.sql")), { asOf: null });
  expect([source.kind, source.tool, relations.map(({ name }) => name)]).toEqual(["script", null, ["orders"]]);
});

test("a routine between StatementBegin and StatementEnd is one statement", async () => {
  const folder = folderOf({
    "1_create_count.sql":
      "-- +goose Up\n-- +goose StatementBegin\nCREATE FUNCTION count_up(n int) RETURNS int LANGUAGE plpgsql AS $$\n" +
      "BEGIN\n  n := n + 1;\n  RETURN n;\nEND;\n$$\n-- +goose StatementEnd\nSELECT 1;\n-- +goose Down\nDROP FUNCTION count_up;\n",
  });
  const { routines, history } = await replayShared(await readHistory(folder), { asOf: null });
  expect([routines.map(({ name }) => name), history[0]?.facts?.down]).toEqual([
    ["count_up"],
    { statements: 1, irreversible: null, roundtrip: null },
  ]);
});
