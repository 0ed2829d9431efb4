import { createReadStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildCatalogJsonSchema, buildScorecardJsonSchema } from "../../scripts/json-schemas.ts";
import { publishData } from "../../src/cli/site/publish-data.ts";
import { readCatalog, readScorecard } from "../../src/model/parse-json.ts";
import { aSmallSite } from "../support/small-site.ts";

const folder = mkdtempSync(join(tmpdir(), "cartulary-publish-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a site holds catalog and scorecard and the schemas that the build made, and no design notes' source", async () => {
  const built = join(folder, "built");
  mkdirSync(built);
  const site = aSmallSite();
  await publishData(site, built);
  const files = readdirSync(built, { recursive: true, encoding: "utf8" }).sort();
  expect(files).toEqual([
    "catalog.json",
    "schema",
    join("schema", "catalog.schema.json"),
    join("schema", "scorecard.schema.json"),
    "scorecard.json",
  ]);
  const open = (file: string) => createReadStream(join(built, file), "utf8");
  expect(await readCatalog(open("catalog.json"))).toEqual(site.catalog);
  expect(await readScorecard(open("scorecard.json"))).toEqual(site.scorecard);
  const schemaOf = (name: string) => JSON.parse(readFileSync(join(built, "schema", `${name}.schema.json`), "utf8"));
  expect(schemaOf("catalog")).toEqual(buildCatalogJsonSchema());
  expect(schemaOf("scorecard")).toEqual(buildScorecardJsonSchema());
});
