import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "rls-policy-disabled";

test("policies on a table without row level security fail until it is turned on", async () => {
  const sql = `CREATE TABLE a (x int); CREATE POLICY p ON a USING (x > 0); CREATE POLICY q ON a FOR SELECT USING (x > 1);
    CREATE TABLE b (x int); CREATE POLICY p ON b USING (x > 0); ALTER TABLE b ENABLE ROW LEVEL SECURITY`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail a: Table a has the policies p and q, but its row level security is off: no row is guarded.",
    "pass b",
  ]);
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.a ENABLE ROW LEVEL SECURITY"]);
  expect(await mended(sql, RULE)).toEqual(["pass a", "pass b"]);
});

test("a policy that was turned off again is reported too, forced row level security or not", async () => {
  const sql = `CREATE TABLE a (x int); CREATE POLICY p ON a USING (true); ALTER TABLE a ENABLE ROW LEVEL SECURITY;
    ALTER TABLE a FORCE ROW LEVEL SECURITY; ALTER TABLE a DISABLE ROW LEVEL SECURITY`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail a: Table a has the policy p, but its row level security is off: no row is guarded.",
  ]);
});

test("a table without policies has nothing to judge", async () => {
  expect(await inWords("CREATE TABLE a (x int); ALTER TABLE a ENABLE ROW LEVEL SECURITY", RULE)).toEqual([]);
});
