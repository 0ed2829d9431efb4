import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "rls-policy-true";
const on = (policies: string) => `CREATE TABLE a (x int); ALTER TABLE a ENABLE ROW LEVEL SECURITY; ${policies}`;

test.each([
  ["USING (true)", "insert and update and delete"],
  ["FOR INSERT WITH CHECK (true)", "insert"],
  ["FOR UPDATE USING (true)", "update"],
  ["FOR DELETE USING (true)", "delete"],
  ["USING (x > 0) WITH CHECK (true)", "insert"],
  ["USING (true) WITH CHECK (x > 0)", "delete"],
])("a policy %s opens %s", async (clause, commands) => {
  expect(await inWords(on(`CREATE POLICY p ON a ${clause}`), RULE)).toEqual([
    `fail a.p: Policy p lets public ${commands} any row.`,
  ]);
});

test("a policy that asks for something passes, also where only the new or only the old row may be anything", async () => {
  const sql = on(`CREATE POLICY p ON a USING (x > 0); CREATE POLICY q ON a FOR UPDATE USING (x > 0) WITH CHECK (true);
    CREATE POLICY r ON a FOR UPDATE USING (true) WITH CHECK (x > 0)`);
  expect(await inWords(sql, RULE)).toEqual(["pass a.p", "pass a.q", "pass a.r"]);
});

test("a policy for one role passes, and which roles are everybody is an option", async () => {
  const sql = on(`CREATE POLICY p ON a TO pg_monitor USING (true)`);
  expect(await inWords(sql, RULE)).toEqual(["pass a.p"]);
  expect(await inWords(sql, RULE, { everybody: ["pg_monitor"] })).toEqual([
    "fail a.p: Policy p lets pg_monitor insert and update and delete any row.",
  ]);
});

test("reading leaves nothing to judge", async () => {
  expect(await inWords(on("CREATE POLICY p ON a FOR SELECT USING (true)"), RULE)).toEqual([]);
});

test("a restrictive policy takes from what it is for, and from nothing else", async () => {
  const beside = async (restrictive: string) =>
    inWords(on(`CREATE POLICY p ON a USING (true); CREATE POLICY r ON a AS RESTRICTIVE ${restrictive}`), RULE);
  const fails = (commands: string) => [`fail a.p: Policy p lets public ${commands} any row.`];
  expect(await beside("USING (x > 0)")).toEqual(["pass a.p"]);
  expect(await beside("FOR INSERT WITH CHECK (x > 0)")).toEqual(fails("update and delete"));
  expect(await beside("FOR SELECT USING (x > 0)")).toEqual(fails("insert and update and delete"));
  expect(await beside("USING (true) WITH CHECK (x > 0)")).toEqual(fails("delete"));
  expect(await beside("TO pg_monitor USING (x > 0)")).toEqual(fails("insert and update and delete"));
});

test("policies are judged before row level security is on too, so that turning it on finds nothing new", async () => {
  expect(await inWords("CREATE TABLE a (x int); CREATE POLICY p ON a FOR DELETE USING (true)", RULE)).toEqual([
    "fail a.p: Policy p lets public delete any row.",
  ]);
});
