/** What git says of a history: the commit that it stands at, and the one that last changed each file. */
import type { Commit } from "../../../src/model/catalog.ts";
import type { HistoryStep } from "../../../src/model/history.ts";
import { git, toUtc } from "./git-command.ts";

export interface GitFacts {
  commit: Commit | null;
  /** By the file's path relative to the folder. */
  files: ReadonlyMap<string, NonNullable<HistoryStep["commit"]>>;
}

const UNIT = "\x1f";

/** Asks git about a folder. Nothing where git is not installed, or the folder is in no work tree or not committed. */
export async function readGit(folder: string): Promise<GitFacts> {
  const head = await git(folder, ["log", "-1", `--format=%H${UNIT}%cI${UNIT}%an`]);
  const [hash, date, author] = head?.trim().split(UNIT) ?? [];
  if (hash === undefined || date === undefined || author === undefined) return { commit: null, files: new Map() };
  const branch = (await git(folder, ["symbolic-ref", "--short", "-q", "HEAD"]))?.trim() ?? "";
  return {
    commit: { hash, branch: branch === "" ? null : branch, date: toUtc(date), author },
    files: await readFiles(folder),
  };
}

/** The newest commit of each file below the folder, from one walk through the log. */
async function readFiles(folder: string): Promise<GitFacts["files"]> {
  const files = new Map<string, NonNullable<HistoryStep["commit"]>>();
  const format = `--format=${UNIT}%H${UNIT}%cI${UNIT}%an`;
  const log = await git(folder, [
    "log",
    "-z",
    "--name-only",
    "--relative",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    format,
    "--",
    ".",
  ]);
  let commit: NonNullable<HistoryStep["commit"]> | null = null;
  for (const entry of (log ?? "").split("\0")) {
    const parts = entry.trimStart().split(UNIT);
    if (parts.length === 4) {
      const [, hash, date, rest] = parts as [string, string, string, string];
      const [author, ...first] = rest.split("\n");
      commit = { hash, date: toUtc(date), author: author as string };
      const name = first.join("\n").trimStart();
      if (name !== "" && !files.has(name)) files.set(name, commit);
    } else if (commit !== null) {
      const name = entry.replace(/^\n/, "");
      if (name !== "" && !files.has(name)) files.set(name, commit);
    }
  }
  return files;
}
