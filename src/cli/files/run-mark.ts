/**
 * Which run made a temporary file or folder: a part of its name, so that a later run can remove what a killed one left
 * without touching what another is using.
 */
import { createHash, randomBytes } from "node:crypto";
import { lstatSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { basename } from "node:path";
import { systemCode } from "../terminal/system-error.ts";

/** How long something of another machine or container is left alone, in milliseconds: nobody can ask for its process. */
const FOREIGN_MACHINE = 24 * 60 * 60 * 1000;

const MARK = /(?:^|[.-])((\d+)-([0-9a-f]{8})-[0-9a-f]{16})(?:\.|$)/;

/** The marks of this process. Its number may have been another's before. */
const own = new Set<string>();

/** A new mark, for one file or folder: the process, the machine, and chance. Fit for a file's name. */
export function createRunMark(): string {
  const mark = `${process.pid}-${thisMachine()}-${randomBytes(8).toString("hex")}`;
  own.add(mark);
  return mark;
}

/** True where the name at the end of the path holds a mark, and the run that made it is over. */
export function isLeftBehind(path: string): boolean {
  const found = MARK.exec(basename(path));
  if (found === null) return false;
  const [, mark, pid, machine] = found as unknown as [string, string, string, string];
  if (machine !== thisMachine()) {
    const modified = lstatSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return modified !== undefined && Date.now() - modified > FOREIGN_MACHINE;
  }
  if (Number(pid) === process.pid) return !own.has(mark);
  return !isRunning(Number(pid));
}

/** A new name for something that is renamed or removed in a moment. */
export function createTemporaryName(): string {
  return `.cartulary-${createRunMark()}.tmp`;
}

/** True where a run that is over left a temporary file or folder under this name. */
export function isLeftTemporary(path: string): boolean {
  return /^\.cartulary-.*\.tmp$/.test(basename(path)) && isLeftBehind(path);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    return systemCode(error) === "EPERM";
  }
}

let machine: string | undefined;

/** Process numbers mean something on one machine, and on Linux within one container. */
function thisMachine(): string {
  machine ??= createHash("sha256").update(`${hostname()} ${readProcessNamespace()}`).digest("hex").slice(0, 8);
  return machine;
}

function readProcessNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}
