/** Archiving of WAL, as a live server does it. */
import type { Catalog } from "../../model/catalog.ts";
import type { Archiver } from "../../model/server-operations.ts";

/** What the archiver has done; `null` where the server archives nothing, or none was read. */
export function archivingOf({ settings, operations }: Catalog): Archiver | null {
  const mode = settings.find(({ name }) => name === "archive_mode")?.value ?? "off";
  return mode === "off" ? null : (operations?.archiver ?? null);
}

/** Archiving is on, and no setting says how: the server keeps its WAL and archives none. */
export function isWithoutCommand({ settings }: Catalog): boolean {
  const textOf = (name: string) => settings.find((setting) => setting.name === name)?.value ?? null;
  return textOf("archive_command") === "" && (textOf("archive_library") ?? "") === "";
}
