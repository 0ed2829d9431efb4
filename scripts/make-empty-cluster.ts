/** Part of the build: writes the empty cluster that the embedded engine starts from, unless it is there already. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { emptyClusterPath } from "../introspect/replay/engine/empty-cluster.ts";

const path = emptyClusterPath();
if (existsSync(path)) {
  console.log(`${path} is there.`);
} else {
  mkdirSync(dirname(path), { recursive: true });
  const database = await PGlite.create();
  const cluster = Buffer.from(await (await database.dumpDataDir("gzip")).arrayBuffer());
  await database.close();
  // Renamed into place, so that no process ever finds half a file.
  writeFileSync(`${path}.part`, cluster);
  renameSync(`${path}.part`, path);
  console.log(`${path}: ${Math.round(cluster.length / 1024)} kB`);
}
