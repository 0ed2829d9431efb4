import { describe, expect, test } from "vitest";
import { openEmbeddedEngine } from "../../introspect/replay/engine/pglite.ts";
import { replay } from "../../introspect/replay/index.ts";

const MEGABYTE = 1024 ** 2;

/** Replays one migration in an engine of its own. */
async function failureOf(text: string, bounds: { memoryBytes?: number; deadlineSeconds?: number } = {}) {
  const engine = await openEmbeddedEngine({ deadlineSeconds: 120, ...bounds });
  const file = { version: "1", name: "one", file: "1_one.sql", text };
  const history = { kind: "migrations", name: "m", tool: "sql", folder: "/nowhere", files: [file] } as const;
  const error: unknown = await replay({ ...history, files: [file] }, { engine, asOf: null }).catch((caught) => caught);
  const { message, place, hint } = error as { message: string; place: string | null; hint: string | null };
  return { message, place, hint };
}

const OWN_BOUND =
  "The embedded engine has 2 GB of memory and 1 GB of files to sort in. Run the scripts on a server, and give its postgres:// URL instead.";
const USE_A_SERVER = "Run the scripts on a server, and give its postgres:// URL instead.";

describe("a migration that takes more than there is", () => {
  test("ends where its values fill the engine's memory", async () => {
    expect(
      await failureOf(
        "CREATE TABLE a ();\nSELECT string_agg(repeat('x', 200000000), '') FROM generate_series(1, 100);",
      ),
    ).toEqual({
      message:
        "out of memory (SQLSTATE 53200), in: SELECT string_agg(repeat('x', 200000000), '') FROM generate_series(1, 100)",
      place: "1_one.sql:2",
      hint: OWN_BOUND,
    });
  });

  test("ends where its rows fill the process's", async () => {
    expect(
      await failureOf(
        "CREATE TABLE a (v text STORAGE external);\n\nINSERT INTO a SELECT repeat(md5(n::text), 200) FROM generate_series(1, 10000000) n;",
        {
          memoryBytes: 500 * MEGABYTE,
        },
      ),
    ).toEqual({
      message:
        "The embedded engine took more than 500 MB of memory, in: INSERT INTO a SELECT repeat(md5(n::text), 200) FROM generate_series(1, 10000000) n",
      place: "1_one.sql:3",
      hint: USE_A_SERVER,
    });
  });

  test("ends where it recurses without an end", async () => {
    const text =
      "CREATE FUNCTION deep(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1 + deep(n + 1); END $$;\nSELECT deep(1);";
    expect(await failureOf(text)).toEqual({
      message: "stack depth limit exceeded (SQLSTATE 54001), in: SELECT deep(1)",
      place: "1_one.sql:2",
      hint: "Does it call itself without an end?",
    });
  });

  test("ends where it loops without an end", async () => {
    expect(await failureOf("CREATE TABLE a ();\nDO $$ BEGIN LOOP END LOOP; END $$;", { deadlineSeconds: 6 })).toEqual({
      message: "The embedded engine did not answer within 6 s, in: DO $$ BEGIN LOOP END LOOP; END $$",
      place: "1_one.sql:2",
      hint: USE_A_SERVER,
    });
  });
});

describe("the embedded engine", () => {
  test("lets rows go that nobody reads", async () => {
    const engine = await openEmbeddedEngine({ memoryBytes: 600 * MEGABYTE });
    try {
      await engine.execute("SELECT repeat('x', 1000) FROM generate_series(1, 600000)");
      expect(await engine.query("SELECT 1 AS one")).toEqual([{ one: "1" }]);
    } finally {
      await engine.close();
    }
  });

  test("has locks for a thousand tables in one transaction", async () => {
    const engine = await openEmbeddedEngine();
    try {
      await engine.execute(
        "DO $$ BEGIN FOR n IN 1..1500 LOOP EXECUTE format('CREATE TABLE t_%s (id int PRIMARY KEY, v text UNIQUE)', n); END LOOP; END $$",
      );
      expect(await engine.query("SELECT count(*) FROM pg_class WHERE relname ~ '^t_\\d+$'")).toEqual([
        { count: "1500" },
      ]);
    } finally {
      await engine.close();
    }
  });

  test("advises no setting that nobody can change", async () => {
    const engine = await openEmbeddedEngine();
    try {
      await expect(engine.execute(`SET max_stack_depth = '100kB'; SELECT ${"1+".repeat(9000)}1`)).rejects.toMatchObject(
        {
          code: "54001",
          hint: null,
        },
      );
    } finally {
      await engine.close();
    }
  });
});
