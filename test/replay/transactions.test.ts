import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../../introspect/replay/engine/engine.ts";
import { openEmbeddedEngine } from "../../introspect/replay/engine/pglite.ts";
import { beginReplay, type ReplayState } from "../../introspect/replay/replay-state.ts";
import { readScript } from "../../introspect/replay/script/script.ts";
import { runStep, type StepScript } from "../../introspect/replay/step/run-step.ts";
import type { UserError } from "../../src/model/user-error.ts";

let engine: Engine;
let state: ReplayState;
beforeAll(async () => {
  engine = await openEmbeddedEngine();
  await engine.execute("CREATE ROLE migrator");
});
beforeEach(async () => {
  await engine.execute(
    "ROLLBACK; DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO migrator",
  );
  state = beginReplay(engine);
});
afterAll(() => engine.close());

function run(text: string, more: Partial<StepScript> = {}): Promise<void> {
  const { statements } = readScript("1.sql", text, () => ({ file: "", text: "" }));
  return runStep({ file: "1.sql", statements, inTransaction: null, kind: "migration", ...more }, state);
}

async function failureOf(text: string, more: Partial<StepScript> = {}) {
  const error = (await run(text, more).catch((caught: unknown) => caught)) as UserError;
  return { message: error.message, place: error.place, hint: error.hint };
}

/** The names of all tables, sorted. */
async function tables(): Promise<string[]> {
  const rows = await engine.query(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  return rows.map(({ relname }) => String(relname));
}

/** How often something ran that takes a number: no ROLLBACK takes it back. */
async function ticks(): Promise<string | null | undefined> {
  return (await engine.query("SELECT last_value FROM ticks"))[0]?.last_value;
}

describe("a step with transactions of its own", () => {
  test("runs as psql runs it: what stands outside of them is a transaction of its own", async () => {
    await run(
      "BEGIN; CREATE TABLE a (id int, v text); COMMIT;\nCREATE INDEX CONCURRENTLY i ON a (v);\nSTART TRANSACTION; DROP TABLE a; ROLLBACK;",
    );
    expect(await tables()).toEqual(["a"]);
    expect(state.omissions).toEqual([]);
  });

  test("runs nothing twice after a failure, and says what stays and what is undone", async () => {
    await run("CREATE SEQUENCE ticks;");
    expect(
      await failureOf(
        "BEGIN;\nCREATE TABLE a AS SELECT nextval('ticks');\nCOMMIT;\nBEGIN;\nCREATE TABLE b ();\nCREATE TABLE b ();\nCOMMIT;",
      ),
    ).toEqual({
      message: 'relation "b" already exists (SQLSTATE 42P07), in: CREATE TABLE b ()',
      place: "1.sql:6",
      hint: "An earlier step makes it too: does the folder hold more than one history, or a dump beside it? On a server, what is committed before line 4 would stay, and what stands from there on would be undone.",
    });
    await engine.execute("ROLLBACK");
    expect(await tables()).toEqual(["a"]);
    expect(await ticks()).toBe("1");
  });

  test("tells a failure within the first transaction from one behind it", async () => {
    const first = await failureOf("BEGIN;\nCREATE TABLE a ();\nSELECT 1/0;\nCOMMIT;");
    expect(first.hint).toBe("On a server, nothing of it would stay.");
    await engine.execute("ROLLBACK");
    const behind = await failureOf("BEGIN;\nCREATE TABLE a ();\nEND;\nSELECT 1/0;");
    expect(behind.hint).toBe("On a server, what is committed before line 4 would stay.");
  });

  test("may chain transactions, prepare one, and go back to a savepoint", async () => {
    await run(
      `BEGIN; CREATE TABLE a (); COMMIT /* on we go */ AND CHAIN; CREATE TABLE b ();
      SAVEPOINT cartulary; CREATE TABLE c (); ROLLBACK TO cartulary; RELEASE SAVEPOINT cartulary;
      ROLLBACK WORK AND CHAIN; CREATE TABLE d (); PREPARE TRANSACTION 'x';`,
    );
    expect(await tables()).toEqual(["a", "d"]);
  });

  test("sets its transaction's own properties", async () => {
    await run(
      "BEGIN; SET LOCAL lock_timeout = '1s'; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; CREATE TABLE a (); COMMIT;",
    );
    expect(await tables()).toEqual(["a"]);
  });

  test("makes a role that is missing without running anything again", async () => {
    await run("CREATE SEQUENCE ticks;");
    await run(
      "BEGIN; CREATE TABLE a AS SELECT nextval('ticks'); DO $$ BEGIN EXECUTE 'GRANT SELECT ON a TO who_' || 1; END $$; COMMIT;",
    );
    expect(await ticks()).toBe("1");
    expect([...state.inventedRoles]).toEqual(["who_1"]);
  });

  test("makes such a role again where the step rolls it back, and while another role is set", async () => {
    const grant = "DO $$ BEGIN EXECUTE 'GRANT SELECT ON a TO who_' || 2; END $$;";
    await run(
      `BEGIN; CREATE TABLE a (); ${grant} ROLLBACK;
      SET SESSION AUTHORIZATION migrator; CREATE TABLE a (); ${grant} CREATE TABLE b ();`,
    );
    expect(await engine.query("SELECT tableowner FROM pg_tables WHERE schemaname = 'public'")).toEqual([
      { tableowner: "migrator" },
      { tableowner: "migrator" },
    ]);
    expect(state.omissions.map(({ what }) => what)).toEqual(["role who_2 was made up"]);
    await engine.execute("SET SESSION AUTHORIZATION postgres");
  });
});

describe("a statement that commits by itself", () => {
  const half = (rest: string) => `DO $$ BEGIN CREATE TABLE a (); COMMIT; ${rest} END $$;`;

  test("is not run again where it has committed before it failed", async () => {
    expect(await failureOf(half("EXECUTE 'GRANT SELECT ON a TO who_' || 3;"), { inTransaction: false })).toEqual({
      message: `role "who_3" does not exist (SQLSTATE 42704), in: ${half("EXECUTE 'GRANT SELECT ON a TO who_' || 3;").replace(/;$/, "")}`,
      place: "1.sql:1",
      hint: "No earlier step makes it: is a step missing, or are the files in the wrong order? On a server, what is committed up to and within line 1 would stay.",
    });
    expect(await tables()).toEqual(["a"]);
  });

  test("runs between two parts of the tool's transaction", async () => {
    await run(`CREATE TABLE b ();\n${half("")}\nCREATE TABLE c ();`);
    expect(await tables()).toEqual(["a", "b", "c"]);
    expect(state.omissions.map(({ what, reason, place }) => [what, reason, place])).toEqual([
      ["1.sql did not run in one transaction", "invalid transaction termination.", "1.sql:2"],
    ]);
  });
});

describe("a step in its tool's transaction", () => {
  test("runs nothing twice where the transaction has to be left", async () => {
    await run("CREATE SEQUENCE ticks; CREATE TYPE mood AS ENUM ('sad');");
    await run(
      `CREATE TABLE a AS SELECT nextval('ticks') AS id; CREATE INDEX CONCURRENTLY i ON a (id);
      ALTER TYPE mood ADD VALUE 'happy'; CREATE TABLE b (m mood DEFAULT 'happy', n bigint DEFAULT nextval('ticks'));
      INSERT INTO b DEFAULT VALUES; INSERT INTO b DEFAULT VALUES;`,
    );
    expect(await engine.query("SELECT m, n FROM b ORDER BY n")).toEqual([
      { m: "happy", n: "2" },
      { m: "happy", n: "3" },
    ]);
  });

  test("says what stays where it fails after that", async () => {
    expect(
      (
        await failureOf(
          "CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY i ON a (id);\nCREATE TABLE b ();\nSELECT 1/0;",
        )
      ).hint,
    ).toBe("On a server, what is committed before line 3 would stay, and what stands from there on would be undone.");
    await engine.execute("ROLLBACK");
    expect(await tables()).toEqual(["a"]);
  });

  test("may leave it by itself, and begin the next", async () => {
    await run("CREATE TABLE a (id int);\nCOMMIT;\nCREATE INDEX CONCURRENTLY i ON a (id);\nBEGIN;\nCREATE TABLE b ();");
    expect(await tables()).toEqual(["a", "b"]);
    expect(state.omissions).toEqual([]);
  });

  test("blames the COMMIT for what is only checked there", async () => {
    expect(
      await failureOf(
        "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (a int REFERENCES a DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO b VALUES (1);",
      ),
    ).toEqual({
      message: 'insert or update on table "b" violates foreign key constraint "b_a_fkey" (SQLSTATE 23503), in: COMMIT',
      place: "1.sql:3",
      hint: 'Key (a)=(1) is not present in table "a".',
    });
    expect(await tables()).toEqual([]);
  });

  test("leaves nothing, and so there is nothing to say of it", async () => {
    expect((await failureOf("CREATE TABLE a ();\nSELECT 1/0;")).hint).toBeNull();
  });

  test("keeps what only lasts for the transaction", async () => {
    await run("SET LOCAL search_path = pg_temp;\nCREATE TABLE here (id int);\nSELECT id FROM here;", {
      inTransaction: true,
    });
    expect(await tables()).toEqual([]);
    await run("SET LOCAL search_path = pg_temp;\nCREATE TABLE here (id int);", { inTransaction: false });
    expect(await tables()).toEqual(["here"]);
  });
});

describe("a script", () => {
  const script = { kind: "script" } as const;

  test("runs as psql runs it, without a transaction around it", async () => {
    await run(
      "CREATE TYPE mood AS ENUM ('sad'); ALTER TYPE mood ADD VALUE 'happy'; CREATE TABLE a (m mood DEFAULT 'happy');",
      script,
    );
    expect(await tables()).toEqual(["a"]);
    expect(state.omissions).toEqual([]);
  });

  test("runs in one where it counts on it", async () => {
    for (const [at, text] of [
      "CREATE TABLE a (id int); LOCK TABLE a; SAVEPOINT s; DROP TABLE a; ROLLBACK TO s; DECLARE c CURSOR FOR SELECT * FROM a;",
      "CREATE TEMP TABLE gone ON COMMIT DROP AS SELECT 1 AS id; CREATE TABLE b AS SELECT id FROM gone;",
      "CREATE SCHEMA s; SET LOCAL search_path = s; CREATE TABLE c (); CREATE TABLE public.d (LIKE c);",
    ].entries()) {
      await run(text, { ...script, file: `${at}.sql` });
    }
    expect(await tables()).toEqual(["a", "b", "d"]);
    await engine.execute("DROP SCHEMA s CASCADE");
  });
});
