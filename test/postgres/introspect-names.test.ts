import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDdl } from "../../src/ddl/index.ts";
import { quoteIdentifier, quoteLiteral } from "../../src/model/names.ts";
import type { Relation } from "../../src/model/relation.ts";
import { readCatalog, schemaOf } from "../support/introspection.ts";
import { type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

/** Names that programs break on. PostgreSQL cuts at 63 bytes, never within a character. */
const NAMES = [
  `we"ird`,
  `it's`,
  "a.b",
  "two words",
  "two\nlines",
  "back\\slash",
  "tab\there",
  "$dollar$",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "select",
  "user",
  "Case",
  "case",
  "CASE",
  "größe",
  "表",
  "שלום",
  "🦆".repeat(15),
  "é".repeat(31),
  "x".repeat(63),
  "null",
  "NULL",
  "{}",
  "a,b",
  "--comment",
  "/*",
  "0",
  " lead",
  "public",
];

const missing = whyNoServer(18);

describe.skipIf(missing !== null)(`names, comments and defaults${missing === null ? "" : ` (${missing})`}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startServer(18);
  });
  afterAll(() => server.stop());

  test("come through exactly, wherever they stand, and make the same catalog again", async () => {
    const statements = NAMES.filter((name) => name !== "public").map(
      (name) => `CREATE SCHEMA ${quoteIdentifier(name)}`,
    );
    NAMES.forEach((name, position) => {
      const other = NAMES[(position + 7) % NAMES.length] as string;
      const [own, column] = [quoteIdentifier(name), quoteIdentifier(other)];
      const table = `${own}.${column}`;
      statements.push(
        `CREATE TYPE ${table} AS ENUM (${NAMES.map(quoteLiteral).join(", ")})`,
        `CREATE TABLE ${own}.t (${own} ${table} DEFAULT ${quoteLiteral(name)}, id int, note text DEFAULT ${quoteLiteral(`${name} -- '"`)}, CONSTRAINT ${column} PRIMARY KEY (id), CONSTRAINT ${quoteIdentifier(`${name.slice(0, 10)} fk`)} FOREIGN KEY (id) REFERENCES ${own}.t)`,
        `COMMENT ON COLUMN ${own}.t.${own} IS ${quoteLiteral(`about ${name}`)}`,
        `CREATE INDEX ${quoteIdentifier(`${name.slice(0, 10)} ix`)} ON ${own}.t ((note || ${quoteLiteral(name)})) WHERE note <> ${quoteLiteral(name)}`,
        `CREATE VIEW ${own}.v AS SELECT ${own}, note AS ${quoteIdentifier(`${other.slice(0, 10)} n`)} FROM ${own}.t`,
      );
    });
    const database = await server.createDatabase(`${statements.join(";\n")};`);
    const catalog = await readCatalog(server, database);
    const facts = (relation: Relation) => {
      const [first, , note] = relation.columns;
      return {
        schema: relation.schema,
        column: first?.name,
        type: first?.typeParts.name,
        comment: first?.comment,
        default: note?.default,
        constraints: relation.constraints.map((constraint) => constraint.name).sort(),
      };
    };
    const tables = catalog.relations.filter((relation) => relation.name === "t");
    const bySchema = (a: { schema: string }, b: { schema: string }) => (a.schema < b.schema ? -1 : 1);
    expect(tables.map(facts).sort(bySchema)).toEqual(
      NAMES.map((name, position) => {
        const other = NAMES[(position + 7) % NAMES.length] as string;
        return {
          schema: name,
          column: name,
          type: other,
          comment: `about ${name}`,
          // With standard strings PostgreSQL doubles quotes only.
          default: `'${name.replaceAll("'", "''")} -- ''"'::text`,
          constraints: [other, `${name.slice(0, 10)} fk`].sort(),
        };
      }).sort(bySchema),
    );
    expect(catalog.types.every((type) => type.kind === "enum" && type.values.join("|") === NAMES.join("|"))).toBe(true);
    const copy = await server.createDatabase(`${formatDdl(catalog).join(";\n")};`);
    const again = await readCatalog(server, copy);
    expect(schemaOf(again)).toEqual(schemaOf(catalog));
  });

  test.each([
    ["has lost its comment", "COMMENT ON SCHEMA public IS NULL"],
    ["has another comment", "COMMENT ON SCHEMA public IS 'ours'"],
    ["is gone", "DROP SCHEMA public"],
  ])("make the same catalog again where the schema public %s", async (_, statement) => {
    const catalog = await readCatalog(server, await server.createDatabase(statement));
    const again = await readCatalog(server, await server.createDatabase(`${formatDdl(catalog).join(";\n")};`));
    expect(schemaOf(again)).toEqual(schemaOf(catalog));
  });
});
