import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { introspect } from "../../introspect/index.ts";
import { openEmbeddedEngine } from "../../introspect/replay/pglite.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { readCatalog } from "../support/introspection.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";
import { withoutVersionDifferences } from "../support/version-differences.ts";

const LIBRARY = readFileSync(join(import.meta.dirname, "..", "fixtures", "library.sql"), "utf8");
const TORTURE = join(import.meta.dirname, "..", "..", "..", "shared", "schemas", "torture.sql");
/** The embedded engine has no foreign data wrapper. */
const FOREIGN = /^CREATE EXTENSION postgres_fdw.*$/m;

async function embeddedCatalog(sql: string, extensions: string[]): Promise<Catalog> {
  const engine = await openEmbeddedEngine({ extensions });
  try {
    await engine.execute(sql);
    return await introspect(engine, {
      source: { kind: "script", name: "library.sql", tool: null, commit: null },
      asOf: null,
      live: false,
    });
  } finally {
    await engine.close();
  }
}

let library: Catalog;
let torture: Catalog | null = null;
beforeAll(async () => {
  library = await embeddedCatalog(LIBRARY, ["btree_gist"]);
  if (existsSync(TORTURE)) {
    torture = await embeddedCatalog(readFileSync(TORTURE, "utf8").replace(FOREIGN, ""), ["btree_gist", "pg_trgm"]);
  }
});

describe.each<Major>([14, 15, 16, 17, 18])("PostgreSQL %i", (major) => {
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

  test("gives the catalog of the embedded engine for the same schema", async () => {
    const catalog = await readCatalog(server, await server.createDatabase(LIBRARY));
    expect(withoutVersionDifferences(catalog)).toEqual(withoutVersionDifferences(library));
  });

  const whyNot =
    major < 15 ? "needs PostgreSQL 15" : existsSync(TORTURE) ? null : "its file is not beside this checkout";
  test.skipIf(whyNot !== null)(`reads the torture schema alike${whyNot === null ? "" : ` (${whyNot})`}`, async () => {
    const sql = readFileSync(TORTURE, "utf8").replace(FOREIGN, "");
    const catalog = await readCatalog(server, await server.createDatabase(sql));
    expect(withoutVersionDifferences(catalog)).toEqual(withoutVersionDifferences(torture as Catalog));
  });
});

describe("the embedded engine", () => {
  test("tells nothing of its own role, database and clock", () => {
    expect({
      generatedAt: library.generatedAt,
      database: library.database,
      owners: [...new Set(library.relations.map((relation) => relation.owner))],
      server: library.server.engine,
      settings: library.settings,
    }).toEqual({
      generatedAt: null,
      database: { name: "library.sql", comment: null },
      owners: [null],
      server: "pglite",
      settings: [],
    });
  });
});
