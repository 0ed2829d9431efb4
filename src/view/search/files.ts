/** The parts of search as files: scripts that hand their data to the script that asked for them. */
import { showUnseen } from "../../model/visible-text.ts";
import type { PageEntry } from "../pages.ts";
import type { Site } from "../site.ts";
import { files } from "../urls.ts";
import { buildObjectsPart } from "./objects.ts";
import { buildColumnsPart, buildTablesPart } from "./tables.ts";

/** In the order in which they are loaded: each may refer to those before it. */
export function* buildSearchFiles(site: Site, pages: readonly PageEntry[]): Generator<{ path: string; text: string }> {
  const { columns, comments } = buildColumnsPart(site);
  yield { path: files.searchTables, text: formatPart("tables", buildTablesPart(site)) };
  yield { path: files.searchColumns, text: formatPart("columns", columns) };
  yield { path: files.searchObjects, text: formatPart("objects", buildObjectsPart(site, pages)) };
  yield { path: files.searchComments, text: formatPart("comments", comments) };
}

/** `</script` may stand in a name: the file is a script on its own. */
function formatPart(name: string, data: unknown): string {
  const shown = JSON.stringify(data, (_key, value) => (typeof value === "string" ? showUnseen(value) : value));
  return `cartularySearchPart("${name}",${shown});\n`;
}
