import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { toCatalogJsonSchema, toScorecardJsonSchema } from "../../scripts/json-schemas.ts";
import { publishCheckpoints } from "../../src/cli/publish-checkpoints.ts";

const folder = mkdtempSync(join(tmpdir(), "cartulary-publish-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a site holds both checkpoints and the schemas that the build made, and no design notes' source", async () => {
  const checkpoints = join(folder, "checkpoints");
  const built = join(folder, "built");
  mkdirSync(checkpoints);
  mkdirSync(built);
  for (const name of ["catalog", "scorecard", "content"]) writeFileSync(join(checkpoints, `${name}.json`), `"${name}"`);
  await publishCheckpoints(checkpoints, built);
  const files = readdirSync(built, { recursive: true, encoding: "utf8" }).sort();
  expect(files).toEqual([
    "catalog.json",
    "schema",
    join("schema", "catalog.schema.json"),
    join("schema", "scorecard.schema.json"),
    "scorecard.json",
  ]);
  expect(readFileSync(join(built, "scorecard.json"), "utf8")).toBe('"scorecard"');
  const schemaOf = (name: string) => JSON.parse(readFileSync(join(built, "schema", `${name}.schema.json`), "utf8"));
  expect(schemaOf("catalog")).toEqual(toCatalogJsonSchema());
  expect(schemaOf("scorecard")).toEqual(toScorecardJsonSchema());
});
