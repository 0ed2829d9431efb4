import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "rls-policy-overlap";

const policy = (name: string, rest: string) => `CREATE POLICY ${name} ON t ${rest};`;

test("the second policy for a command and a role fails", async () => {
  const sql = `CREATE TABLE t (a int); ${policy("p", "FOR SELECT USING (a = 1)")} ${policy("q", "FOR SELECT USING (a = 2)")}`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.q: Policy q is another for SELECT and public, beside p.",
    "pass t.p",
  ]);
});

test("policies of other commands and restrictive ones stand beside each other", async () => {
  const sql = `CREATE TABLE t (a int); ${policy("p", "FOR SELECT USING (a = 1)")} ${policy("q", "FOR DELETE USING (a = 2)")}
    ${policy("r", "USING (a = 3)")} ${policy("s", "AS RESTRICTIVE FOR SELECT USING (a = 4)")}`;
  expect(await inWords(sql, RULE)).toEqual(["pass t.p", "pass t.q", "pass t.r"]);
});

test("so do policies of other roles", async () => {
  const sql = `CREATE TABLE t (a int); CREATE ROLE overlap_a; CREATE ROLE overlap_b;
    ${policy("p", "FOR SELECT TO overlap_a USING (a = 1)")} ${policy("q", "FOR SELECT TO overlap_b USING (a = 2)")}`;
  expect(await inWords(sql, RULE)).toEqual(["pass t.p", "pass t.q"]);
});
