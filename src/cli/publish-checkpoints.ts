/** The data behind a site, for programs: both checkpoints and the JSON Schemas that they follow. */
import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { packageFile } from "./package-root.ts";

const CHECKPOINTS = ["catalog", "scorecard"];

/** Copies them file by file into a built site: `catalog.json`, `schema/catalog.schema.json`, and so for the scorecard. */
export async function publishCheckpoints(checkpoints: string, built: string): Promise<void> {
  await mkdir(join(built, "schema"), { recursive: true });
  for (const name of CHECKPOINTS) {
    await copyFile(join(checkpoints, `${name}.json`), join(built, `${name}.json`));
    const schema = packageFile("dist", "schema", `${name}.schema.json`);
    if (!existsSync(schema)) throw new Error(`${schema} is missing: npm run build writes it.`);
    await copyFile(schema, join(built, "schema", `${name}.schema.json`));
  }
}
