import { expect, test } from "vitest";
import { catalogOf } from "./in-words.ts";
import { ofProject } from "./project-rules.ts";

const SQL = `
  CREATE SCHEMA shop; CREATE TABLE shop.orders (id int); GRANT CREATE ON SCHEMA shop TO PUBLIC;
  CREATE SCHEMA lent; GRANT CREATE ON SCHEMA lent TO PUBLIC; CREATE VIEW lent.ones AS SELECT 1 AS one;
  CREATE SCHEMA spare; GRANT USAGE ON SCHEMA spare TO PUBLIC;
  CREATE SCHEMA shelf; GRANT CREATE ON SCHEMA shelf TO CURRENT_USER;`;

test("a schema without tables in which everybody may create fails, and no schema is told of twice", async () => {
  const catalog = await catalogOf(SQL);
  expect(ofProject(catalog, "schema-public-create")).toEqual([
    "fail schema lent: Everybody may create objects in schema lent.",
    "pass schema public",
    "pass schema shelf",
    "pass schema spare",
  ]);
  expect(ofProject(catalog, "sec-least-privilege").filter((line) => line.includes("schema"))).toEqual([
    "fail schema shop: Everybody may create objects in schema shop.",
  ]);
});

test("where every schema has tables there is nothing to judge", async () => {
  const catalog = await catalogOf("CREATE TABLE orders (id int)");
  expect(ofProject(catalog, "schema-public-create")).toEqual([]);
});

test("public is judged where only a tool keeps a table in it", async () => {
  const catalog = await catalogOf(`
    CREATE TABLE alembic_version (version_num text);
    GRANT CREATE ON SCHEMA public TO PUBLIC;`);
  expect(ofProject(catalog, "schema-public-create")).toEqual([
    "fail schema public: Everybody may create objects in schema public.",
  ]);
});
