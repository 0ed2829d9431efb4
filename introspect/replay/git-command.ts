/** Runs git on a folder, and never anything that its configuration names. */
import { execFile } from "node:child_process";

const MOST = 256 * 1024 * 1024;

/** What git prints; `null` where it is not there or does not want to. */
export async function git(folder: string, given: readonly string[]): Promise<string | null> {
  return (await gitBytes(folder, given, ""))?.toString("utf8") ?? null;
}

/** As `git`, in bytes. `input` goes to its standard input. */
export async function gitBytes(folder: string, given: readonly string[], input: string): Promise<Buffer | null> {
  // Signatures stand among what log prints, following is for one file, and a merge is told against its first parent.
  const settings = ["core.quotePath=false", "core.fsmonitor=false", "log.showSignature=false", "log.follow=false"];
  settings.push("log.diffMerges=separate");
  return new Promise((resolve) => {
    const child = execFile(
      "git",
      ["--no-optional-locks", "-C", folder, ...settings.flatMap((setting) => ["-c", setting]), ...given],
      { encoding: "buffer", maxBuffer: MOST, windowsHide: true },
      (error, stdout) => resolve(error === null ? stdout : null),
    );
    // Where git is not there, so is nobody to read.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

/** ISO 8601 in UTC, so that the committer's time zone makes no difference. */
export function toUtc(date: string): string {
  return new Date(date).toISOString().replace(".000Z", "Z");
}
