/** What a program costs with all its children, from Linux's /proc: its own account of CPU, and memory looked at often. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface Cost {
  /** Seconds of CPU, user and system, of the process and all that it waited for. */
  cpu: number;
  /** The most memory that the process and its children held at one time, in MB (2^20 bytes). */
  peakMegabytes: number;
  seconds: number;
}

/** `null` where costs can be measured, else why not. */
export function whyNoCost(): string | null {
  return existsSync("/proc/self/stat") ? null : `costs are read from /proc, which ${process.platform} has not`;
}

/** Runs a program to its end. Its output is thrown away. Throws where it fails, with what it wrote to stderr. */
export async function measureProgram(command: string, parameters: readonly string[]): Promise<Cost> {
  const start = performance.now();
  const before = cpuOfChildren(process.pid);
  const child = spawn(command, parameters, { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    errors = (errors + chunk).slice(-5000);
  });
  let peakMegabytes = 0;
  const look = setInterval(() => {
    if (child.pid !== undefined) peakMegabytes = Math.max(peakMegabytes, memoryOfTree(child.pid));
  }, LOOK_MS);
  try {
    const code = await new Promise<number | null>((done, failed) => {
      child.once("error", failed);
      child.once("close", done);
    });
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${errors}`);
  } finally {
    clearInterval(look);
  }
  return { cpu: cpuOfChildren(process.pid) - before, peakMegabytes, seconds: (performance.now() - start) / 1000 };
}

const LOOK_MS = 20;
/** sysconf(_SC_CLK_TCK), which is 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/** Seconds of CPU of the children that a process has waited for, and of theirs. */
export function cpuOfChildren(pid: number): number {
  const [, , , , , , , , , , , , , cutime, cstime] = statOf(pid);
  return (Number(cutime) + Number(cstime)) / TICKS_A_SECOND;
}

/** The fields of /proc/<pid>/stat from the third on; the second, a name, may hold anything. */
function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** Resident memory of a process and its children at this moment; what ends meanwhile counts nothing. */
function memoryOfTree(root: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(statOf(Number(name))[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {}
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree.reduce((sum, pid) => {
    try {
      const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
      return sum + Number(resident ?? 0) / 1024;
    } catch {
      return sum;
    }
  }, 0);
}
