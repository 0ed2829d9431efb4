import { expect, test } from "vitest";
import { openEmbeddedEngine } from "../../introspect/replay/engine/pglite.ts";
import { RESERVED_WORDS } from "../../src/rules/extended/naming/reserved-words.ts";
import { inWords } from "./in-words.ts";

const RULE = "name-reserved";

test("tables and columns that are called by a reserved word fail", async () => {
  const sql = 'CREATE TABLE "order" (id int, "end" date, "user" text, name text, type text, "left" int, "User" int)';
  expect(await inWords(sql, RULE)).toEqual([
    "fail order.end: Column end is a reserved word: it must be quoted everywhere.",
    "fail order.left: Column left is a reserved word: it must be quoted everywhere.",
    "fail order.user: Column user is a reserved word: unquoted it is the function user.",
    "fail order: Table order is a reserved word: it must be quoted everywhere.",
    "pass order.User",
    "pass order.id",
    "pass order.name",
    "pass order.type",
  ]);
});

test("columns that are inherited are judged on the parent", async () => {
  const sql = 'CREATE TABLE p ("end" date); CREATE TABLE q (b int) INHERITS (p)';
  expect((await inWords(sql, RULE)).filter((line) => line.startsWith("fail"))).toEqual([
    "fail p.end: Column end is a reserved word: it must be quoted everywhere.",
  ]);
});

test("the reserved words are those of the engine", async () => {
  const engine = await openEmbeddedEngine({ extensions: [] });
  try {
    const rows = await engine.query<{ word: string }>(
      "SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T') ORDER BY word COLLATE \"C\"",
    );
    expect([...RESERVED_WORDS].sort()).toEqual(rows.map(({ word }) => word));
  } finally {
    await engine.close();
  }
});
