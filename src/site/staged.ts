/** The pages and files of a site on its way, from the folder that the environment names. */
import { readdir, readFile } from "node:fs/promises";
import { join, posix, relative } from "node:path";
import type { PlacedPage } from "../view/files.ts";

const stage = process.env.CARTULARY_STAGE ?? "";

/** The pages' files within the site, and where libraries for the browser go; `null` for one that no page needs. */
const index = JSON.parse(await readFile(join(stage, "pages", "index.json"), "utf8")) as {
  pages: string[];
  libraries: { search: string; diagrams: string | null };
};

export const { libraries } = index;

interface Route {
  /** What Astro calls it: without ending; a folder for its own page. */
  path: string | undefined;
  file: string;
}

const isFolder = (file: string) => posix.basename(file) === "index.html";

/** Pages that are a folder's own, and all others. */
export const folderPages: Route[] = index.pages
  .filter(isFolder)
  .map((file) => ({ path: file === "index.html" ? undefined : posix.dirname(file), file }));
export const otherPages: Route[] = index.pages
  .filter((file) => !isFolder(file))
  .map((file) => ({ path: file.slice(0, -".html".length), file }));

export async function readPage(file: string): Promise<PlacedPage> {
  return JSON.parse(await readFile(join(stage, "pages", `${file}.json`), "utf8")) as PlacedPage;
}

/** The files that stand beside the pages, as paths on this machine by their paths within the site. */
export async function listFiles(): Promise<Map<string, string>> {
  const out = join(stage, "out");
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(out, path).replaceAll("\\", "/"), path]));
}
