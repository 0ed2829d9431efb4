/** What could not be read or replayed: told, and turned into an exit code. */
import type { Catalog } from "../model/catalog.ts";
import { EXIT } from "./errors.ts";
import type { Progress } from "./progress.ts";

/** Warns of every omission; 3 where one is part of the schema itself and was not allowed, else 0. */
export function reportOmissions(catalog: Catalog, allowed: boolean, progress: Progress): number {
  for (const omission of catalog.omissions) {
    const place = omission.place === null ? "" : ` (${omission.place})`;
    const hint = omission.hint === null ? "" : ` ${omission.hint}`;
    progress.warn(`${omission.what}${place}: ${omission.reason}${hint}`);
  }
  const lost = catalog.omissions.filter((omission) => omission.kind === "schema").length;
  if (lost === 0 || allowed) return EXIT.fine;
  const parts = lost === 1 ? "One part of the schema is" : `${lost} parts of the schema are`;
  progress.warn(`${parts} missing from the result; --allow-omissions accepts that.`);
  return EXIT.omissions;
}
