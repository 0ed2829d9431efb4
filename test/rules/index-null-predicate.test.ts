import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "index-null-predicate";

test("a predicate on what is null fails on a required column and passes on one that may be null", async () => {
  const sql = `CREATE TABLE t (a int NOT NULL, b int, "C d" int NOT NULL);
    CREATE INDEX i ON t (a) WHERE a IS NOT NULL; CREATE INDEX j ON t (b) WHERE b IS NOT NULL;
    CREATE INDEX k ON t (b) WHERE a IS NULL; CREATE INDEX l ON t (b) WHERE b IS NOT NULL AND "C d" IS NOT NULL`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.i: Index i asks for a IS NOT NULL, which holds for every row.",
    "fail t.k: Index k is empty: a is never null.",
    'fail t.l: Index l asks for "C d" IS NOT NULL, which holds for every row.',
    "pass t.j",
  ]);
});

test("predicates that say more, and indexes without one, are no subject", async () => {
  const sql = `CREATE TABLE t (a int NOT NULL, b int); CREATE INDEX i ON t (a) WHERE a IS NOT NULL AND b > 0;
    CREATE INDEX j ON t (a) WHERE a IS NOT NULL OR b > 0; CREATE INDEX k ON t (a); CREATE INDEX l ON t (a) WHERE b > 0`;
  expect(await inWords(sql, RULE)).toEqual([]);
});
