/** What git says of the migrations as files: kept or not, changed after they came in, taken away. */
import type { Repository, StepCommit, StepFacts } from "../../../src/model/migration-facts.ts";
import { compareText } from "../../../src/model/names.ts";
import { nextToken } from "../script/sql-lexer.ts";
import { git, gitBytes, toUtc } from "./git-command.ts";

export interface GitEdits {
  /** Paths relative to the folder; `null` outside a work tree, and in a folder that it ignores as a whole. */
  tracked: ReadonlySet<string> | null;
  /** By path, for files that were changed; `null`: not known. */
  edits: ReadonlyMap<string, NonNullable<StepFacts["edits"]>> | null;
  removed: Repository["removed"];
}

const UNIT = "\x1f";
/** Commits of one piece of work that were merged one by one stand this near to each other. */
const SAME_WORK_MS = 3_600_000;

/**
 * `texts` are the files as they are run now, by their path relative to the folder, and `toUp` gives what is run of an
 * earlier version.
 */
export async function readEdits(
  folder: string,
  texts: ReadonlyMap<string, string>,
  toUp: (text: string) => string = (text) => text,
): Promise<GitEdits> {
  const listed = await git(folder, ["ls-files", "-z", "--", "."]);
  const outside = listed === null || (listed === "" && (await git(folder, ["check-ignore", "-q", "."])) !== null);
  if (outside) return { tracked: null, edits: null, removed: null };
  const tracked = new Set(listed.split("\0").filter((path) => path !== ""));
  const shallow = (await git(folder, ["rev-parse", "--is-shallow-repository"]))?.trim();
  if (shallow !== "false") return { tracked, edits: null, removed: null };
  const walk = await readWalk(folder);
  const committed = await readCommitted(folder, texts);
  if (walk === null || committed === null) return { tracked, edits: null, removed: null };
  const blobs = await readBlobs(folder, [
    ...walk.flatMap((commit) => commit.changes).flatMap(blobsOf),
    ...committed.values(),
  ]);
  if (blobs === null) return { tracked, edits: null, removed: null };
  for (const [name, text] of blobs) blobs.set(name, toUp(text));
  const { files, removed } = follow(walk, (change) => differs(blobs.get(change.before), blobs.get(change.after)));
  for (const [path, blob] of committed) {
    const file = files.get(path);
    if (file?.published === true && differs(blobs.get(blob), texts.get(path))) file.edits.push({ commit: null });
  }
  return { tracked, edits: new Map([...files].map(([path, file]) => [path, file.edits])), removed };
}

/**
 * The blob of each of these files in the last commit. `git diff` would compare them for us, and run the repository's
 * filters on the way; files that a filter changes are left out, since their blobs hold something else.
 */
async function readCommitted(
  folder: string,
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string> | null> {
  const listed = await git(folder, ["ls-tree", "-r", "-z", "HEAD"]);
  if (listed === null) return null;
  const blobs = new Map<string, string>();
  for (const entry of listed.split("\0")) {
    const [, blob, path] = /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s.exec(entry) ?? [];
    if (blob !== undefined && path !== undefined && texts.has(path)) blobs.set(path, blob);
  }
  if (blobs.size === 0) return blobs;
  const paths = `${[...blobs.keys()].join("\0")}\0`;
  const attributes = await gitBytes(folder, ["check-attr", "-z", "--stdin", "filter"], paths);
  if (attributes === null) return null;
  // Path, `filter`, its value, one after the other.
  const fields = attributes.toString("utf8").split("\0");
  for (let at = 0; at + 2 < fields.length; at += 3) {
    if (!/^(unspecified|unset)$/.test(fields[at + 2] as string)) blobs.delete(fields[at] as string);
  }
  return blobs;
}

/** What is said of one file. */
export function buildGitFacts(file: string, edits: GitEdits | null): Pick<StepFacts, "tracked" | "edits"> {
  const tracked = edits?.tracked?.has(file) ?? null;
  const known = tracked === true ? (edits?.edits ?? null) : null;
  return { tracked, edits: known === null ? null : (known.get(file) ?? []) };
}

/** One file in one commit. */
interface FileChange {
  /** `A`, `M`, `D` or `R`. */
  status: string;
  path: string;
  /** The path before, where it was renamed; else the same. */
  from: string;
  /** Names of blobs. */
  before: string;
  after: string;
}

interface WalkedCommit {
  commit: StepCommit;
  /** The main branch has it. */
  published: boolean;
  changes: FileChange[];
}

/** The commits of the main line, oldest first: what a merge brought in is one commit. */
async function readWalk(folder: string): Promise<WalkedCommit[] | null> {
  const format = `--format=${UNIT}%H${UNIT}%cI${UNIT}%an${UNIT}%P`;
  const raw = ["--raw", "-z", "--no-abbrev", "-M", "--relative", "--no-ext-diff", "--no-textconv"];
  const log = await git(folder, ["log", "--first-parent", "-m", ...raw, format, "--", "."]);
  if (log === null) return null;
  const own = new Set(await readUnpublished(folder));
  const walked: WalkedCommit[] = [];
  for (const entry of `\0${log}`.split(`\0${UNIT}`)) {
    const [head = "", ...rest] = entry.split("\0");
    const [hash, date, author, parents = ""] = head.split(UNIT);
    if (hash === undefined || date === undefined || author === undefined) continue;
    // A branch that takes in the main one brings what that has.
    const published = !own.has(hash) || parents.split(" ").some((parent, place) => place > 0 && !own.has(parent));
    walked.push({ commit: { hash, date: toUtc(date), author }, published, changes: parseChanges(rest) });
  }
  return walked.reverse();
}

/** Commits of the branch that the main one does not have yet. */
async function readUnpublished(folder: string): Promise<string[]> {
  const remote = (await git(folder, ["symbolic-ref", "-q", "refs/remotes/origin/HEAD"]))?.trim();
  const usual = ["main", "master", "trunk", "develop"];
  const candidates = ["refs/remotes/origin", "refs/heads"].flatMap((where) => usual.map((name) => `${where}/${name}`));
  for (const name of remote === undefined ? candidates : [remote, ...candidates]) {
    if ((await git(folder, ["rev-parse", "-q", "--verify", name])) === null) continue;
    return (await git(folder, ["rev-list", "HEAD", `^${name}`]))?.split("\n") ?? [];
  }
  return [];
}

/** `:100644 100644 <blob> <blob> M`, the path, and for a rename the new path. */
function parseChanges(fields: readonly string[]): FileChange[] {
  const changes: FileChange[] = [];
  for (let at = 0; at < fields.length; ) {
    const match = /^\s*:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) ([A-Z])/.exec(fields[at] ?? "");
    if (match === null) {
      at += 1;
      continue;
    }
    const [, before = "", after = "", status = ""] = match;
    const from = fields[at + 1] ?? "";
    const renamed = status === "R" || status === "C";
    changes.push({ status, from, path: renamed ? (fields[at + 2] ?? "") : from, before, after });
    at += renamed ? 3 : 2;
  }
  return changes;
}

/** A file as it went through the commits. */
interface Followed {
  since: string;
  published: boolean;
  edits: NonNullable<StepFacts["edits"]>;
}

function follow(
  walk: readonly WalkedCommit[],
  isEdit: (change: FileChange) => boolean,
): { files: Map<string, Followed>; removed: NonNullable<Repository["removed"]> } {
  const files = new Map<string, Followed>();
  const removed = new Map<string, StepCommit>();
  for (const { commit, published, changes } of walk) {
    // Another file in its place is a squash.
    const squashed = changes.some(({ status, path }) => status === "A" && isScript(path));
    for (const change of [...changes].sort((a, b) => compareText(a.status, b.status))) {
      const { status, path, from } = change;
      const known = files.get(from);
      if (status === "D") {
        files.delete(path);
        if (known?.published === true && !squashed && isScript(path)) removed.set(path, commit);
        continue;
      }
      removed.delete(path);
      if (known === undefined) {
        files.set(path, { since: commit.date, published, edits: [] });
        continue;
      }
      if (status === "R") {
        files.delete(from);
        files.set(path, known);
      }
      const late = Date.parse(commit.date) - Date.parse(known.since) > SAME_WORK_MS;
      if (known.published && late && change.before !== change.after && isEdit(change)) known.edits.push({ commit });
    }
  }
  const sorted = [...removed].sort(([a], [b]) => compareText(a, b));
  return { files, removed: sorted.map(([file, commit]) => ({ file, commit })) };
}

/** A file of the folder itself, or the way up in a step's folder. What only takes a step back makes no schema. */
function isScript(path: string): boolean {
  return /^([^/]+|[^/]+\/up)\.sql$/i.test(path) && !/\.down\.sql$/i.test(path);
}

function blobsOf({ status, before, after }: FileChange): string[] {
  return status === "M" || (status === "R" && before !== after) ? [before, after] : [];
}

/** The texts of blobs by their names; those that git does not have are left out. */
async function readBlobs(folder: string, names: readonly string[]): Promise<Map<string, string> | null> {
  const wanted = [...new Set(names)].filter((name) => !/^0+$/.test(name)).sort(compareText);
  const texts = new Map<string, string>();
  if (wanted.length === 0) return texts;
  const bytes = await gitBytes(folder, ["cat-file", "--batch"], `${wanted.join("\n")}\n`);
  if (bytes === null) return null;
  // `<name> blob <bytes>`, the content, a line break; `<name> missing` alone.
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf("\n", at);
    if (end === -1) break;
    const [name = "", type, size] = bytes.toString("utf8", at, end).split(" ");
    const length = type === "blob" ? Number(size) : -1;
    if (length >= 0) texts.set(name, bytes.toString("utf8", end + 1, end + 1 + length));
    at = end + 1 + (length >= 0 ? length + 1 : 0);
  }
  return texts;
}

/** Whether two scripts do something else: comments, layout and the case of words make no difference. */
function differs(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined || before === after) return false;
  return substanceOf(before) !== substanceOf(after);
}

function substanceOf(written: string): string {
  // Git may give line breaks another form, those within bodies too.
  const text = written.replaceAll("\r\n", "\n");
  const tokens: string[] = [];
  for (let at = 0; at < text.length; ) {
    const token = nextToken(text, at);
    at = token.end;
    const source = text.slice(token.start, token.end);
    if (token.kind !== "space") tokens.push(token.kind === "word" ? source.toLowerCase() : source);
  }
  while (tokens.at(-1) === ";") tokens.pop();
  return tokens.join("\0");
}
