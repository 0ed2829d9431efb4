import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toDdl } from "../../src/ddl/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { compareText } from "../../src/model/names.ts";
import { readCatalog } from "../support/introspection.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const SHARED = join(import.meta.dirname, "..", "..", "..", "shared", "schemas");

/** A catalog without the database's name, and what its rows make of it. */
function comparable(catalog: Catalog) {
  return {
    ...catalog,
    database: { name: "compared", comment: null },
    operations: null,
    workload: null,
    sequences: catalog.sequences.map((sequence) => ({ ...sequence, lastValue: null })),
    relations: catalog.relations.map((relation) => ({
      ...relation,
      statistics: null,
      columns: relation.columns.map((column) => ({ ...column, statistics: null })),
      indexes: relation.indexes.map((index) => ({ ...index, statistics: null })),
    })),
  };
}

interface Sample {
  name: string;
  /** The file or folder that must be there. */
  path: string;
  majors: Major[];
  /** The scripts, each of which runs in a session of its own. */
  scripts(path: string): string[];
}

/** A script without psql's own commands. */
const script = (path: string): string => readFileSync(path, "utf8").replaceAll(/^\\.*$/gm, "");

/** The scripts of a history with a folder a step, in order, as one transaction each. */
function steps(folder: string, file: string): string[] {
  return readdirSync(folder)
    .filter((step) => existsSync(join(folder, step, file)))
    .sort((a, b) => compareText(a.replaceAll("-", ""), b.replaceAll("-", "")))
    .map((step) => script(join(folder, step, file)).replaceAll(/\bCONCURRENTLY\b/gi, ""));
}

const SAMPLES: Sample[] = [
  {
    name: "library",
    path: join(import.meta.dirname, "..", "fixtures", "library.sql"),
    majors: [14, 15, 16, 17, 18],
    scripts: (path) => [script(path)],
  },
  {
    name: "registry",
    path: join(import.meta.dirname, "..", "fixtures", "registry.sql"),
    majors: [15, 18],
    scripts: (path) => [script(path)],
  },
  { name: "torture", path: join(SHARED, "torture.sql"), majors: [15, 18], scripts: (path) => [script(path)] },
  {
    name: "pagila",
    path: join(SHARED, "pagila", "schema-15.sql"),
    majors: [15, 18],
    // The packaged servers have no pgvector.
    scripts: (path) => [script(path).replaceAll(/^CREATE INDEX [^;]*hnsw[^;]*;/gm, "")],
  },
  {
    name: "musicbrainz",
    path: join(SHARED, "musicbrainz", "schema.sql"),
    majors: [15, 18],
    scripts: (path) => [script(path)],
  },
  {
    name: "lemmy",
    path: join(SHARED, "lemmy", "migrations"),
    majors: [18],
    scripts: (path) => [
      // The migration tool's own table, on which a step puts a trigger.
      "CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY, run_on timestamp DEFAULT now() NOT NULL)",
      ...steps(path, "up.sql"),
    ],
  },
  {
    name: "langfuse",
    path: join(SHARED, "langfuse", "migrations"),
    majors: [14, 15],
    scripts: (path) => steps(path, "migration.sql"),
  },
  {
    name: "200 generated tables",
    path: join(SHARED, "generate.mjs"),
    majors: [14, 16],
    scripts: (path) => [
      spawnSync(process.execPath, [path, "200"], { encoding: "utf8", maxBuffer: 100_000_000 }).stdout,
    ],
  },
];

const FOUNDRY = readFileSync(join(import.meta.dirname, "..", "fixtures", "foundry.sql"), "utf8");

const MAJORS: Major[] = [14, 15, 16, 17, 18];

describe.each(MAJORS)("DDL from the catalog of PostgreSQL %i", (major) => {
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

  for (const sample of SAMPLES.filter(({ majors }) => majors.includes(major))) {
    const absent = !existsSync(sample.path);
    test.skipIf(absent)(
      `makes the same catalog again: ${sample.name}${absent ? " (its file is not here)" : ""}`,
      async () => {
        const database = await server.createDatabase();
        for (const sql of sample.scripts(sample.path)) await server.run(database, sql);
        const catalog = await readCatalog(server, database);
        expect(catalog.relations.length).toBeGreaterThan(1);
        expect(catalog.omissions).toEqual([]);
        const copy = await server.createDatabase(toScript(catalog));
        expect(comparable(await readCatalog(server, copy))).toEqual(comparable(catalog));
      },
    );
  }

  test("makes the same catalog again, roles and all, on a server that has none of it: foundry", async () => {
    const catalog = await readCatalog(server, await server.createDatabase(FOUNDRY));
    const script = toScript(catalog);
    const fresh = await startServer(major);
    try {
      const copy = await fresh.createDatabase(script);
      expect(comparable(await readCatalog(fresh, copy))).toEqual(comparable(catalog));
      // Where the roles are there already, they are left as they are.
      await fresh.run(copy, "ALTER ROLE apprentice CREATEDB; COMMENT ON ROLE founder IS NULL");
      const second = await readCatalog(fresh, await fresh.createDatabase(script));
      expect(second.types).toEqual(catalog.types);
      expect(
        second.roles
          .filter(({ name }) => ["apprentice", "founder"].includes(name))
          .map(({ name, createDatabase, comment }) => [name, createDatabase, comment]),
      ).toEqual([
        ["apprentice", true, null],
        ["founder", false, null],
      ]);
    } finally {
      await fresh.stop();
    }
  });
});

function toScript(catalog: Catalog): string {
  return toDdl(catalog)
    .map((statement) => `${statement};\n`)
    .join("");
}
