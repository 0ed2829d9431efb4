import { expect, test } from "vitest";
import { contextOf } from "./context.ts";
import { catalogOf, inWords } from "./in-words.ts";
import { judgeable, tableRule } from "./table-rules.ts";

const RULE = "index-pk";

test("PostgreSQL indexes primary keys by itself", async () => {
  expect(await inWords("CREATE TABLE t (id int PRIMARY KEY)", RULE)).toEqual(["pass t.t_pkey"]);
});

test("a table without a primary key has no subject", async () => {
  expect(await inWords("CREATE TABLE t (id int UNIQUE)", RULE)).toEqual([]);
});

test("an index that is not valid fails, with its rebuild as the remedy", async () => {
  const catalog = await catalogOf("CREATE TABLE t (id int PRIMARY KEY)");
  const [table] = judgeable(catalog);
  if (table === undefined) throw new Error("no table");
  const broken = { ...table, indexes: table.indexes.map((index) => ({ ...index, valid: false })) };
  const rule = tableRule(RULE);
  const context = contextOf(catalog, rule);
  const judged = rule.find(broken, context).map((subject) => rule.judge(subject, broken, context));
  expect(judged).toEqual([
    {
      verdict: "fail",
      message: ["The index of primary key ", { code: "t_pkey" }, " is not valid."],
      remedy: {
        actions: [{ kind: "rebuild index", schema: "public", table: "t", name: "t_pkey" }],
        sql: ["REINDEX INDEX CONCURRENTLY public.t_pkey"],
        lock: "SHARE UPDATE EXCLUSIVE: reads and writes go on while the table is scanned twice. It cannot run in a transaction.",
        proven: null,
      },
    },
  ]);
});
