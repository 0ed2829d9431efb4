import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toDdl } from "../../src/ddl/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { readCatalog } from "../support/introspection.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const SHARED = join(import.meta.dirname, "..", "..", "..", "shared", "schemas");

/** A catalog without the database's name, what its rows make of it, and what the DDL says that it leaves out. */
function comparable(catalog: Catalog): Catalog {
  const named = catalog.operatorClasses.filter((object) => object.extension !== null);
  return {
    ...catalog,
    database: { name: "compared", comment: null },
    operatorClasses: named,
    subscriptions: [],
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
  path: string;
  majors: Major[];
  /** Makes a sample loadable on a server as it comes. */
  adapt?(sql: string): string;
}

const SAMPLES: Sample[] = [
  { name: "library", path: join(import.meta.dirname, "..", "fixtures", "library.sql"), majors: [14, 15, 16, 17, 18] },
  {
    name: "registry",
    path: join(import.meta.dirname, "..", "fixtures", "registry.sql"),
    majors: [15, 18],
  },
  { name: "torture", path: join(SHARED, "torture.sql"), majors: [15, 18] },
  {
    name: "pagila",
    path: join(SHARED, "pagila", "schema-15.sql"),
    majors: [15, 18],
    // The packaged servers have no pgvector.
    adapt: (sql) => sql.replaceAll(/^CREATE INDEX [^;]*hnsw[^;]*;/gm, ""),
  },
  { name: "musicbrainz", path: join(SHARED, "musicbrainz", "schema.sql"), majors: [15, 18] },
];

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
        const script = readFileSync(sample.path, "utf8").replaceAll(/^\\.*$/gm, "");
        const adapted = sample.adapt?.(script) ?? script;
        const catalog = await readCatalog(server, await server.createDatabase(adapted));
        expect(catalog.omissions).toEqual([]);
        const statements = toDdl(catalog);
        const copy = await server.createDatabase(statements.map((statement) => `${statement};\n`).join(""));
        expect(comparable(await readCatalog(server, copy))).toEqual(comparable(catalog));
      },
    );
  }
});
