import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "rls-no-policy";

test("row level security without a policy fails, and says whom it shuts out", async () => {
  const sql = `CREATE TABLE a (x int); ALTER TABLE a ENABLE ROW LEVEL SECURITY;
    CREATE TABLE b (x int); ALTER TABLE b ENABLE ROW LEVEL SECURITY; ALTER TABLE b FORCE ROW LEVEL SECURITY;
    CREATE TABLE c (x int); ALTER TABLE c ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON c USING (x > 0);
    CREATE TABLE d (x int); ALTER TABLE d ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON d AS RESTRICTIVE USING (true)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail a: Table a has row level security and no policy: only its owner, superusers and roles with BYPASSRLS see a row.",
    "fail b: Table b has row level security and no policy: only superusers and roles with BYPASSRLS see a row.",
    "fail d: Table d has row level security and none but restrictive policies: only its owner, superusers and roles with BYPASSRLS see a row.",
    "pass c",
  ]);
});

test("a table without row level security has nothing to judge", async () => {
  expect(await inWords("CREATE TABLE a (x int)", RULE)).toEqual([]);
});
