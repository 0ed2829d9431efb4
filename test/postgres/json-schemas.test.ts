import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCatalogJsonSchema, buildScorecardJsonSchema } from "../../scripts/json-schemas.ts";
import { rules } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aConfig } from "../support/catalog.ts";
import { readCatalog } from "../support/introspection.ts";
import { type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const FIXTURES = join(import.meta.dirname, "..", "fixtures");
const SHARED = join(import.meta.dirname, "..", "..", "..", "shared", "schemas");
const missing = whyNoServer(18);

describe.skipIf(missing !== null)(`the published JSON Schemas${missing === null ? "" : ` (${missing})`}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startServer(18);
  });
  afterAll(() => server.stop());

  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
  const isCatalog = ajv.compile(buildCatalogJsonSchema());
  const isScorecard = ajv.compile(buildScorecardJsonSchema());

  for (const script of [join(FIXTURES, "registry.sql"), join(FIXTURES, "library.sql"), join(SHARED, "torture.sql")]) {
    const absent = !existsSync(script);
    const name = `${basename(script)}${absent ? " (which is not here, in ../shared/schemas)" : ""}`;
    test.skipIf(absent)(`accept a live catalog and its scores: ${name}`, async () => {
      const database = await server.createDatabase(`${readFileSync(script, "utf8")};ANALYZE`);
      const catalog = await readCatalog(server, database);
      const scorecard = buildScorecard(catalog, {
        rules,
        config: aConfig(),
        decisions: [],
        attestations: [],
        asOf: null,
      });
      expect(catalog.relations.some((relation) => relation.statistics !== null)).toBe(true);
      isCatalog(JSON.parse(JSON.stringify(catalog)));
      isScorecard(JSON.parse(JSON.stringify(scorecard)));
      expect([isCatalog.errors, isScorecard.errors]).toEqual([null, null]);
    });
  }
});
