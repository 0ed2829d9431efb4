import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "index-boolean";

test("an index on a boolean alone fails; with a predicate or with more columns it passes", async () => {
  const sql = `CREATE TABLE t (done bool, at date); CREATE INDEX i ON t (done); CREATE INDEX j ON t (done) WHERE done;
    CREATE INDEX k ON t (at) WHERE NOT done; CREATE INDEX l ON t (done, at)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.i: Index i is on the boolean done alone, which tells only two kinds of row apart.",
    "pass t.j",
    "pass t.k",
    "pass t.l",
  ]);
});

test("domains over boolean are booleans; unique indexes, arrays and other columns are no subject", async () => {
  const sql = `CREATE DOMAIN yes AS bool; CREATE TABLE t (a yes, b bool, c bool[], d int);
    CREATE INDEX i ON t (a); CREATE UNIQUE INDEX j ON t (b); CREATE INDEX k ON t (c); CREATE INDEX l ON t (d)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.i: Index i is on the boolean a alone, which tells only two kinds of row apart.",
  ]);
});
