import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Engine, EngineLostError } from "../../introspect/replay/engine/engine.ts";
import { openEmbeddedEngine } from "../../introspect/replay/engine/pglite.ts";
import { DatabaseError } from "../../introspect/session.ts";

describe("the embedded engine", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEmbeddedEngine();
  });
  afterAll(() => engine.close());

  test("answers with PostgreSQL's text whatever the type", async () => {
    const rows = await engine.query(
      `SELECT 9007199254740993::int8 AS big, '{a,"b c"}'::name[] AS names, 'r'::"char" AS code,
        '{=r/postgres}'::aclitem[] AS acl, interval '1 day 02:03' AS span, true AS yes, NULL::text AS none,
        '{"a": 1}'::jsonb AS document, '\\x00ff'::bytea AS bytes, timestamptz '2024-02-29 12:00+00' AS moment`,
    );
    expect(rows).toEqual([
      {
        big: "9007199254740993",
        names: '{a,"b c"}',
        code: "r",
        acl: "{=r/postgres}",
        span: "1 day 02:03:00",
        yes: "t",
        none: null,
        document: '{"a": 1}',
        bytes: "\\x00ff",
        moment: "2024-02-29 12:00:00+00",
      },
    ]);
  });

  test("runs a script as one transaction: nothing of it stays where a statement fails", async () => {
    const error = await engine
      .execute("CREATE TABLE kept_not (id int); SELECT 'größe'; SELECT nothing_here FROM kept_not")
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({
      message: 'column "nothing_here" does not exist',
      code: "42703",
      detail: null,
      hint: null,
      position: 56,
    });
    expect(await engine.query("SELECT to_regclass('kept_not') AS found")).toEqual([{ found: null }]);
  });

  test("carries the server's hint and detail", async () => {
    await engine.execute("CREATE TABLE parent_row (id int PRIMARY KEY); INSERT INTO parent_row VALUES (7)");
    await expect(engine.execute("INSERT INTO parent_row VALUES (7)")).rejects.toMatchObject({
      code: "23505",
      detail: "Key (id)=(7) already exists.",
    });
    await expect(engine.execute("SELECT lenght('x')")).rejects.toMatchObject({
      code: "42883",
      hint: expect.stringContaining("No function matches"),
    });
  });
});

describe("an engine that is lost", () => {
  test("says so when a statement breaks it without an error", async () => {
    const engine = await openEmbeddedEngine();
    try {
      const lost = await engine
        .execute("CREATE TABLE lines (line text); COPY lines FROM PROGRAM 'cat'")
        .catch((caught: unknown) => caught);
      expect(lost).toBeInstanceOf(EngineLostError);
      await expect(engine.query("SELECT 1")).rejects.toBe(lost);
    } finally {
      await engine.close();
    }
  });

  test("is ended at the deadline", async () => {
    const hasty = await openEmbeddedEngine({ deadlineSeconds: 6 });
    try {
      await expect(hasty.execute("DO $$ BEGIN LOOP END LOOP; END $$")).rejects.toThrow(
        "The embedded engine did not answer within 6 s.",
      );
    } finally {
      await hasty.close();
    }
  });

  test("refuses work after it was closed", async () => {
    const engine = await openEmbeddedEngine();
    await engine.close();
    await expect(engine.query("SELECT 1")).rejects.toThrow("The embedded engine was closed.");
  });
});
