import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDdl } from "../../src/ddl/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { withoutCounters } from "../../src/model/without-counters.ts";
import { readCatalog } from "../support/introspection.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const SINCE_15 = `
CREATE SCHEMA news;
CREATE TABLE news.pairs (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE news.notes (id int PRIMARY KEY, a int, b int, word text,
  CONSTRAINT word_once UNIQUE NULLS NOT DISTINCT (word),
  CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES news.pairs ON DELETE SET NULL (b));
CREATE PUBLICATION part FOR TABLE news.notes (id, word) WHERE (id > 3);
CREATE PUBLICATION whole FOR TABLES IN SCHEMA news;
CREATE UNLOGGED SEQUENCE news.fast;
`;

const SINCE_18 = `
CREATE EXTENSION btree_gist;
CREATE SCHEMA news;
CREATE TABLE news.stays (room int, period daterange, length int GENERATED ALWAYS AS (upper(period) - lower(period)) VIRTUAL,
  CONSTRAINT stays_pk PRIMARY KEY (room, period WITHOUT OVERLAPS));
CREATE TABLE news.breakfasts (room int, served daterange,
  CONSTRAINT of_stay FOREIGN KEY (room, PERIOD served) REFERENCES news.stays (room, PERIOD period));
CREATE TABLE news.checks (a int, b int, c int CONSTRAINT c_is_there NOT NULL NO INHERIT,
  CONSTRAINT hope CHECK (a > 0) NOT ENFORCED);
ALTER TABLE news.checks ADD CONSTRAINT b_later NOT NULL b NOT VALID;
COMMENT ON CONSTRAINT c_is_there ON news.checks IS 'by contract';
`;

async function read(server: PostgresServer, sql: string): Promise<{ catalog: Catalog; again: Catalog }> {
  const catalog = await readCatalog(server, await server.createDatabase(sql));
  const again = await readCatalog(server, await server.createDatabase(`${formatDdl(catalog).join(";\n")};`));
  return { catalog, again };
}

/** Constraints by name, with the fields that are asked for. */
function constraints<Key extends string>(catalog: Catalog, relation: string, keys: readonly Key[]) {
  const found = catalog.relations.find((candidate) => candidate.name === relation)?.constraints ?? [];
  return found.map((constraint) => [
    constraint.name,
    ...keys.map((key) => (constraint as unknown as Record<Key, unknown>)[key]),
  ]);
}

describe.each<Major>([15, 18])("what PostgreSQL 15 brought, on %i", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startServer(major);
  });
  afterAll(() => server.stop());

  test("is read, and made again", async () => {
    const { catalog, again } = await read(server, SINCE_15);
    const notes = catalog.relations.find((relation) => relation.name === "notes");
    expect(notes?.constraints.find((constraint) => constraint.name === "pair")?.references).toEqual({
      schema: "news",
      relation: "pairs",
      columns: ["a", "b"],
      match: "simple",
      onUpdate: "no action",
      onDelete: "set null",
      onDeleteColumns: ["b"],
    });
    expect(notes?.indexes.map((index) => [index.name, index.nullsNotDistinct])).toEqual([
      ["notes_pkey", false],
      ["word_once", true],
    ]);
    expect(catalog.publications.map(({ name, tables, schemas }) => ({ name, tables, schemas }))).toEqual([
      {
        name: "part",
        tables: [{ schema: "news", relation: "notes", columns: ["id", "word"], where: "(id > 3)" }],
        schemas: [],
      },
      { name: "whole", tables: [], schemas: ["news"] },
    ]);
    expect(catalog.sequences.map(({ name, persistence }) => [name, persistence])).toEqual([["fast", "unlogged"]]);
    expect({ ...withoutCounters(again), database: null }).toEqual({ ...withoutCounters(catalog), database: null });
  });
});

const missing18 = whyNoServer(18);
describe.skipIf(missing18 !== null)(`what PostgreSQL 18 brought${missing18 === null ? "" : ` (${missing18})`}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startServer(18);
  });
  afterAll(() => server.stop());

  test("is read, and made again", async () => {
    const { catalog, again } = await read(server, SINCE_18);
    const stays = catalog.relations.find((relation) => relation.name === "stays");
    expect(stays?.columns.map((column) => [column.name, column.generated])).toEqual([
      ["room", null],
      ["period", null],
      ["length", { kind: "virtual", expression: "(upper(period) - lower(period))" }],
    ]);
    expect(constraints(catalog, "stays", ["kind", "columns", "period", "definition"])).toEqual([
      ["stays_pk", "primary key", ["room", "period"], true, "PRIMARY KEY (room, period WITHOUT OVERLAPS)"],
    ]);
    expect(constraints(catalog, "breakfasts", ["kind", "columns", "period"])).toEqual([
      ["of_stay", "foreign key", ["room", "served"], true],
    ]);
    expect(
      constraints(catalog, "checks", ["kind", "columns", "validated", "enforced", "noInherit", "comment"]),
    ).toEqual([
      ["b_later", "not null", ["b"], false, true, false, null],
      ["c_is_there", "not null", ["c"], true, true, true, "by contract"],
      ["hope", "check", ["a"], false, false, false, null],
    ]);
    const checks = catalog.relations.find((relation) => relation.name === "checks");
    expect(checks?.columns.map((column) => [column.name, column.nullable])).toEqual([
      ["a", true],
      ["b", true],
      ["c", false],
    ]);
    expect({ ...withoutCounters(again), database: null }).toEqual({ ...withoutCounters(catalog), database: null });
  });
});
