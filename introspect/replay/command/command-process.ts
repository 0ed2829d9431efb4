/** Runs the team's command in a shell, in a process group of its own, so that all that it starts can be ended. */
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";

export interface CommandOptions {
  command: string;
  /** Absolute; where it is run. */
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Seconds that it may take. */
  deadlineSeconds: number;
  /** Ends it where it is aborted. */
  signal: AbortSignal;
}

export interface CommandEnd {
  /** What the shell said; `null` where a signal ended it. */
  exitCode: number | null;
  /** Why we have ended it; `null` where it ended by itself. */
  ended: "deadline" | "abort" | null;
  /** The last lines that it printed, to whichever of the two outputs. */
  lastLines: string[];
}

const MOST_LINES = 20;
const LONGEST_LINE = 500;
/** Between being told to end and being made to. */
const GRACE_MILLISECONDS = 3000;

/** Runs it to its end. Never throws for what the command does; throws where no shell can be started. */
export async function runCommand({ signal, ...options }: CommandOptions): Promise<CommandEnd> {
  const { command, folder, environment, deadlineSeconds } = options;
  const ownGroup = process.platform !== "win32";
  const child = spawn(command, {
    ...{ cwd: folder, env: environment, shell: true, detached: ownGroup, windowsHide: true },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let ended: CommandEnd["ended"] = null;
  let force: NodeJS.Timeout | undefined;
  const end = (why: "deadline" | "abort") => {
    ended ??= why;
    kill(child, ownGroup, "SIGTERM");
    force ??= setTimeout(() => kill(child, ownGroup, "SIGKILL"), GRACE_MILLISECONDS);
  };
  const abort = () => end("abort");
  const deadline = setTimeout(() => end("deadline"), deadlineSeconds * 1000);
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  const tail = new LastLines();
  tail.follow(child.stdout);
  tail.follow(child.stderr);
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => {
        // What it has left running holds its outputs open, and would go on using the database.
        kill(child, ownGroup, "SIGKILL");
        child.once("close", () => resolve(code));
        // Unless it has left the group.
        setTimeout(() => {
          child.stdout.destroy();
          child.stderr.destroy();
        }, GRACE_MILLISECONDS).unref();
      });
    });
    return { exitCode, ended, lastLines: tail.lines() };
  } finally {
    clearTimeout(deadline);
    clearTimeout(force);
    signal.removeEventListener("abort", abort);
  }
}

function kill(child: ChildProcess, ownGroup: boolean, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended.
  }
}

class LastLines {
  #text = "";

  follow(stream: Readable): void {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      this.#text = (this.#text + text).slice(-MOST_LINES * LONGEST_LINE);
    });
  }

  lines(): string[] {
    const lines = this.#text.split(/\r?\n/).filter((line) => line.trim() !== "");
    return lines.slice(-MOST_LINES).map((line) => line.slice(0, LONGEST_LINE));
  }
}
