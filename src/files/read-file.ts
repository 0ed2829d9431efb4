/**
 * Reads the files of a project: scripts, notes, pages, configuration. What was found rather than named must be a
 * regular file within bounds, and nothing is read without end. Nothing of a file stands in a message about it.
 */
import { closeSync, createReadStream, openSync, readSync, type Stats, statSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../model/user-error.ts";
import { type Bounds, isWithin, toRealPath } from "./bounds.ts";

const MEGABYTE = 1024 * 1024;
/** Well above a dump of ten thousand tables. */
const MOST_OF_LARGE = 256 * MEGABYTE;
const MOST_OF_TEXT = 4 * MEGABYTE;
/** Bytes that are asked for at once. */
const PIECE = 65_536;

export interface Reading {
  /** The file as the user knows it, for messages, with the line that names it where there is one. */
  place: string;
  /** `The file` where left out. */
  subject?: string;
  /** Where it must lie; `null` for a file that the user named, which may be anything that can be read. */
  bounds: Bounds | null;
}

/**
 * The bytes of a script, or of another file that a program may have written.
 * @throws UserError for what lies outside, is no file, is too large, is not there or may not be read
 */
export function readLargeFile(path: string, reading: Reading): Buffer {
  return readWhole(path, reading, MOST_OF_LARGE);
}

/** The text of a file that people write; as `readLargeFile`. */
export function readTextFile(path: string, reading: Reading): string {
  return readWhole(path, reading, MOST_OF_TEXT).toString("utf8");
}

/** At most so many bytes from a file's beginning; as `readLargeFile`. */
export function readBeginning(path: string, reading: Reading, bytes: number): Buffer {
  return withFile(path, reading, (file) => readUpTo(file, bytes));
}

/**
 * The text of a file that the user named and that may be larger than memory, piece by piece.
 * @throws UserError for what is neither a file nor a pipe; an error of the file system comes with the stream
 */
export function readInPieces(path: string, place: string): AsyncIterable<string> {
  const kind = toKind(statSync(path));
  if (kind !== null && kind !== "pipe") throw notAFile({ place, bounds: null }, kind);
  return createReadStream(path, "utf8");
}

/** Throws as `readLargeFile` does where the file may not be read, and reads nothing. */
export function checkFile(path: string, reading: Reading): void {
  withFile(path, reading, () => {});
}

function readWhole(path: string, reading: Reading, most: number): Buffer {
  return withFile(path, reading, (file) => {
    const bytes = readUpTo(file, most + 1);
    if (bytes.length <= most) return bytes;
    throw refusal(
      reading,
      `is larger than ${most / MEGABYTE} MB, the most that is read.`,
      "Take out what is not needed.",
    );
  });
}

function withFile<T>(path: string, reading: Reading, use: (file: number) => T): T {
  try {
    const real = reading.bounds === null ? path : toInside(path, reading, reading.bounds);
    // Asked before it is opened: opening a pipe waits until somebody writes into it.
    const kind = toKind(statSync(real));
    if (kind !== null && (reading.bounds !== null || kind === "folder")) {
      throw notAFile(reading, kind);
    }
    const file = openSync(real, "r");
    try {
      return use(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const [what, hint] = SYSTEM_REFUSALS[(error as NodeJS.ErrnoException).code ?? ""] ?? [];
    if (what === undefined || hint === undefined) throw error;
    throw refusal(reading, what, hint, error);
  }
}

const NO_RIGHT = ["may not be read.", "Give the user who runs this the right to read it."] as const;

/** What the file system's codes mean for a file: what is said, and what to do. */
const SYSTEM_REFUSALS: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  ENOENT: ["is not there.", "Mend its name, or the link that leads to it."],
  ELOOP: ["is a link that leads to itself.", "Put a file in its place, or take it away."],
};

/** The real path, if it lies within bounds, whether or not there is such a file. */
function toInside(path: string, reading: Reading, bounds: Bounds): string {
  const real = toRealPath(resolve(path));
  if (isWithin(real, bounds)) return real;
  throw refusal(
    reading,
    "leads out of the repository.",
    "Only what lies in the repository of the source, or in the source's own folder, is read. Copy the file there.",
  );
}

/** What it is, where that is no regular file. */
function toKind(stats: Stats): string | null {
  if (stats.isFile()) return null;
  if (stats.isDirectory()) return "folder";
  if (stats.isFIFO()) return "pipe";
  return stats.isSocket() ? "socket" : "device";
}

function notAFile(reading: Reading, kind: string): UserError {
  return refusal(reading, `is a ${kind}, not a file.`, "Put a file in its place, or take it away.");
}

function refusal({ subject = "The file", place }: Reading, what: string, hint: string, cause?: unknown): UserError {
  return new UserError(`${subject} ${what}`, { place, hint, cause });
}

/** Whatever the size says: what the kernel makes up as it is read says none, and a file may grow. */
function readUpTo(file: number, most: number): Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  while (length < most) {
    const piece = Buffer.allocUnsafe(Math.min(most - length, PIECE));
    const read = readSync(file, piece);
    if (read === 0) break;
    pieces.push(piece.subarray(0, read));
    length += read;
  }
  return Buffer.concat(pieces, length);
}
