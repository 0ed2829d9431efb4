/** The Markdown files of a content folder. */
import { readdir } from "node:fs/promises";
import { relative } from "node:path";
import { compareText } from "../model/names.ts";
import { UserError } from "../model/user-error.ts";

/**
 * Names of the `.md` files right in the folder, sorted; none where there is no such folder.
 * @throws UserError where it is a file
 */
export async function listMarkdown(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith(".md"))
      .map((entry) => entry.name)
      .sort(compareText);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    if (code === "ENOTDIR") {
      throw new UserError("The folder of Markdown files is a file.", { place: relative("", folder), cause: error });
    }
    throw error;
  }
}
