import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDdl } from "../../src/ddl/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { readCatalog, schemaOf } from "../support/introspection.ts";
import { type PostgresServer, type ServerVersion, startServer, whyNoServer } from "../support/postgres-server.ts";
import { loadSample, SAMPLE_SCHEMAS } from "../support/sample-schemas.ts";

/** Where each is made again: on the oldest version that loads it, and on another. */
const VERSIONS_OF: Readonly<Record<string, readonly ServerVersion[]>> = {
  library: [14, 15, 16, 17, 18, "system"],
  registry: [15, 18, "system"],
  torture: [15, 18],
  pagila: [15, 18],
  musicbrainz: [15, 18],
  lemmy: [16, 18],
  langfuse: [14, 15],
  "200 generated tables": [14, 16],
};

const VERSIONS: ServerVersion[] = [14, 15, 16, 17, 18, "system"];

describe.each(VERSIONS)("DDL from the catalog of PostgreSQL %s", (version) => {
  const missing = whyNoServer(version);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startServer(version);
  });
  afterAll(() => server.stop());

  for (const sample of SAMPLE_SCHEMAS.filter(({ name }) => VERSIONS_OF[name]?.includes(version))) {
    const absent = !existsSync(sample.path);
    test.skipIf(absent)(
      `makes the same catalog again: ${sample.name}${absent ? " (its file is not here)" : ""}`,
      async () => {
        const catalog = await readCatalog(server, await loadSample(server, sample));
        expect(catalog.relations.length).toBeGreaterThan(1);
        expect(catalog.omissions).toEqual([]);
        const copy = await server.createDatabase(toScript(catalog));
        expect(schemaOf(await readCatalog(server, copy))).toEqual(schemaOf(catalog));
      },
    );
  }
});

function toScript(catalog: Catalog): string {
  return formatDdl(catalog)
    .map((statement) => `${statement};\n`)
    .join("");
}
