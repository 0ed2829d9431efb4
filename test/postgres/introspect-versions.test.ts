import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { introspect } from "../../introspect/index.ts";
import { openEmbeddedEngine } from "../../introspect/replay/engine/pglite.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { readCatalog } from "../support/introspection.ts";
import {
  majorOf,
  type PostgresServer,
  type ServerVersion,
  startServer,
  whyNoServer,
} from "../support/postgres-server.ts";
import { loadSample, SAMPLE_SCHEMAS, type SampleSchema } from "../support/sample-schemas.ts";
import { withoutVersionDifferences } from "../support/version-differences.ts";

/** What the embedded engine loads too: it has no foreign data wrapper. */
const SAMPLES = SAMPLE_SCHEMAS.filter(({ extensions }) => extensions !== null).map((sample) => ({
  ...sample,
  scripts: () => sample.scripts().map((sql) => sql.replace(/^CREATE EXTENSION postgres_fdw.*$/m, "")),
}));

async function embeddedCatalog(sample: SampleSchema): Promise<Catalog> {
  const engine = await openEmbeddedEngine({ extensions: sample.extensions ?? [] });
  try {
    for (const sql of sample.scripts()) {
      await engine.execute(sql);
      await engine.execute("DISCARD ALL");
    }
    return await introspect(engine, {
      source: { kind: "script", name: `${sample.name}.sql`, tool: null, commit: null },
      asOf: null,
      live: false,
    });
  } finally {
    await engine.close();
  }
}

const embedded = new Map<string, Promise<Catalog>>();
/** Loads a sample once, for the first version that is compared with it. */
function embeddedOnce(sample: SampleSchema): Promise<Catalog> {
  const catalog = embedded.get(sample.name) ?? embeddedCatalog(sample);
  embedded.set(sample.name, catalog);
  return catalog;
}

describe.each<ServerVersion>([14, 15, 16, 17, 18, "system"])("PostgreSQL %s", (version) => {
  const missing = whyNoServer(version);
  const major = majorOf(version);
  if (missing !== null || major === null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startServer(version);
  });
  afterAll(() => server.stop());

  for (const sample of SAMPLES.filter(({ until = major }) => major <= until)) {
    const absent = existsSync(sample.path) ? "" : " (its file is not beside this checkout)";
    if (major < sample.since) {
      test.skipIf(absent !== "")(`does not load ${sample.name}, which needs ${sample.since}${absent}`, async () => {
        await expect(loadSample(server, sample)).rejects.toThrow(sample.refusal ?? "");
      });
      continue;
    }
    const title = `gives the catalog of the embedded engine for ${sample.name}${absent}`;
    test.skipIf(absent !== "")(
      title,
      async () => {
        const expected = withoutVersionDifferences(await embeddedOnce(sample));
        const catalog = await readCatalog(server, await loadSample(server, sample));
        expect(withoutVersionDifferences(catalog)).toEqual(expected);
      },
      240_000,
    );
  }
});

describe("the embedded engine", () => {
  test("tells nothing of its own role, database and clock", async () => {
    const library = await embeddedOnce(SAMPLES.find(({ name }) => name === "library") as SampleSchema);
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
