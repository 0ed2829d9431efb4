/** What could not be read or replayed: told, and turned into an exit code. */
import type { Catalog } from "../../model/catalog.ts";
import { count } from "../../model/sentence.ts";
import { EXIT } from "../terminal/errors.ts";
import type { Progress } from "../terminal/progress.ts";
import type { ReadSource } from "./index.ts";

/**
 * Warns of every omission, those of the migrations that a server is held against included; 3 where one is part of the
 * schema itself and was not allowed, else 0. What makes it 3 is told with --quiet too.
 */
export function reportOmissions({ catalog, migrated }: ReadSource, allowed: boolean, progress: Progress): number {
  const catalogs = migrated === null ? [catalog] : [catalog, migrated];
  for (const omission of catalogs.flatMap(({ omissions }) => omissions)) {
    const place = omission.place === null ? "" : ` (${omission.place})`;
    const hint = omission.hint === null ? "" : ` ${omission.hint}`;
    const text = `${omission.what}${place}: ${omission.reason}${hint}`;
    if (omission.kind === "schema" && !allowed) progress.fault(text);
    else progress.warn(text);
  }
  for (const text of catalogs.flatMap((each) => formatNothingText(each) ?? [])) progress.warn(text);
  const lost = catalogs.flatMap(({ omissions }) => omissions).filter(({ kind }) => kind === "schema").length;
  if (lost === 0 || allowed) return EXIT.fine;
  const parts = lost === 1 ? "One part of the schema is" : `${lost} parts of the schema are`;
  progress.fault(`${parts} missing from the result; --allow-omissions accepts that.`);
  return EXIT.omissions;
}

/** What is said of a catalog without any table, and what that likely comes of; `null` where there is one. */
function formatNothingText({ relations, source, history }: Catalog): string | null {
  if (relations.some(({ kind }) => kind === "table" || kind === "partitioned table" || kind === "foreign table"))
    return null;
  switch (source.kind) {
    case "server":
      return `The database ${source.name} has no table. Is it another one on this server that is meant?`;
    case "script":
      return `${source.name} makes no table. Is it queries, data or rights for tables that another script makes?`;
    case "migrations":
      return (
        `${source.name} makes no table in its ${count(history.length, "step")}. Are the tables made by another folder, by ` +
        "code, or by a dump that stands elsewhere?"
      );
  }
}
