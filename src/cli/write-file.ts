/** Writes a file so that a reader never sees half of it. */
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "../model/user-error.ts";

/**
 * Writes the chunks beside the target and renames; on failure the old file stays. `-` is standard output. `option` is
 * the one that names the path, for messages.
 */
export async function writeWhole(path: string, chunks: Iterable<string>, option = "--out"): Promise<void> {
  if (path === "-") {
    for (const chunk of chunks) {
      if (!process.stdout.write(chunk)) await new Promise((resolve) => process.stdout.once("drain", resolve));
    }
    return;
  }
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    await pipeline(Readable.from(chunks), createWriteStream(temporary));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof Error && "code" in error) {
      throw new UserError(
        `${path} cannot be written: ${error.code === "ENOENT" ? "its folder does not exist" : error.code}.`,
        {
          hint: `Give another path with ${option}.`,
          cause: error,
        },
      );
    }
    throw error;
  }
}
