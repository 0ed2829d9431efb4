/** Archiving of WAL, as a live server does it. */
import type { Catalog } from "../../model/catalog.ts";
import type { Archiver } from "../../model/server-operations.ts";

/** The server keeps its WAL for an archive. */
export function isArchiving({ settings }: Catalog): boolean {
  return (settings.find(({ name }) => name === "archive_mode")?.value ?? "off") !== "off";
}

/** What the archiver has done; `null` where the server archives nothing, or its counters were left out. */
export function archivingOf(catalog: Catalog): Archiver | null {
  return isArchiving(catalog) ? (catalog.operations?.archiver ?? null) : null;
}

/** Archiving is on, and no setting says how: the server keeps its WAL and archives none. */
export function isWithoutCommand({ settings }: Catalog): boolean {
  const textOf = (name: string) => settings.find((setting) => setting.name === name)?.value ?? null;
  return textOf("archive_command") === "" && (textOf("archive_library") ?? "") === "";
}
