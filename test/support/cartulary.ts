/** Runs the command line, from the sources, and gives what it printed. */
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { run as runCommandLine } from "../../src/cli/run.ts";

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

const MAIN = resolve(import.meta.dirname, "../../src/cli/main.ts");

/** What a run is given besides its arguments. Variables that name a source or colour the output are taken away first. */
interface Surroundings {
  cwd?: string;
  environment?: Record<string, string>;
}

function environmentOf({ environment = {} }: Surroundings): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(PG|DATABASE_URL|SOURCE_DATE_EPOCH|FORCE_COLOR|VITEST|NODE_OPTIONS|NODE_ENV)/.test(name),
  );
  return { ...Object.fromEntries(inherited), NO_COLOR: "1", ...environment };
}

/** Runs it as a user would, in a process of its own. */
export function runCartulary(args: readonly string[], options: Surroundings & { main?: string } = {}): Promise<Run> {
  const child = spawn(process.execPath, [options.main ?? MAIN, ...args], {
    cwd: options.cwd ?? process.cwd(),
    env: environmentOf(options),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const run: Run = { code: null, stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    run.stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    run.stderr += chunk;
  });
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => done({ ...run, code }));
  });
}

/** The last run in this process: there is one current folder and one environment, so that the next waits for it. */
let lastRun: Promise<unknown> = Promise.resolve();

/** The same in this process, in a tenth of the time, where it is not the process that is tested. */
export function runCartularyHere(args: readonly string[], options: Surroundings = {}): Promise<Run> {
  const next = lastRun.then(() => runHere(args, options));
  lastRun = next.catch(() => undefined);
  return next;
}

async function runHere(args: readonly string[], options: Surroundings): Promise<Run> {
  const run: Run = { code: null, stdout: "", stderr: "" };
  const [folder, environment] = [process.cwd(), process.env];
  const { stdout, stderr } = process;
  const [writeOut, writeError] = [stdout.write, stderr.write];
  process.env = environmentOf(options);
  process.chdir(options.cwd ?? folder);
  stdout.write = (chunk: string | Uint8Array) => keep("stdout", chunk);
  stderr.write = (chunk: string | Uint8Array) => keep("stderr", chunk);
  const keep = (stream: "stdout" | "stderr", chunk: string | Uint8Array): boolean => {
    run[stream] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  try {
    run.code = await runCommandLine(args);
    return run;
  } finally {
    Object.assign(stdout, { write: writeOut });
    Object.assign(stderr, { write: writeError });
    process.chdir(folder);
    process.env = environment;
  }
}
