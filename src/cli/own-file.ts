/** Files that a command may overwrite: only those that begin as it writes them. */
import { open } from "node:fs/promises";
import { UserError } from "../model/user-error.ts";

/** Throws where the file is there and does not begin with the mark. `-` is standard output. */
export async function checkOwnFile(path: string, mark: string, command: string): Promise<void> {
  if (path === "-") return;
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
