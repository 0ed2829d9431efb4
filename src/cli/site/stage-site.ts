/**
 * A site on its way to Astro: `pages/` holds each page for a layout to place, as JSON, and their list; `out/` every
 * file that needs no layout. So only one process holds the catalog, and each page is made once.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { showUnseen } from "../../model/visible-text.ts";
import { buildFiles } from "../../view/files.ts";
import type { Site } from "../../view/site.ts";
import { files } from "../../view/urls.ts";

/** What `pages/index.json` holds. */
export interface StagedPages {
  /** The pages' files within the site. */
  pages: string[];
  /** Where the libraries for the browser go; `diagrams` is `null` where no page draws any. */
  libraries: { search: string; diagrams: string | null };
}

/** @throws the signal's reason where it is aborted meanwhile */
export async function stageSite(site: Site, stage: string, signal: AbortSignal): Promise<void> {
  const staged: StagedPages = { pages: [], libraries: { search: files.searchEngine, diagrams: null } };
  const made = new Set<string>();
  const write = async (path: string, text: string) => {
    const folder = dirname(path);
    if (!made.has(folder)) await mkdir(folder, { recursive: true });
    made.add(folder);
    await writeFile(path, showUnseen(text));
  };
  for (const file of buildFiles(site)) {
    signal.throwIfAborted();
    if ("text" in file) {
      await write(join(stage, "out", file.path), file.text);
      continue;
    }
    staged.pages.push(file.path);
    if (file.page.frame.diagramEngine !== null) staged.libraries.diagrams = files.diagramEngine;
    await write(join(stage, "pages", `${file.path}.json`), JSON.stringify(file.page, showStrings));
  }
  await write(join(stage, "pages", "index.json"), JSON.stringify(staged));
}

/** For JSON, which would hide them in escapes until the page is placed. */
function showStrings(_key: string, value: unknown): unknown {
  return typeof value === "string" ? showUnseen(value) : value;
}
