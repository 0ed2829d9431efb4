import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "type-large-object";

test("a column of large objects fails, one of bytes passes", async () => {
  const sql = "CREATE DOMAIN lo AS oid; CREATE TABLE t (picture oid, film lo, film_id lo, sound bytea)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.film: Column film is public.lo: it holds the number of a large object, not the bytes.",
    "fail t.film_id: Column film_id is public.lo: it holds the number of a large object, not the bytes.",
    "fail t.picture: Column picture is oid: it holds the number of a large object, not the bytes.",
    "pass t.sound",
  ]);
});

test("an oid that refers to a system catalog is no subject", async () => {
  expect(await inWords("CREATE TABLE t (relid oid, table_oid oid, userid oid, c regclass, n int)", RULE)).toEqual([]);
});
