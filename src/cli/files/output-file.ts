/** The file that a command writes its result to: checked before the long work, written after it. */
import { open } from "node:fs/promises";
import { UserError } from "../../model/user-error.ts";
import { withoutSecrets } from "../terminal/output.ts";
import { describeSystemError, systemCode } from "../terminal/system-error.ts";
import { checkWritten, findStandardStream, readStats, writeToStream, writeWhole } from "./write-file.ts";

/** How a file begins that a command may overwrite. */
export interface OwnFile {
  mark: string;
  /** The command, for the message. */
  command: string;
}

/**
 * The path as `writeOutput` takes it: `-` where it is standard output, by whatever name.
 * @param own where given, a file that is there must begin as the command writes it
 * @throws UserError where nothing can be written there, or the file is somebody else's
 */
export async function checkOutput(path: string, { own, option = "--out" }: { own?: OwnFile; option?: string } = {}) {
  if (path === "-") return path;
  try {
    const present = await readStats(path);
    await checkWritten(path, present);
    if (present === null) return path;
    if ((await findStandardStream(path)) === process.stdout) return "-";
    if (own !== undefined && present.isFile()) await checkOwnFile(path, own);
    return path;
  } catch (error) {
    throw buildOutputError(error, path, option);
  }
}

/** Writes the result to a path that `checkOutput` returned. */
export async function writeOutput(path: string, chunks: Iterable<string>, option = "--out"): Promise<void> {
  if (path === "-") return writeToStream(process.stdout, withoutSecrets(chunks));
  try {
    await writeWhole(path, chunks);
  } catch (error) {
    throw buildOutputError(error, path, option);
  }
}

/** An error of the file system as one for people; any other as it is. */
function buildOutputError(error: unknown, path: string, option: string): unknown {
  const why = describeSystemError(error);
  if (why === null) return error;
  const absent = systemCode(error) === "ENOENT";
  return new UserError(`${path} cannot be written: ${absent ? "its folder does not exist" : why}.`, {
    hint: `Give another path with ${option}${absent ? ", or make the folder" : ""}.`,
    cause: error,
  });
}

async function checkOwnFile(path: string, { mark, command }: OwnFile): Promise<void> {
  const beginning = await readBeginning(path, Buffer.byteLength(mark));
  if (beginning === "" || beginning === mark) return;
  throw new UserError(`The file is there already, and ${command} did not write it.`, {
    place: path,
    hint: "Give another one with --out, or remove it.",
  });
}

async function readBeginning(path: string, length: number): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
