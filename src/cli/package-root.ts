/** Finds what ships with the package, from TypeScript source in the repository and from dist in the package. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** True where this runs from the TypeScript sources. */
export const RUNS_FROM_SOURCE = import.meta.url.endsWith(".ts");

/** The package's own folder: the nearest one upwards that holds package.json. */
export const PACKAGE_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error("cartulary's own package.json was not found");
  return findRoot(parent);
}

/** A path inside the package. */
export function packageFile(...parts: string[]): string {
  return join(PACKAGE_ROOT, ...parts);
}

/** Cartulary's own version. */
export function readVersion(): string {
  return (JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as { version: string }).version;
}
