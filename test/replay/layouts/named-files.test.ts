/** Layouts that tell by their files' names or directives what is run: Atlas, popx, refinery, Postgrator. */
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

/** The steps in words: version, name, file, whether the tool has a transaction for it, the way back's file. */
async function stepsOf(files: Record<string, string>): Promise<string[]> {
  const history = await readHistory(folderOf(files));
  return history.files.map(({ version, name, file, inTransaction, down }) =>
    [version, name, file, inTransaction, down?.text === "" ? "none" : down?.file].join(", "),
  );
}

describe("Atlas", () => {
  test("runs its files in the order of their names, in a transaction unless one says otherwise", async () => {
    expect(
      await stepsOf({
        "20240101_b.sql": "-- atlas:txmode none\n\nSELECT 1;",
        "10_a.sql": "-- atlas:nolint\nSELECT 1;\n-- atlas:txmode none\n",
        "atlas.sum": "",
      }),
    ).toEqual(["10, a, 10_a.sql, true, ", "20240101, b, 20240101_b.sql, false, "]);
  });

  test("begins at the newest checkpoint", async () => {
    const { files, passedOver } = await readHistory(
      folderOf({ "1_a.sql": "", "2_b.sql": "-- atlas:checkpoint\n", "3_c.sql": "", "4.sql": "" }),
    );
    expect([files.map(({ file }) => file), passedOver]).toEqual([
      ["2_b.sql", "3_c.sql", "4.sql"],
      [{ file: "1_a.sql", reason: "In an empty database the checkpoint 2_b.sql stands for it.", stepsBefore: null }],
    ]);
  });

  test.each(["delimiter", "import", "txtar"])("refuses a file with its %s", async (directive) => {
    const folder = folderOf({ "1_a.sql": `-- atlas:${directive} x\nSELECT 1`, "atlas.sum": "" });
    await expect(readHistory(folder)).rejects.toMatchObject({
      message: `Atlas takes the file apart in its own way (\`atlas:${directive}\`), which is not done here.`,
      place: join(folder, "1_a.sql"),
    });
  });
});

describe("popx", () => {
  test("runs PostgreSQL's own file before the one for all, and none for other databases", async () => {
    const files = {
      "2_b.up.sql": "SELECT 2;",
      "2_b.postgres.up.sql": "SELECT 22;",
      "2_b.mysql.up.sql": "SELECT 222;",
      "2_b.down.sql": "SELECT -2;",
      "10_c.autocommit.up.sql": "SELECT 3;",
      "10_d.postgres.autocommit.up.sql": "SELECT 4;",
      "11_e.cockroach.up.sql": "SELECT 5;",
      "12_f.up.fizz": "drop_table()",
    };
    expect(await stepsOf(files)).toEqual([
      "2, b, 2_b.postgres.up.sql, true, 2_b.down.sql",
      "10_c, c, 10_c.autocommit.up.sql, false, none",
      "10_d, d, 10_d.postgres.autocommit.up.sql, false, none",
    ]);
    expect((await readHistory(folderOf(files))).passedOver).toEqual([
      { file: "2_b.up.sql", reason: "PostgreSQL has a file of its own for this step.", stepsBefore: null },
      {
        file: "12_f.up.fizz",
        reason: "It is a step in fizz, and a replay runs SQL alone: what it makes is missing.",
        stepsBefore: 3,
      },
    ]);
  });

  test("is refused where all of it is fizz", async () => {
    await expect(readHistory(folderOf({ "1_a.up.fizz": "" }))).rejects.toMatchObject({
      message: "This looks like popx's layout (1_a.up.fizz), whose history cannot be replayed yet.",
    });
  });
});

describe("refinery", () => {
  const CARGO = { "Cargo.toml": '[dependencies]\nrefinery = "0.8"\n' };

  test("runs both kinds of its files by their numbers", async () => {
    expect(await stepsOf({ ...CARGO, "V10__c.sql": "", "U2__b.sql": "", "V1__add_a.sql": "" })).toEqual([
      "1, add a, V1__add_a.sql, true, ",
      "2, b, U2__b.sql, true, ",
      "10, c, V10__c.sql, true, ",
    ]);
  });

  test("refuses a number twice, and names steps in Rust", async () => {
    await expect(stepsOf({ ...CARGO, "V1__a.sql": "", "U1__b.sql": "" })).rejects.toMatchObject({
      message: /^Two steps are of version 1/,
    });
    const { passedOver } = await readHistory(folderOf({ ...CARGO, "V1__a.sql": "", "V2__b.rs": "" }));
    expect(passedOver).toEqual([
      {
        file: "V2__b.rs",
        reason: "It is a step in Rust, and a replay runs SQL alone: what it makes is missing.",
        stepsBefore: 1,
      },
    ]);
  });
});

describe("Postgrator", () => {
  test("puts ways there and back together by their numbers", async () => {
    expect(
      await stepsOf({
        "010.do.sql": "SELECT 3;",
        "002.do.add_b.sql": "SELECT 2;",
        "2.undo.sql": "SELECT -2;",
        "001.do.a.sql": "SELECT 1;",
      }),
    ).toEqual([
      "001, a, 001.do.a.sql, , none",
      "002, add b, 002.do.add_b.sql, , 2.undo.sql",
      "010, 010, 010.do.sql, , none",
    ]);
  });

  test("refuses a number twice", async () => {
    await expect(stepsOf({ "1.do.a.sql": "", "01.do.b.sql": "" })).rejects.toMatchObject({
      message: /^Two steps are of version/,
    });
  });
});
