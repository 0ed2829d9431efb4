/** Part of the build: writes the JSON Schemas of the public formats into dist. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildCatalogJsonSchema, buildPlanJsonSchema, buildScorecardJsonSchema } from "./json-schemas.ts";

const folder = join(import.meta.dirname, "..", "dist", "schema");
mkdirSync(folder, { recursive: true });
for (const [name, schema] of [
  ["catalog", buildCatalogJsonSchema()],
  ["plan", buildPlanJsonSchema()],
  ["scorecard", buildScorecardJsonSchema()],
] as const) {
  const path = join(folder, `${name}.schema.json`);
  writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
  console.log(path);
}
