import { expect, test } from "vitest";
import type { RuleContext } from "../../src/model/rule.ts";
import { contextOf } from "./context.ts";
import { catalogOf, inWords } from "./in-words.ts";
import { judgeable, tableRule } from "./table-rules.ts";

const RULE = "pk-surrogate";

test("uuid and integer keys pass, and what means something fails", async () => {
  const sql = `CREATE TABLE a (id uuid PRIMARY KEY); CREATE TABLE b (id smallint PRIMARY KEY);
    CREATE TABLE c (email text PRIMARY KEY); CREATE TABLE d (day date PRIMARY KEY);
    CREATE TABLE e (x int, y int, PRIMARY KEY (x, y))`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail c: Table c is keyed by email, which means something.",
    "fail d: Table d is keyed by day, which means something.",
    "fail e: Table e is keyed by x and y together.",
    "pass a",
    "pass b",
  ]);
});

test("a short code that others refer to is told to be a lookup's", async () => {
  const sql = `CREATE TABLE a (code char(2) PRIMARY KEY, label text); CREATE TABLE b (code varchar(11) PRIMARY KEY, label text);
    CREATE TABLE r (id int PRIMARY KEY, a char(2) REFERENCES a, b varchar(11) REFERENCES b)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail a: Table a is keyed by code, which means something: likely a lookup table, so say why its code is the key.",
    "fail b: Table b is keyed by code, which means something.",
    "pass r",
  ]);
});

test("join tables pass: every column of the key is in a foreign key", async () => {
  const sql = `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (code text PRIMARY KEY);
    CREATE TABLE ab (a_id int REFERENCES a, code text REFERENCES b, PRIMARY KEY (a_id, code));
    CREATE TABLE half (a_id int REFERENCES a, line int, PRIMARY KEY (a_id, line));
    CREATE TABLE one (code text PRIMARY KEY REFERENCES b)`;
  expect((await inWords(sql, RULE)).filter((line) => !/ [ab]:?( |$)/.test(line))).toEqual([
    "fail half: Table half is keyed by a_id and line together.",
    "pass ab",
    "pass one",
  ]);
});

test("a partitioned table's key must hold the partition key", async () => {
  const sql = `CREATE TABLE a (id uuid, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE TABLE b (name text, at date, PRIMARY KEY (name, at)) PARTITION BY RANGE (at)`;
  expect(await inWords(sql, RULE)).toEqual(["n.a. b: the primary key must hold the partition key", "pass a"]);
});

test("a key WITHOUT OVERLAPS and a key that only the partitions have are left alone", async () => {
  const sql = `CREATE EXTENSION IF NOT EXISTS btree_gist;
    CREATE TABLE a (id int, span daterange, PRIMARY KEY (id, span WITHOUT OVERLAPS));
    CREATE TABLE b (n int) PARTITION BY LIST (n); CREATE TABLE b1 PARTITION OF b (PRIMARY KEY (n)) FOR VALUES IN (1)`;
  expect(await inWords(sql, RULE)).toEqual([
    "n.a. a: the primary key is WITHOUT OVERLAPS",
    "n.a. b: its partitions have the primary keys",
  ]);
});

test("bytes and long characters called id, and tokens, may be made up, short characters are a code", async () => {
  const sql = `CREATE TABLE endpoints (id bytea PRIMARY KEY); CREATE TABLE users (user_id char(26) PRIMARY KEY);
    CREATE TABLE logins (token text PRIMARY KEY); CREATE TABLE days (id date PRIMARY KEY);
    CREATE TABLE hashes (sha bytea PRIMARY KEY); CREATE TABLE rows (id numeric(20) PRIMARY KEY);
    CREATE TABLE lists (id text[] PRIMARY KEY); CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE moods (id mood PRIMARY KEY)`;
  const unknown = "a key of this name may be made up or mean something";
  expect(await inWords(sql, RULE)).toEqual([
    "fail days: Table days is keyed by id, which means something.",
    "fail hashes: Table hashes is keyed by sha, which means something.",
    "fail lists: Table lists is keyed by id, which means something.",
    "fail moods: Table moods is keyed by id, which means something.",
    `not assessed endpoints: ${unknown}`,
    `not assessed logins: ${unknown}`,
    `not assessed rows: ${unknown}`,
    `not assessed users: ${unknown}`,
  ]);
});

test("a text that a default makes up passes, and of one called id only its owner knows", async () => {
  const sql = `CREATE TABLE accounts (id text PRIMARY KEY); CREATE TABLE members (member_id varchar(30) PRIMARY KEY);
    CREATE TABLE tokens (token text PRIMARY KEY DEFAULT gen_random_uuid()); CREATE TABLE t (id char(2) PRIMARY KEY);
    CREATE TABLE orders (id text PRIMARY KEY DEFAULT md5(random()::text)); CREATE TABLE u (code text PRIMARY KEY DEFAULT 'x');
    CREATE TABLE l (id text PRIMARY KEY); CREATE TABLE r (id int PRIMARY KEY, l text REFERENCES l)`;
  const unknown = "a key of this name may be made up or mean something";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t: Table t is keyed by id, which means something.",
    "fail u: Table u is keyed by code, which means something.",
    `not assessed accounts: ${unknown}`,
    `not assessed l: ${unknown}`,
    `not assessed members: ${unknown}`,
    "pass orders",
    "pass r",
    "pass tokens",
  ]);
});

test("a boolean key is that of a table with a row or two", async () => {
  expect(await inWords("CREATE TABLE settings (id boolean PRIMARY KEY CHECK (id), theme text)", RULE)).toEqual([
    "n.a. settings: the table holds a row or two",
  ]);
});

test("what is called as made up is, whatever its type, and so may be what ends in id", async () => {
  const sql = `CREATE TABLE ciphers (uuid char(36) PRIMARY KEY, name text NOT NULL); CREATE TABLE folders ("folderUuid" varchar(36) PRIMARY KEY);
    CREATE DOMAIN public_id AS text CHECK (length(VALUE) > 10); CREATE TABLE sessions (public_id public_id PRIMARY KEY, note text NOT NULL);
    CREATE TABLE session_states (public_id public_id PRIMARY KEY, session_id public_id NOT NULL REFERENCES sessions (public_id));
    CREATE TABLE keys (private_id text PRIMARY KEY); CREATE TABLE firms (vat_id text PRIMARY KEY)`;
  const unknown = "a key of this name may be made up or mean something";
  expect(await inWords(sql, RULE)).toEqual([
    "fail firms: Table firms is keyed by vat_id, which means something.",
    `not assessed keys: ${unknown}`,
    `not assessed session_states: ${unknown}`,
    `not assessed sessions: ${unknown}`,
    "pass ciphers",
    "pass folders",
  ]);
});

test("a list of the codes that others refer to is justified by the preset, unless the option is empty", async () => {
  const sql = `CREATE TABLE state_enm (name text PRIMARY KEY CHECK (name IN ('active', 'gone')), note text); CREATE TABLE kinds (kind text PRIMARY KEY);
    CREATE TABLE loose (kind text PRIMARY KEY); CREATE TABLE t (id uuid PRIMARY KEY, state text REFERENCES state_enm, kind text REFERENCES kinds)`;
  const words = [
    "fail kinds: Table kinds is keyed by kind, which means something: likely a lookup table, so say why its code is the key.",
    "fail loose: Table loose is keyed by kind, which means something.",
    "fail state_enm: Table state_enm is keyed by name, which means something: likely a lookup table, so say why its code is the key.",
    "pass t",
  ];
  expect(await inWords(sql, RULE)).toEqual(words);
  const presets = async (options: Record<string, unknown>) => {
    const catalog = await catalogOf(sql);
    const rule = tableRule(RULE);
    const context = contextOf(catalog, rule, { options: options as RuleContext["options"] });
    return judgeable(catalog).map((table) => {
      const judgement = rule.judge(table, table, context);
      return [table.name, judgement.verdict === "fail" ? (judgement.preset?.id ?? null) : null];
    });
  };
  expect(await presets({})).toEqual([
    ["kinds", "code-list"],
    ["loose", null],
    ["state_enm", "code-list"],
    ["t", null],
  ]);
  expect(await presets({ presets: [] })).toEqual([
    ["kinds", null],
    ["loose", null],
    ["state_enm", null],
    ["t", null],
  ]);
});
