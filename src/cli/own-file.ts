/** Files that a command may overwrite: only those that begin as it writes them. */
import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UserError } from "../model/user-error.ts";

/**
 * Throws where the file is there and does not begin with the mark, and where it has no folder to go to: before the long
 * work, not after it. `-` is standard output.
 */
export async function checkOwnFile(path: string, mark: string, command: string): Promise<void> {
  if (path === "-") return;
  if (!existsSync(dirname(resolve(path)))) {
    throw new UserError(`${path} cannot be written: its folder does not exist.`, {
      hint: "Give another path with --out, or make the folder.",
    });
  }
  const found = await readBeginning(path, Buffer.byteLength(mark));
  if (found === null || found === "" || found === mark) return;
  throw new UserError(`The file is there already, and ${command} did not write it.`, {
    place: path,
    hint: "Give another one with --out, or remove it.",
  });
}

/** The first bytes as text; `null` where there is no file. */
async function readBeginning(path: string, length: number): Promise<string | null> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
