import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "name-length";
const failures = async (sql: string) => (await inWords(sql, RULE)).filter((line) => line.startsWith("fail"));

test("a name of 63 bytes fails, one of 62 passes", async () => {
  const [cut, whole] = ["c".repeat(70), "d".repeat(62)];
  expect(await inWords(`CREATE TABLE t (${cut} int, ${whole} int)`, RULE)).toEqual([
    `fail t.${"c".repeat(63)}: The name ${"c".repeat(63)} ends at 63 bytes: PostgreSQL has probably cut it.`,
    "pass t",
    `pass t.${whole}`,
  ]);
});

test("a name of wide characters is cut before the one that does not fit", async () => {
  const cyrillic = "ж".repeat(40);
  expect(await failures(`CREATE TABLE t ("${cyrillic}" int, "${"ш".repeat(30)}" int)`)).toEqual([
    `fail t.${"ж".repeat(31)}: The name ${"ж".repeat(31)} ends at 62 bytes: PostgreSQL has probably cut it.`,
  ]);
});

test("names that PostgreSQL made up, and the guide's pattern as far as it fits, pass", async () => {
  const [table, column] = ["a".repeat(40), "b".repeat(40)];
  const sql = `CREATE TABLE ${table} (${column} int UNIQUE CHECK (${column} > 0)); CREATE INDEX ON ${table} (${column}, ${column});
    CREATE INDEX idx_${table}_${column} ON ${table} (${column})`;
  expect(await failures(sql)).toEqual([]);
});

test("names that a tool put together and cut before their ending pass", async () => {
  const [table, column] = ["a".repeat(40), "b".repeat(40)];
  const start = `${table}_${column}`;
  const sql = `CREATE TABLE ${table} (${column} int, c int); CREATE UNIQUE INDEX ${start.slice(0, 59)}_key ON ${table} (${column}, c);
    ALTER TABLE ${table} ADD CONSTRAINT ${start.slice(0, 58)}_pkey PRIMARY KEY (${column}); CREATE INDEX ${start.slice(0, 59)}_idx ON ${table} (c)`;
  expect(await failures(sql)).toEqual([]);
});

test("names with a hash for what was cut pass", async () => {
  const sql = `CREATE TABLE t (x int REFERENCES t, id int PRIMARY KEY);
    ALTER TABLE t RENAME CONSTRAINT t_x_fkey TO wagtailcore_collecti_collectionviewrestri_47320efd_fk_wagtailco;
    CREATE INDEX catalogue_productattributevalue_entity_content_type_id_f7186ab5 ON t (x);
    CREATE UNIQUE INDEX taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uniq ON t (x)`;
  expect((await failures(sql)).map((line) => line.split(":")[0])).toEqual([
    "fail t.taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uni",
  ]);
});

test("constraints and indexes with names of their own are judged", async () => {
  const sql = `CREATE TABLE t (x int, CONSTRAINT ${"k".repeat(64)} CHECK (x > 0)); CREATE INDEX ${"i".repeat(64)} ON t (x)`;
  expect((await failures(sql)).map((line) => line.slice(0, 8))).toEqual(["fail t.i", "fail t.k"]);
});

test("a name of 63 bytes that ends in a whole word was written so", async () => {
  const written = "index_integration_mappings_unique_billing_entity_id_is_not_null";
  const cut = "index_integration_mappings_unique_billing_entity_id_and_externa";
  const sql = `CREATE TABLE mappings (id uuid PRIMARY KEY, a int NOT NULL, external_id text, integrations int);
    CREATE INDEX ${written} ON mappings (a); CREATE INDEX ${cut}l_id ON mappings (a);
    CREATE INDEX index_mappings_that_are_used_by_a_billing_entity_or_integration ON mappings (a)`;
  expect(await failures(sql)).toEqual([
    `fail mappings.${cut}: The name ${cut} ends at 63 bytes: PostgreSQL has probably cut it.`,
  ]);
});
