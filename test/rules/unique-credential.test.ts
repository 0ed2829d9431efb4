import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "unique-credential";

test("a credential without a unique index fails", async () => {
  const sql =
    'CREATE TABLE t (api_key text, "resetPasswordToken" varchar, share_token uuid); CREATE INDEX i ON t (api_key)';
  const says = (name: string) => `fail t.${name}: No unique index keeps two rows from having the same ${name}.`;
  expect(await inWords(sql, RULE)).toEqual([says("api_key"), says("resetPasswordToken"), says("share_token")]);
});

test("a unique index on it, on some of the rows, or on an expression of it is enough; with another column it is not", async () => {
  const sql = `CREATE TABLE t (a int, api_key text UNIQUE, api_token text, unlock_token text, invite_token text);
    CREATE UNIQUE INDEX i1 ON t (api_token) WHERE api_token IS NOT NULL; CREATE UNIQUE INDEX i2 ON t (lower(unlock_token));
    CREATE UNIQUE INDEX i3 ON t (a, invite_token)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.invite_token: No unique index keeps two rows from having the same invite_token.",
    "pass t.api_key",
    "pass t.api_token",
    "pass t.unlock_token",
  ]);
});

test("what another system issues, digests and other types are no subject", async () => {
  const sql = "CREATE TABLE t (access_token text, refresh_token text, push_token text, token_digest text, api_key int)";
  expect(await inWords(sql, RULE)).toEqual([]);
});
