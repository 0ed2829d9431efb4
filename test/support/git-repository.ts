/** Git repositories that a test makes in a folder of its own. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface GitRepository {
  folder: string;
  git(...given: string[]): string;
  /** Writes files; `null` takes one away. */
  write(files: Readonly<Record<string, string | null>>): void;
  /** Writes files and commits all that there is, on that date. Returns the commit's hash. */
  commit(date: string, files: Readonly<Record<string, string | null>>): string;
  remove(): void;
}

/** A repository on the branch `main`, by Ada, whatever the machine's own configuration says. */
export function aRepository(): GitRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "cartulary-git-")));
  const run = (given: readonly string[], date: string) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=Ada", "-c", "user.email=a@b.c", ...given], {
      encoding: "utf8",
      env: {
        ...process.env,
        GIT_COMMITTER_DATE: date,
        GIT_AUTHOR_DATE: date,
        GIT_CONFIG_GLOBAL: "",
        GIT_CONFIG_NOSYSTEM: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  const write: GitRepository["write"] = (files) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      if (text === null) rmSync(join(folder, file));
      else writeFileSync(join(folder, file), text);
    }
  };
  run(["init", "-q", "-b", "main"], "");
  return {
    folder,
    git: (...given) => run(given, "2026-01-01T00:00:00Z"),
    write,
    commit: (date, files) => {
      write(files);
      run(["add", "-A"], date);
      run(["commit", "-q", "-m", "work"], date);
      return run(["rev-parse", "HEAD"], date);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
