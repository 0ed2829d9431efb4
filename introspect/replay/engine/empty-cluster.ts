/** The data folder of a fresh embedded PostgreSQL, kept as a file: a start from it needs a third of the memory. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The exact version of the installed embedded engine. */
export function embeddedEngineVersion(): string {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(entry), "..", "package.json"), "utf8"));
  return (manifest as { version: string }).version;
}

/**
 * Where the build puts the empty cluster: in `dist`, which is the folder above `introspect` in the package and beside
 * it in the repository. The name holds the engine's version, since a data folder fits only the version that made it.
 */
export function emptyClusterPath(): string {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const folder = import.meta.url.endsWith(".ts") ? join(root, "dist") : root;
  return join(folder, `empty-cluster-${embeddedEngineVersion()}.tar.gz`);
}

/** The empty cluster's file, or `null` where the build has not made it; then the engine runs initdb itself. */
export function findEmptyCluster(): string | null {
  const path = emptyClusterPath();
  return existsSync(path) ? path : null;
}
