import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "type-uuid-public-id";

test("public identifiers pass as uuid and fail as anything else", async () => {
  const sql = "CREATE TABLE t (public_id uuid, external_ref text, guid bigint, share_token bigint)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.external_ref: Column external_ref is text, but others outside the database see it.",
    "fail t.guid: Column guid is bigint, but others outside the database see it.",
    "fail t.share_token: Column share_token is bigint, but others outside the database see it.",
    "pass t.public_id",
  ]);
});

test("the names are an option", async () => {
  expect(await inWords("CREATE TABLE t (handle text, public_id text)", RULE, { names: ["handle"] })).toEqual([
    "fail t.handle: Column handle is text, but others outside the database see it.",
  ]);
});

test("keys, a text that type-specific judges, and other columns are no subject", async () => {
  const sql = `CREATE TABLE p (public_id text PRIMARY KEY);
    CREATE TABLE t (id int, public_id text REFERENCES p, guid varchar(36), share_token char(36), stripe_id text)`;
  expect(await inWords(sql, RULE)).toEqual([]);
});
