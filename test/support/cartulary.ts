/** Runs the command line as a user would, from the sources, and gives what it printed. */
import { spawn } from "node:child_process";
import { resolve } from "node:path";

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

const MAIN = resolve(import.meta.dirname, "../../src/cli/main.ts");

/** Environment variables that would name a source or colour the output are taken away first. */
export function runCartulary(
  args: readonly string[],
  options: { cwd?: string; environment?: Record<string, string>; main?: string } = {},
): Promise<Run> {
  const environment: Record<string, string | undefined> = { ...process.env, NO_COLOR: "1" };
  for (const name of Object.keys(environment)) {
    if (/^(PG|DATABASE_URL|SOURCE_DATE_EPOCH|FORCE_COLOR|VITEST|NODE_OPTIONS|NODE_ENV)/.test(name))
      delete environment[name];
  }
  const child = spawn(process.execPath, [options.main ?? MAIN, ...args], {
    cwd: options.cwd ?? process.cwd(),
    env: { ...environment, ...options.environment },
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
