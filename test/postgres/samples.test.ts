/** The sample schemas on each version, loaded and read once: held against the embedded engine, and made again. */
import { existsSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { introspect } from "../../introspect/index.ts";
import { openEmbeddedEngine } from "../../introspect/replay/engine/pglite.ts";
import { formatDdl } from "../../src/ddl/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { readCatalog, schemaOf } from "../support/introspection.ts";
import {
  majorOf,
  type PostgresServer,
  type ServerVersion,
  startServer,
  whyNoServer,
} from "../support/postgres-server.ts";
import { loadSample, SAMPLE_SCHEMAS, type SampleSchema } from "../support/sample-schemas.ts";
import { withoutVersionDifferences } from "../support/version-differences.ts";

const VERSIONS: ServerVersion[] = [14, 15, 16, 17, 18, "system"];

/** What the embedded engine loads too: it has no foreign data wrapper. */
const EMBEDDED = SAMPLE_SCHEMAS.filter(({ extensions }) => extensions !== null).map((sample) => ({
  ...sample,
  scripts: () => sample.scripts().map((sql) => sql.replace(/^CREATE EXTENSION postgres_fdw.*$/m, "")),
}));

/** Where each is made again: on the oldest version that loads it, and on another. */
const MADE_AGAIN_ON: Readonly<Record<string, readonly ServerVersion[]>> = {
  library: [14, 15, 16, 17, 18, "system"],
  registry: [15, 18, "system"],
  torture: [15, 18],
  pagila: [15, 18],
  musicbrainz: [15, 18],
  lemmy: [16, 18],
  langfuse: [14, 15],
  "200 generated tables": [14, 16],
};

const servers = new Map<ServerVersion, Promise<PostgresServer>>();
afterAll(async () => {
  for (const server of servers.values()) await (await server).stop();
});

function serverOf(version: ServerVersion): Promise<PostgresServer> {
  const server = servers.get(version) ?? startServer(version);
  servers.set(version, server);
  return server;
}

const catalogs = new Map<string, Promise<Catalog>>();

/** Loads a sample and reads it, once for each way in which its scripts are written. */
async function catalogOn(version: ServerVersion, sample: SampleSchema): Promise<Catalog> {
  const key = JSON.stringify([version, ...sample.scripts()]);
  const known = catalogs.get(key);
  if (known !== undefined) return known;
  const server = await serverOf(version);
  const catalog = loadSample(server, sample).then((database) => readCatalog(server, database));
  catalogs.set(key, catalog);
  return catalog;
}

const embedded = new Map<string, Promise<Catalog>>();

/** Loads a sample once, for the first version that is compared with it. */
function embeddedOnce(sample: SampleSchema): Promise<Catalog> {
  const catalog = embedded.get(sample.name) ?? embeddedCatalog(sample);
  embedded.set(sample.name, catalog);
  return catalog;
}

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

describe.each(VERSIONS)("PostgreSQL %s", (version) => {
  const missing = whyNoServer(version);
  const major = majorOf(version);
  if (missing !== null || major === null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }

  // All that is asked of a sample follows its loading: the next one may bring roles, which every catalog names.
  for (const sample of SAMPLE_SCHEMAS) {
    const isThere = existsSync(sample.path);
    const absent = isThere ? "" : " (its file is not beside this checkout, in ../shared)";
    const twin = EMBEDDED.find(({ name }) => name === sample.name);
    if (twin !== undefined && major < sample.since) {
      test.skipIf(!isThere)(`does not load ${sample.name}, which needs ${sample.since}${absent}`, async () => {
        await expect(loadSample(await serverOf(version), twin)).rejects.toThrow(sample.refusal ?? "");
      });
    } else if (twin !== undefined && major <= (sample.until ?? major)) {
      test.skipIf(!isThere)(
        `gives the catalog of the embedded engine for ${sample.name}${absent}`,
        async () => {
          const expected = withoutVersionDifferences(await embeddedOnce(twin));
          const catalog = await catalogOn(version, twin);
          expect(withoutVersionDifferences(catalog)).toEqual(expected);
        },
        240_000,
      );
    }
    if (!MADE_AGAIN_ON[sample.name]?.includes(version)) continue;
    test.skipIf(!isThere)(
      `makes the same catalog again from its DDL: ${sample.name}${absent}`,
      async () => {
        const catalog = await catalogOn(version, sample);
        expect(catalog.relations.length).toBeGreaterThan(1);
        expect(catalog.omissions).toEqual([]);
        const server = await serverOf(version);
        const copy = await server.createDatabase(toScript(catalog));
        expect(schemaOf(await readCatalog(server, copy))).toEqual(schemaOf(catalog));
      },
      240_000,
    );
  }
});

describe("the embedded engine", () => {
  test("tells nothing of its own role, database and clock", async () => {
    const library = await embeddedOnce(EMBEDDED.find(({ name }) => name === "library") as SampleSchema);
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

function toScript(catalog: Catalog): string {
  return formatDdl(catalog)
    .map((statement) => `${statement};\n`)
    .join("");
}
