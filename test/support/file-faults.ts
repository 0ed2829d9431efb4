/**
 * Loaded into a process of its own with --import: makes calls that change the file system end the process or fail.
 * FILE_FAULTS is JSON: `killAt` counts such calls from 1, `fullFrom` those that need room; `refuse` names an error for a call and, where
 * given, how its first argument ends. At its end the process prints how many calls of each there were.
 */
import fs, * as promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

export interface FileFaults {
  killAt?: number;
  /** From here on there is no space left. */
  fullFrom?: number;
  refuse?: { call: string; code: string; path?: string };
}

const faults = JSON.parse(process.env.FILE_FAULTS ?? "{}") as FileFaults;

const NEED_SPACE = ["copyFile", "cp", "link", "mkdir", "symlink", "writeFile"];
const CHANGE = [...NEED_SPACE, "chmod", "chown", "lchown", "rename", "rm", "rmdir", "unlink", "utimes"];

const calls = fs as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
let steps = 0;
let stepsWithSpace = 0;
for (const name of CHANGE.filter((call) => call in promises)) {
  const original = calls[name] as (...args: unknown[]) => Promise<unknown>;
  calls[name] = async (...args) => {
    steps += 1;
    if (NEED_SPACE.includes(name)) stepsWithSpace += 1;
    if (steps === faults.killAt) {
      process.kill(process.pid, "SIGKILL");
      await new Promise(() => undefined);
    }
    if (NEED_SPACE.includes(name) && stepsWithSpace >= (faults.fullFrom ?? Number.POSITIVE_INFINITY))
      throw toError("ENOSPC", args[0]);
    const { refuse } = faults;
    if (refuse?.call === name && String(args[0]).endsWith(refuse.path ?? "")) throw toError(refuse.code, args[0]);
    return original(...args);
  };
}
syncBuiltinESMExports();
process.once("exit", () => process.stdout.write(`${steps} ${stepsWithSpace}\n`));

function toError(code: string, path: unknown): Error {
  return Object.assign(new Error(`${code}: ${String(path)}`), { code, path });
}
