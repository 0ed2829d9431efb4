/** The data behind a site, for programs: catalog and scorecard, and the JSON Schemas that they follow. */
import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Catalog } from "../../model/catalog.ts";
import type { Scorecard } from "../../model/scorecard.ts";
import { formatCatalogChunks, formatScorecardChunks } from "../../model/write-json.ts";
import { writeWhole } from "../files/write-file.ts";
import { packageFile } from "../package-root.ts";

/** Writes `catalog.json`, `scorecard.json`, and for each `schema/….schema.json` into a built site. */
export async function publishData(
  { catalog, scorecard }: { catalog: Catalog; scorecard: Scorecard },
  built: string,
): Promise<void> {
  await mkdir(join(built, "schema"), { recursive: true });
  await writeWhole(join(built, "catalog.json"), formatCatalogChunks(catalog));
  await writeWhole(join(built, "scorecard.json"), formatScorecardChunks(scorecard));
  for (const name of ["catalog", "scorecard"]) {
    const schema = packageFile("dist", "schema", `${name}.schema.json`);
    if (!existsSync(schema)) throw new Error(`${schema} is missing: npm run build writes it.`);
    await copyFile(schema, join(built, "schema", `${name}.schema.json`));
  }
}
