import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "rls-policy-per-row";

const policy = (name: string, rest: string) => `CREATE POLICY ${name} ON t ${rest};`;

test("a call that looks at no row fails, in USING and in WITH CHECK", async () => {
  const sql = `CREATE SCHEMA auth; CREATE FUNCTION auth.uid() RETURNS int STABLE RETURN 1; CREATE TABLE t (a int, b text);
    ${policy("p", "USING (a = auth.uid())")} ${policy("q", "FOR INSERT WITH CHECK (b = current_setting('app.name', true))")}`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.p: Policy p calls auth.uid() for each row; (SELECT auth.uid()) calls it once.",
    "fail t.q: Policy q calls current_setting('app.name'::text, true) for each row; (SELECT current_setting('app.name'::text, true)) calls it once.",
  ]);
});

test("calls inside a SELECT, calls with a column, current_user and now() pass", async () => {
  const sql = `CREATE TABLE t (a int, b text, c timestamptz); ${policy("p", "USING (b = (SELECT current_setting('app.name')))")}
    ${policy("q", "USING (lower(b) = 'x')")} ${policy("r", "USING (b = current_user AND c < now())")}
    ${policy("s", "USING (EXISTS (SELECT 1 FROM pg_roles WHERE rolname = current_setting('app.name')))")}`;
  expect(await inWords(sql, RULE)).toEqual(["pass t.p", "pass t.q", "pass t.r", "pass t.s"]);
});
