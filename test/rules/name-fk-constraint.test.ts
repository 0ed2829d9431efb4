import { expect, test } from "vitest";
import { inWords, mended } from "./in-words.ts";

const RULE = "name-fk-constraint";
const A = "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);";

test("both tables in the name pass; other names are renamed", async () => {
  const sql = `${A} CREATE TABLE t (a_id int CONSTRAINT fk_t_a REFERENCES a, b_id int REFERENCES b);
    CREATE TABLE u (a_id int CONSTRAINT fk_a REFERENCES a); CREATE TABLE v (a_id int CONSTRAINT fk_v_a_a_id REFERENCES a)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.t_b_id_fkey: Foreign key t_b_id_fkey has the name that PostgreSQL made up, not fk_t_b.",
    "fail u.fk_a: Foreign key fk_a is not called fk_u_a.",
    "fail v.fk_v_a_a_id: Foreign key fk_v_a_a_id is not called fk_v_a.",
    "pass t.fk_t_a",
  ]);
  expect((await mended(sql, RULE)).filter((line) => !line.startsWith("pass"))).toEqual([]);
});

test("a role may follow for several keys between two tables, and for a key to its own table", async () => {
  const sql = `${A} CREATE TABLE t (x int CONSTRAINT fk_t_a REFERENCES a, y int CONSTRAINT fk_t_a_seller REFERENCES a, z int REFERENCES a,
    t int UNIQUE CONSTRAINT fk_t_t_parent REFERENCES t (t))`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.t_z_fkey: Foreign key t_z_fkey has the name that PostgreSQL made up, not fk_t_a_z.",
    "pass t.fk_t_a",
    "pass t.fk_t_a_seller",
    "pass t.fk_t_t_parent",
  ]);
  expect((await mended(sql, RULE)).filter((line) => !line.startsWith("pass"))).toEqual([]);
});

test("a role may be allowed always, and names that PostgreSQL made up left alone", async () => {
  const sql = `${A} CREATE TABLE t (a_id int CONSTRAINT fk_t_a_a_id REFERENCES a, b_id int REFERENCES b)`;
  expect(await inWords(sql, RULE, { role: "always", generatedNames: "accept" })).toEqual([
    "n.a. t.t_b_id_fkey: PostgreSQL made the name up",
    "pass t.fk_t_a_a_id",
  ]);
});

test("of a name that is too long as much counts as fits", async () => {
  const long = `t_${"x".repeat(58)}`;
  const sql = `${A} CREATE TABLE ${long} (a_id int CONSTRAINT fk_${long}_a REFERENCES a)`;
  expect((await inWords(sql, RULE)).map((line) => line.split(" ")[0])).toEqual(["pass"]);
});

test("the foreign keys of partitions are their parent's", async () => {
  const sql = `${A} CREATE TABLE p (n int CONSTRAINT fk_p_a REFERENCES a) PARTITION BY LIST (n);
    CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)`;
  expect(await inWords(sql, RULE)).toEqual(["pass p.fk_p_a"]);
});
