import { expect, test } from "vitest";
import type { Relation } from "../../src/model/relation.ts";
import { aCatalog, aColumn, aForeignKey, anIndex, aPrimaryKey, aTable } from "../support/catalog.ts";
import { contextOf } from "./context.ts";
import { inWords } from "./in-words.ts";
import { tableRule } from "./table-rules.ts";

const RULE = "index-invalid";

/** An index that a broken build left behind cannot be made by a statement. */
function judgements(table: Relation) {
  const catalog = aCatalog({ relations: [table] });
  const rule = tableRule(RULE);
  const context = contextOf(catalog, rule);
  return rule.find(table, context).map((index) => ({ index: index.name, ...rule.judge(index, table, context) }));
}

test("an index that a broken build left behind fails, and is built anew", () => {
  const table = aTable("t", {
    columns: [aColumn("a")],
    indexes: [
      anIndex("idx_t_a", ["a"]),
      anIndex("idx_t_a_ccnew", ["a"], { valid: false, definition: "CREATE INDEX …" }),
    ],
  });
  expect(judgements(table)).toEqual([
    { index: "idx_t_a", verdict: "pass" },
    {
      index: "idx_t_a_ccnew",
      verdict: "fail",
      message: ["Index ", { code: "idx_t_a_ccnew" }, " is not valid: no query uses it, and every write maintains it."],
      facts: [{ name: "index", value: "CREATE INDEX …" }],
      remedy: {
        actions: [{ kind: "rebuild index", schema: "public", table: "t", name: "idx_t_a_ccnew" }],
        sql: ["REINDEX INDEX CONCURRENTLY public.idx_t_a_ccnew"],
        lock: expect.stringMatching(/^SHARE UPDATE EXCLUSIVE/),
        proven: null,
      },
    },
  ]);
});

test("the primary key's index, and one that index-fk reports, are left to their rules", () => {
  const table = aTable("t", {
    columns: [aColumn("id"), aColumn("a_id")],
    constraints: [aPrimaryKey("t_pkey", ["id"]), aForeignKey("fk", ["a_id"], { relation: "t" })],
    indexes: [
      anIndex("t_pkey", ["id"], { constraint: "t_pkey", unique: true, valid: false }),
      anIndex("idx_t_a_id", ["a_id"], { valid: false }),
    ],
  });
  expect(judgements(table)).toEqual([]);
});

test("the index of a partitioned table is not valid until each partition has one attached", async () => {
  const sql = `CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
    CREATE INDEX i ON ONLY p (b); CREATE INDEX j ON p (a)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail p.i: Index i is not valid: a partition has no index that is attached to it.",
    "pass p.j",
  ]);
});
