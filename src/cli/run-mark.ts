/**
 * Which run made a temporary file or folder: a part of its name, so that a later run can remove what a killed one left
 * without touching what another is using.
 */
import { createHash, randomBytes } from "node:crypto";
import { lstatSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

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

/** True where the entry's name holds a mark, and the run that made it is over. False where there is no such entry. */
export function isLeftBehind(folder: string, name: string): boolean {
  const found = MARK.exec(name);
  if (found === null) return false;
  const [, mark, pid, machine] = found as unknown as [string, string, string, string];
  if (machine !== thisMachine()) {
    const modified = lstatSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs;
    return modified !== undefined && Date.now() - modified > FOREIGN_MACHINE;
  }
  if (Number(pid) === process.pid) return !own.has(mark);
  return !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
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
