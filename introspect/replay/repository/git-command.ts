/**
 * Runs git on a folder, and never anything that the folder names. A repository's own configuration is not the user's:
 * whoever unpacked, mounted or wrote it may have put commands there. Only commands are run here that read, none of which
 * looks into the work tree's files, so that no clean filter is run; what could still run something is switched off.
 */
import { execFile } from "node:child_process";
import { dirname } from "node:path";

const MOST = 256 * 1024 * 1024;

/** Set for every command; `-c` outweighs all files. */
const SETTINGS = [
  // Programs that a setting names: run when the index is read or written, when text is compared, signed or shown.
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.pager=cat",
  "diff.external=",
  "gpg.program=",
  "log.showSignature=false",
  "credential.helper=",
  // Another repository's settings: of submodules, and of a bare one that lies among the files.
  "submodule.recurse=false",
  "diff.ignoreSubmodules=all",
  "safe.bareRepository=explicit",
  // A merge is told against its first parent, following is for one file, names and texts are as they are.
  "log.diffMerges=separate",
  "log.follow=false",
  "core.quotePath=false",
  "color.ui=false",
  "i18n.logOutputEncoding=UTF-8",
];

/** What a hook that we are run from, or a shell, says of another repository or of programs to run. */
const NOT_HANDED_ON =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|PREFIX|NAMESPACE|SHALLOW_FILE|GRAFT_FILE|EXTERNAL_DIFF|DIFF_OPTS|PAGER|EDITOR|ASKPASS|SSH|SSH_COMMAND|PROXY_COMMAND|ATTR_SOURCE)$/;

/** What git prints; `null` where it is not there or does not want to. */
export async function git(folder: string, given: readonly string[]): Promise<string | null> {
  return (await gitBytes(folder, given, ""))?.toString("utf8") ?? null;
}

/** As `git`, in bytes. `input` goes to its standard input. `folder` is absolute. */
export async function gitBytes(folder: string, given: readonly string[], input: string): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const child = execFile(
      "git",
      [
        ...["--no-optional-locks", "--no-pager", "--no-replace-objects", "-C", folder],
        ...SETTINGS.flatMap((setting) => ["-c", setting]),
        ...given,
      ],
      {
        encoding: "buffer",
        maxBuffer: MOST,
        windowsHide: true,
        // Windows looks for git.exe in the current folder first, which may be the repository.
        cwd: dirname(process.execPath),
        env: buildEnvironment(process.env),
      },
      (error, stdout) => resolve(error === null ? stdout : null),
    );
    // Where git is not there, so is nobody to read.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

/**
 * No object is fetched that a partial clone left out: the address, and the program behind it, are the repository's.
 * Older versions of git know the protocols alone.
 */
function buildEnvironment(ours: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const handedOn = Object.entries(ours).filter(([name]) => !NOT_HANDED_ON.test(name));
  return {
    ...Object.fromEntries(handedOn),
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_TERMINAL_PROMPT: "0",
  };
}

/** ISO 8601 in UTC, so that the committer's time zone makes no difference. */
export function toUtc(date: string): string {
  return new Date(date).toISOString().replace(".000Z", "Z");
}
