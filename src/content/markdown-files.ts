/** The Markdown files of a content folder. */
import { readdir } from "node:fs/promises";
import { compareText } from "../model/names.ts";

/** Names of the `.md` files right in the folder, sorted; none where there is no such folder. */
export async function listMarkdown(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith(".md"))
      .map((entry) => entry.name)
      .sort(compareText);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
