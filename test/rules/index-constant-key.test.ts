import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "index-constant-key";

const TABLE = "CREATE TABLE t (a int, b bool, c text, d timestamptz, e varchar(9));";
const says = (name: string, column: string) =>
  `fail t.${name}: Index ${name} has one key for all of its rows: its predicate says what ${column} is.`;

test("a key whose one value the predicate gives fails", async () => {
  const sql = `${TABLE} CREATE INDEX i1 ON t (a) WHERE a = 1; CREATE INDEX i2 ON t (b) WHERE b; CREATE INDEX i3 ON t (b) WHERE NOT b;
    CREATE INDEX i4 ON t (c) WHERE c = 'open'; CREATE INDEX i5 ON t (d) WHERE d IS NULL; CREATE INDEX i6 ON t (b) WHERE b = true;
    CREATE INDEX i7 ON t (e) WHERE e = 'x'; CREATE INDEX i8 ON t (b) WHERE b IS TRUE`;
  expect(await inWords(sql, RULE)).toEqual([
    says("i1", "a"),
    says("i2", "b"),
    says("i3", "b"),
    says("i4", "c"),
    says("i5", "d"),
    says("i6", "b"),
    says("i7", "e"),
    says("i8", "b"),
  ]);
});

test("a key that differs among the rows passes, as does one with more columns", async () => {
  const sql = `${TABLE} CREATE INDEX i1 ON t (a) WHERE a > 1; CREATE INDEX i2 ON t (a) WHERE b; CREATE INDEX i3 ON t (b, a) WHERE b;
    CREATE INDEX i4 ON t (d) WHERE d IS NOT NULL; CREATE INDEX i5 ON t (a) WHERE a = 1 OR b; CREATE INDEX i6 ON t (b) INCLUDE (a) WHERE b;
    CREATE INDEX i7 ON t (c) WHERE c = ANY (ARRAY['a', 'b'])`;
  expect(await inWords(sql, RULE)).toEqual(["i1", "i2", "i3", "i4", "i5", "i6", "i7"].map((name) => `pass t.${name}`));
});

test("unique ones, whole ones and other methods are no subject", async () => {
  const sql = `${TABLE} CREATE UNIQUE INDEX i1 ON t (b) WHERE b; CREATE INDEX i2 ON t (a); CREATE INDEX i3 ON t USING hash (a) WHERE a = 1`;
  expect(await inWords(sql, RULE)).toEqual([]);
});
