import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "name-unique";

test("a name by the pattern passes; one that PostgreSQL made up, or that says something else, is renamed", async () => {
  const sql = `CREATE TABLE users (email text UNIQUE, a int CONSTRAINT uq_users_a UNIQUE, b int CONSTRAINT unique_b UNIQUE,
    CONSTRAINT uq_users_a_b UNIQUE (a, b), c int CONSTRAINT uq_users_c_extra UNIQUE)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail users.unique_b: Unique constraint unique_b is not called uq_users_b.",
    "fail users.uq_users_c_extra: Unique constraint uq_users_c_extra is not called uq_users_c.",
    "fail users.users_email_key: Unique constraint users_email_key has the name that PostgreSQL made up, not uq_users_email.",
    "pass users.uq_users_a",
    "pass users.uq_users_a_b",
  ]);
  expect((await remedies(sql, RULE))[0]).toBe("ALTER TABLE public.users RENAME CONSTRAINT unique_b TO uq_users_b");
  expect((await mended(sql, RULE)).filter((line) => !line.startsWith("pass"))).toEqual([]);
});

test("names that PostgreSQL made up can be left alone", async () => {
  expect(await inWords("CREATE TABLE t (a int UNIQUE)", RULE, { generatedNames: "accept" })).toEqual([
    "n.a. t.t_a_key: PostgreSQL made the name up",
  ]);
});

test("columns under INCLUDE are no part of the name, and only 63 bytes of it are asked for", async () => {
  const column = "c".repeat(60);
  const sql = `CREATE TABLE t (a int, b int, ${column} int CONSTRAINT uq_t_${column} UNIQUE,
    CONSTRAINT uq_t_a UNIQUE (a) INCLUDE (b))`;
  expect(await inWords(sql, RULE)).toEqual(["pass t.uq_t_a", `pass t.uq_t_${"c".repeat(58)}`]);
});

test("constraints of partitions, primary keys and unique indexes are no subjects", async () => {
  const sql = `CREATE TABLE p (n int CONSTRAINT uq_p_n UNIQUE) PARTITION BY LIST (n); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
    CREATE TABLE t (id int PRIMARY KEY, a int); CREATE UNIQUE INDEX x ON t (a)`;
  expect(await inWords(sql, RULE)).toEqual(["pass p.uq_p_n"]);
});
