/** Writes a file so that a reader never sees half of it, and leaves what is no file as it is. */
import { createWriteStream, fstatSync, type Stats } from "node:fs";
import { access, chmod, chown, constants, copyFile, open, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "../../model/user-error.ts";
import { interruptible } from "../terminal/interruption.ts";
import { withoutSecrets } from "../terminal/output.ts";
import { describeSystemError, isAbsent, systemCode } from "../terminal/system-error.ts";
import { followLinks } from "./follow-links.ts";
import { renamePatiently } from "./rename.ts";
import { createTemporaryName, isLeftTemporary } from "./run-mark.ts";

/**
 * Writes a text, its passwords masked, to a regular file, or where none is yet, as a whole: beside it first, then
 * renamed; on failure the old file stays. Links are followed and stay. The file keeps its mode, and its owner where the
 * process may give it. Pipes and character devices are written through, since a rename would destroy them.
 * @throws the system's error, or a UserError where no file can be written to what is there
 */
export async function writeWhole(path: string, text: Iterable<string>): Promise<void> {
  const chunks = withoutSecrets(text);
  const present = await readStats(path);
  await checkWritten(path, present);
  if (present !== null) {
    const stream = await findStandardStream(path);
    if (stream !== null) return writeToStream(stream, chunks);
    if (!present.isFile()) return writeThrough(path, chunks);
  }
  return interruptible((signal) => replace(path, chunks, { present, signal }));
}

/** What is at a path, links followed; `null` where nothing is, or a link leads to nothing. */
export async function readStats(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/**
 * Says before any long work what `writeWhole` would say after it.
 * @param present what is at the path
 * @throws UserError where what is there is neither a file nor something that a file's text can be sent to, or a file
 * that could not be replaced; the system's error where it could not be written
 */
export async function checkWritten(path: string, present: Stats | null): Promise<void> {
  if (present !== null) {
    if ((await findStandardStream(path)) !== null) return;
    checkKind(path, present);
    await access(path, constants.W_OK);
    if (!present.isFile()) return;
  }
  const folder = dirname(await followLinks(path));
  await access(folder, constants.W_OK).catch((error: unknown) => {
    const why = describeSystemError(error);
    if (why === null || isAbsent(error)) throw error;
    throw new UserError(`${path} cannot be written: in its folder, ${why}.`, {
      hint: "It is written beside its place first. Give another path, or - and send the output there.",
    });
  });
}

function checkKind(path: string, present: Stats): void {
  const what = present.isDirectory()
    ? "it is a folder"
    : present.isBlockDevice()
      ? "it is a disk"
      : present.isSocket()
        ? "it is a socket"
        : null;
  if (what !== null) throw new UserError(`${path} cannot be written: ${what}.`, { hint: "Give the path of a file." });
}

/**
 * Standard output or standard error, where that is what the path names: /dev/stdout, or the file that the shell sends
 * the output to. Opened anew such a file would lose what the shell and others have written.
 */
export async function findStandardStream(path: string): Promise<NodeJS.WriteStream | null> {
  const named = await stat(path, { bigint: true });
  for (const stream of [process.stdout, process.stderr]) {
    try {
      const { dev, ino } = fstatSync(stream.fd, { bigint: true });
      if (dev === named.dev && ino === named.ino && ino !== 0n) return stream;
    } catch {
      // It is closed, or Windows' console: no path names it.
    }
  }
  return null;
}

/** Writes to a stream that stays open, at its speed. */
export async function writeToStream(stream: NodeJS.WriteStream, chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) {
    if (!stream.write(chunk)) await new Promise((resolve) => stream.once("drain", resolve));
  }
}

async function writeThrough(path: string, chunks: Iterable<string>): Promise<void> {
  const file = await open(path, constants.O_WRONLY);
  await pipeline(Readable.from(chunks), file.createWriteStream());
}

async function replace(
  path: string,
  chunks: Iterable<string>,
  { present, signal }: { present: Stats | null; signal: AbortSignal },
): Promise<void> {
  const target = await followLinks(path);
  const folder = dirname(target);
  await removeLeftBehind(folder);
  const mode = present === null ? 0o666 : present.mode & 0o777;
  const temporary = join(folder, createTemporaryName());
  try {
    await pipeline(Readable.from(chunks), createWriteStream(temporary, { flags: "wx", flush: true, mode }), { signal });
    if (present !== null) await keepModeAndOwner(temporary, present);
    await moveOnto(temporary, target, present);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function keepModeAndOwner(path: string, { mode, uid, gid }: Stats): Promise<void> {
  // Only root may give a file away. The owner goes first: giving it away takes the bits that run it as somebody else.
  await chown(path, uid, gid).catch(() => undefined);
  await chmod(path, mode & 0o7777);
}

/** A file that a container mounts cannot be renamed over: it is whole beside it by then, and is copied. */
async function moveOnto(temporary: string, target: string, present: Stats | null): Promise<void> {
  try {
    await renamePatiently(temporary, target);
  } catch (error) {
    if (present === null || !["EBUSY", "EXDEV"].includes(systemCode(error))) throw error;
    await copyFile(temporary, target);
  }
}

/** Removes temporary files that killed runs left. */
async function removeLeftBehind(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (isLeftTemporary(path)) await rm(path, { recursive: true, force: true });
  }
}
