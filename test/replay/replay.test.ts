import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { replay } from "../../introspect/replay/index.ts";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { type Change, formatObjectName } from "../../src/model/change.ts";
import { replayShared } from "../support/replaying.ts";

const scratch = mkdtempSync(join(tmpdir(), "cartulary-replay-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Writes the files into a folder of their own and returns its path. */
function folderOf(name: string, files: Record<string, string>): string {
  const folder = join(scratch, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

async function replayPath(path: string): Promise<Catalog> {
  return replayShared(await readHistory(path), { asOf: null });
}

const sentence = ({ action, object, field, before, after }: Change): string => {
  const values = field === null ? [] : [`${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`];
  return [action, object.kind, formatObjectName(object), ...values].join(" ");
};

describe("a failing step", () => {
  test("stops with the line of the error in the 40th file, whatever stands before it", async () => {
    const files: Record<string, string> = {};
    for (let step = 1; step <= 39; step += 1) files[`${step}_step.sql`] = `CREATE TABLE step_${step} (id int);`;
    files["40_last.sql"] =
      "-- größe 😀\nCREATE TABLE \"größe 😀\" (id int);\n\nINSERT INTO step_1\nSELECT '😀', -- ö\n  nothing_here\nFROM step_2;\n";
    files["41_never.sql"] = "SELECT 1/0;";
    await expect(replayPath(folderOf("forty", files))).rejects.toMatchObject({
      name: "UserError",
      message:
        "column \"nothing_here\" does not exist (SQLSTATE 42703), in: INSERT INTO step_1 SELECT '😀', -- ö nothing_here FROM step_2",
      place: "40_last.sql:6",
      hint: "No earlier step makes it: is a step missing, or are the files in the wrong order?",
    });
  });

  test("names the line of a syntax error and the server's own hint", async () => {
    await expect(
      replayPath(folderOf("syntax", { "1.sql": "SELECT 1;\n\nCREATE TABLE t (\n  id int\n  name text\n);" })),
    ).rejects.toMatchObject({
      message: 'syntax error at or near "name" (SQLSTATE 42601), in: CREATE TABLE t ( id int name text )',
      place: "1.sql:5",
    });
    await expect(replayPath(folderOf("hint", { "1.sql": "SELECT lower(1, 2);" }))).rejects.toMatchObject({
      place: "1.sql:1",
      hint: "No function matches the given name and argument types. You might need to add explicit type casts.",
    });
  });

  test("names the included file that fails", async () => {
    const folder = folderOf("included", { "1.sql": "\\ir parts/a.sql\n", "parts/a.sql": "SELECT 1;\nSELECT x;" });
    await expect(replayPath(folder)).rejects.toMatchObject({ place: "parts/a.sql:2" });
  });

  test("shows no password", async () => {
    const folder = folderOf("password", { "1.sql": "CREATE ROLE a PASSWORD 'geheim' NONSENSE;" });
    await expect(replayPath(folder)).rejects.toMatchObject({
      message: "unrecognized role option \"nonsense\" (SQLSTATE 42601), in: CREATE ROLE a PASSWORD '********' NONSENSE",
    });
  });

  test("says that a transaction is left open", async () => {
    await expect(
      replayPath(folderOf("open", { "1.sql": "SELECT 1;\nBEGIN;\nCREATE TABLE t ();" })),
    ).rejects.toMatchObject({
      message: "The transaction that begins here is not ended in this file, in: BEGIN",
      place: "1.sql:2",
    });
  });

  test("says that a step takes too long", async () => {
    const history = await readHistory(
      folderOf("endless", { "1.sql": "SELECT 1;", "2.sql": "DO $$ BEGIN LOOP END LOOP; END $$;" }),
    );
    await expect(replay(history, { asOf: null, deadlineSeconds: 8 })).rejects.toMatchObject({
      name: "UserError",
      place: "2.sql:1",
      message: "The embedded engine did not answer within 8 s, in: DO $$ BEGIN LOOP END LOOP; END $$",
      hint: "Run the scripts on a server, and give its postgres:// URL instead.",
    });
  });
});

describe("an engine that breaks silently", () => {
  test("is given up, with the statement that broke it", async () => {
    const block = "DO $$ BEGIN EXECUTE 'COPY t FROM PROGRAM ''cat'''; END $$";
    await expect(
      replayPath(
        folderOf("broken", { "1.sql": "SELECT 1;", "2.sql": `CREATE TABLE t (a text);\n${block};`, "3.sql": "" }),
      ),
    ).rejects.toMatchObject({
      name: "UserError",
      message: `The embedded engine stopped working without an error, in: ${block}`,
      place: "2.sql:2",
      hint: "Run the scripts on a server, and give its postgres:// URL instead.",
    });
  });
});

describe("a step", () => {
  test("runs in parts where PostgreSQL refuses a transaction, and says so", async () => {
    const catalog = await replayPath(
      folderOf("alone", {
        "1.sql": "CREATE TABLE t (id int); CREATE TYPE mood AS ENUM ('sad');",
        "2.sql": "CREATE INDEX CONCURRENTLY idx_t_id ON t (id);\nCOMMENT ON INDEX idx_t_id IS 'by id';",
        "3.sql": "ALTER TYPE mood ADD VALUE 'happy';\nCREATE TABLE u (m mood DEFAULT 'happy');",
        "4.sql": "",
      }),
    );
    expect(catalog.omissions).toEqual([
      {
        kind: "note",
        what: "2.sql did not run in one transaction",
        reason: "CREATE INDEX CONCURRENTLY cannot run inside a transaction block.",
        hint: null,
        place: "2.sql:1",
      },
      {
        kind: "note",
        what: "3.sql did not run in one transaction",
        reason: 'unsafe use of new value "happy" of enum type mood.',
        hint: null,
        place: "3.sql:2",
      },
    ]);
    expect(catalog.history.map(({ version, changes }) => [version, changes.map(sentence)])).toEqual([
      ["1", ["added type public.mood", "added table public.t", "added column public.t.id"]],
      ["2", ["added index public.t.idx_t_id"]],
      [
        "3",
        [
          'changed type public.mood values: ["sad"] → ["sad","happy"]',
          "added table public.u",
          "added column public.u.m",
        ],
      ],
      ["4", []],
    ]);
  });

  test("starts in a session as good as new", async () => {
    const catalog = await replayPath(
      folderOf("session", {
        "1.sql":
          "CREATE ROLE other; CREATE SCHEMA app; SET search_path = app; PREPARE x AS SELECT 1; CREATE TEMP TABLE gone (); SET SESSION AUTHORIZATION other;",
        "2.sql": "PREPARE x AS SELECT 2; CREATE TEMP TABLE gone (); CREATE TABLE here ();",
      }),
    );
    expect(catalog.relations.map(({ schema, name }) => `${schema}.${name}`)).toEqual(["public.here"]);
  });
});

describe("origins", () => {
  const folder = folderOf("origins", {
    "0001_create_orders.sql":
      "CREATE SCHEMA shop; CREATE TABLE shop.order_rows (id int PRIMARY KEY, qty int CHECK (qty > 0), note varchar(9));" +
      "CREATE FUNCTION shop.total(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE SEQUENCE shop.numbers;",
    "0002_widen.sql":
      "ALTER TABLE shop.order_rows ALTER qty TYPE bigint; CREATE VIEW shop.v AS SELECT id FROM shop.order_rows;",
    "0003_rename.sql":
      "ALTER TABLE shop.order_rows RENAME TO orders; ALTER TABLE shop.orders RENAME note TO remark; ALTER SCHEMA shop RENAME TO store;",
    "0004_guard.sql":
      "ALTER TABLE store.orders ENABLE ROW LEVEL SECURITY; CREATE POLICY own_rows ON store.orders USING (id > 0);" +
      "CREATE OR REPLACE FUNCTION store.total(a int) RETURNS int LANGUAGE sql AS 'SELECT 2';" +
      "CREATE OR REPLACE VIEW store.v AS SELECT id FROM store.orders WHERE id > 1;",
    "0005_tidy.sql":
      "ALTER TABLE store.orders DROP COLUMN remark; COMMENT ON TABLE store.orders IS 'Orders'; DROP SEQUENCE store.numbers;",
    "0006_data.sql": "INSERT INTO store.orders VALUES (1, 1);",
  });

  test("each step says what it did, and each object knows its steps through renames", async () => {
    const catalog = await replayPath(folder);
    expect(
      catalog.history.map(({ version, name, file, changes }) => ({
        version,
        name,
        file,
        changes: changes.map(sentence),
      })),
    ).toEqual([
      {
        version: "0001",
        name: "create orders",
        file: "0001_create_orders.sql",
        changes: [
          "added schema shop",
          "added sequence shop.numbers",
          "added table shop.order_rows",
          "added column shop.order_rows.id",
          "added column shop.order_rows.note",
          "added column shop.order_rows.qty",
          "added primary key shop.order_rows.order_rows_pkey",
          "added check shop.order_rows.order_rows_qty_check",
          "added function shop.total(a integer)",
        ],
      },
      {
        version: "0002",
        name: "widen",
        file: "0002_widen.sql",
        changes: ["added view shop.v", 'changed column shop.order_rows.qty type: "integer" → "bigint"'],
      },
      {
        version: "0003",
        name: "rename",
        file: "0003_rename.sql",
        changes: [
          'renamed schema store name: "shop" → "store"',
          'renamed table store.orders name: "order_rows" → "orders"',
          'renamed column store.orders.remark name: "note" → "remark"',
        ],
      },
      {
        version: "0004",
        name: "guard",
        file: "0004_guard.sql",
        changes: [
          "changed table store.orders rowSecurity.enabled: false → true",
          // The view is printed with the names that its table and schema have by now.
          'changed view store.v definition: " SELECT id\\n   FROM store.orders;" → " SELECT id\\n   FROM store.orders\\n  WHERE (id > 1);"',
          "added policy store.orders.own_rows",
          expect.stringMatching(/^changed function store\.total\(a integer\) definition: .*SELECT 1.* → .*SELECT 2/),
        ],
      },
      {
        version: "0005",
        name: "tidy",
        file: "0005_tidy.sql",
        changes: [
          "removed sequence store.numbers",
          'changed table store.orders comment: null → "Orders"',
          "removed column store.orders.remark",
        ],
      },
      { version: "0006", name: "data", file: "0006_data.sql", changes: [] },
    ]);
    const orders = catalog.relations.find(({ name }) => name === "orders");
    expect(orders?.origin).toEqual({ created: "0001", changed: ["0002", "0003", "0004", "0005"] });
    expect(orders?.columns.map(({ name, origin }) => [name, origin])).toEqual([
      ["id", { created: "0001", changed: [] }],
      ["qty", { created: "0001", changed: ["0002"] }],
    ]);
    expect(orders?.constraints.map(({ kind, origin }) => [kind, origin?.created])).toContainEqual(["check", "0001"]);
    expect(orders?.indexes.map(({ origin }) => origin?.created)).toEqual(["0001"]);
    expect(orders?.policies.map(({ origin }) => origin)).toEqual([{ created: "0004", changed: [] }]);
    expect(catalog.relations.find(({ name }) => name === "v")?.origin).toEqual({ created: "0002", changed: ["0004"] });
    expect(catalog.routines.map(({ origin }) => origin)).toEqual([{ created: "0001", changed: ["0004"] }]);
    expect(catalog.generatedAt).toBeNull();
    expect(catalog.source).toEqual({ kind: "migrations", name: "origins", tool: "sql", commit: null });
  });

  test("a single script is no history", async () => {
    const catalog = await replayPath(join(folder, "0001_create_orders.sql"));
    expect(catalog.history).toEqual([]);
    expect(catalog.relations.map(({ name, origin }) => [name, origin])).toEqual([["order_rows", null]]);
    expect(catalog.source).toEqual({ kind: "script", name: "0001_create_orders.sql", tool: null, commit: null });
  });

  test("git gives the source and each step its commit", async () => {
    const repository = join(scratch, "repository");
    cpSync(folder, join(repository, "größe/migrations"), { recursive: true });
    const git = (given: string[], date = "") =>
      execFileSync("git", ["-C", repository, "-c", "user.name=Ada Ö", "-c", "user.email=a@b.c", ...given], {
        encoding: "utf8",
        env: { ...process.env, GIT_COMMITTER_DATE: date },
      }).trim();
    git(["init", "-q", "-b", "trunk"]);
    git(["add", "."]);
    git(["commit", "-q", "-m", "one"], "2024-05-06T07:08:09+02:00");
    const first = git(["rev-parse", "HEAD"]);
    writeFileSync(join(repository, "größe/migrations/0006_data.sql"), "SELECT 1;");
    writeFileSync(join(repository, "größe/migrations/0007 größe.sql"), "SELECT 1;");
    git(["add", "--", "größe/migrations/0006_data.sql"]);
    git(["commit", "-q", "-m", "two"], "2024-06-07T08:09:10Z");
    const second = git(["rev-parse", "HEAD"]);
    const catalog = await replayPath(join(repository, "größe/migrations"));
    expect(catalog.source.commit).toEqual({
      hash: second,
      branch: "trunk",
      date: "2024-06-07T08:09:10Z",
      author: "Ada Ö",
    });
    expect(catalog.generatedAt).toBe("2024-06-07T08:09:10Z");
    const early = { hash: first, date: "2024-05-06T05:08:09Z", author: "Ada Ö" };
    expect(catalog.history.map(({ version, commit }) => [version, commit])).toEqual([
      ["0001", early],
      ["0002", early],
      ["0003", early],
      ["0004", early],
      ["0005", early],
      ["0006", { hash: second, date: "2024-06-07T08:09:10Z", author: "Ada Ö" }],
      ["0007", null],
    ]);
  });
});

describe("real schemas", () => {
  const schemas = new URL("../../../shared/schemas/", import.meta.url).pathname;

  test.skipIf(!existsSync(schemas))("musicbrainz replays whole (needs ../shared/schemas)", async () => {
    const catalog = await replayPath(join(schemas, "musicbrainz/schema.sql"));
    expect(catalog.relations.filter(({ kind }) => /table/.test(kind))).toHaveLength(516);
    expect(catalog.omissions.map(({ kind, what }) => `${kind} ${what}`)).toEqual([
      "note psql's \\restrict, \\unrestrict",
    ]);
  });

  test.skipIf(!existsSync(schemas))(
    "torture.sql loses nothing but what postgres_fdw would do (needs ../shared/schemas)",
    async () => {
      const catalog = await replayPath(join(schemas, "torture.sql"));
      expect(catalog.omissions.map(({ kind, what, place }) => [kind, what, place])).toEqual([
        ["note", "extension postgres_fdw", "torture.sql:40"],
      ]);
      expect(catalog.relations.filter(({ kind }) => kind === "foreign table").map(({ name }) => name)).toEqual(["ft"]);
    },
  );
});

test("the process ends by itself after a replay", async () => {
  const folder = folderOf("ends", { "1.sql": "CREATE TABLE t ();" });
  const program = `
    const { replay } = await import(${JSON.stringify(new URL("../../introspect/replay/index.ts", import.meta.url).href)});
    const { readHistory } = await import(${JSON.stringify(new URL("../../introspect/replay/layouts/index.ts", import.meta.url).href)});
    const catalog = await replay(await readHistory(${JSON.stringify(folder)}), { asOf: null });
    console.log(catalog.relations.length);`;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
    timeout: 25_000,
  });
  expect(output).toBe("1\n");
});
