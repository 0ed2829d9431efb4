import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "index-duplicate";
const on = (indexes: string) => `CREATE TABLE t (id int PRIMARY KEY, a text, v tsvector, r int4range); ${indexes}`;

test("of two indexes that are alike the second by name fails, and can be dropped", async () => {
  const sql = on("CREATE INDEX y ON t USING gin (v); CREATE INDEX z ON t USING gin (v)");
  expect(await inWords(sql, RULE)).toEqual(["fail t.z: Index z is the same as y.", "pass t.y"]);
  expect(await remedies(sql, RULE)).toEqual(["DROP INDEX CONCURRENTLY public.z"]);
  expect(await mended(sql, RULE)).toEqual(["pass t.y"]);
});

test("of three alike two are reported, and the one named as the guide says is kept", async () => {
  const sql = on(
    "CREATE INDEX a1 ON t USING hash (a); CREATE INDEX b1 ON t USING hash (a); CREATE INDEX idx_t_a ON t USING hash (a)",
  );
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.a1: Index a1 is the same as idx_t_a.",
    "fail t.b1: Index b1 is the same as a1.",
    "pass t.idx_t_a",
  ]);
});

test("the index behind an exclusion constraint is kept", async () => {
  const sql = on("ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (r WITH &&); CREATE INDEX a1 ON t USING gist (r)");
  expect(await inWords(sql, RULE)).toEqual(["fail t.a1: Index a1 is the same as x."]);
});

test("of B-trees that are alike index-redundant speaks, and this rule does not", async () => {
  const sql = on("CREATE INDEX y ON t (a); CREATE INDEX z ON t (a)");
  expect(await inWords(sql, RULE)).toEqual([]);
  expect(await inWords(sql, "index-redundant")).toEqual([
    "fail t.z: Index z repeats y, which has the same columns.",
    "pass t.y",
  ]);
});

test("another method, predicate or operator class is another index", async () => {
  const sql = on(`CREATE EXTENSION pg_trgm; CREATE INDEX i ON t USING gin (v); CREATE INDEX j ON t USING gist (v);
    CREATE INDEX k ON t USING gin (v) WHERE id > 0; CREATE INDEX l ON t USING gin (a gin_trgm_ops);
    CREATE INDEX m ON t USING gist (a gist_trgm_ops); CREATE INDEX n ON t USING gist (a gist_trgm_ops (siglen = 32))`);
  expect(await inWords(sql, RULE)).toEqual(["pass t.i", "pass t.j", "pass t.k", "pass t.l", "pass t.m", "pass t.n"]);
});
