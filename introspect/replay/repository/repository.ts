/**
 * What tracked files around the migrations say: who must review them, whether a password stands in a connection
 * string, whether CI runs them. Only files that git keeps, in the folders from the repository's own down to the
 * migrations', by their usual names; no links, nothing large.
 */
import { join } from "node:path";
import { type Bounds, boundsOf } from "../../../src/files/bounds.ts";
import { readTextFile } from "../../../src/files/read-file.ts";
import type { FilePlace, Repository } from "../../../src/model/migration-facts.ts";
import { compareText } from "../../../src/model/names.ts";
import { holdsPassword } from "../script/literal-password.ts";
import { findOwners } from "./codeowners.ts";
import { git } from "./git-command.ts";

/** Where connections are configured, beside what CI runs. Examples and templates are not. */
const CONFIGURED =
  /^(\.env(rc)?([.-][\w-]+)*|alembic\.ini|setup\.cfg|(docker-)?compose[\w.-]*\.ya?ml|dockerfile|makefile|justfile|procfile|database\.ya?ml|(flyway|diesel|sqlx|atlas|liquibase|sqitch|dbmate|config|settings|application|app|db)[\w.-]*\.(toml|conf|hcl|properties|ya?ml|json|ini|cfg|env|py|js|ts)|(knexfile|ormconfig|drizzle\.config|cartulary\.config)\.\w+|schema\.prisma|env\.py|\w+\.sh)$/i;
const EXAMPLE = /example|sample|template|\bdist\b/i;
const OWNERS = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];
const PIPELINES =
  /^(\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.circleci\/config\.ya?ml|azure-pipelines\.ya?ml|bitbucket-pipelines\.ya?ml|\.travis\.ya?ml|Jenkinsfile|\.buildkite\/[^/]+\.ya?ml|\.woodpecker(\.ya?ml|\/[^/]+\.ya?ml))$/;
const RUNS =
  /\b(alembic\s+upgrade|flyway\s+.*\bmigrate|dbmate\b.*\b(up|migrate)|goose\b.*\bup|prisma\s+migrate\s+deploy|drizzle-kit\s+(migrate|push)|(rails|rake)\s+db:(migrate|schema:load|setup|prepare)|sqlx\s+migrate\s+run|diesel\s+(migration\s+run|setup)|atlas\s+migrate\s+apply|liquibase\b.*\bupdate|node-pg-migrate\b.*\bup|sqitch\s+deploy|supabase\s+(db\s+(push|reset)|migration\s+up)|refinery\s+migrate|migrate\b.*-path\b.*\bup|cartulary\s+(build|score))\b/;
const MOST_FILES = 200;
const MOST_CHARACTERS = 262_144;

/** `null` outside a work tree. `script` is one of the migrations, relative to their folder, as git keeps it. */
export async function readRepository(
  folder: string,
  script: string,
  removed: Repository["removed"],
): Promise<Repository | null> {
  const [root, prefix] = await Promise.all(
    ["--show-toplevel", "--show-prefix"].map(async (what) =>
      (await git(folder, ["rev-parse", what]))?.replace(/\r?\n$/, ""),
    ),
  );
  if (root === undefined || prefix === undefined) return null;
  const bounds = boundsOf(folder);
  const texts = new Map<string, string>();
  for (const file of await listFiles(root, prefix)) {
    // Settings may say that the work tree lies elsewhere.
    const text = readText(join(root, file), file, bounds);
    if (text !== null) texts.set(file, text);
  }
  const pipelines = [...texts].filter(([file]) => PIPELINES.test(file));
  const configured = [...texts].filter(([file]) => isConfigured(file) || PIPELINES.test(file));
  const inFolder = prefix.replace(/\/$/, "");
  const runs = (line: string) =>
    !/^\s*(#|\/\/)/.test(line) &&
    (RUNS.test(line) || (inFolder !== "" && /\bpsql\b/.test(line) && line.includes(inFolder)));
  const owners = OWNERS.find((file) => texts.has(file));
  return {
    owners: owners === undefined ? null : findOwners(owners, texts.get(owners) as string, `${prefix}${script}`),
    credentials: configured.flatMap(([file, text]) => findLines(file, text, holdsPassword)),
    filesRead: configured.length,
    pipelines: pipelines.flatMap(([file, text]) => findLines(file, text, runs)),
    removed,
  };
}

/** Tracked files that are looked into, relative to the repository's own folder. */
async function listFiles(root: string, prefix: string): Promise<string[]> {
  const folders = new Set([""]);
  for (let at = prefix.indexOf("/"); at !== -1; at = prefix.indexOf("/", at + 1)) folders.add(prefix.slice(0, at + 1));
  const listed = await git(root, ["ls-files", "-s", "-z"]);
  // Mode 100…: a file, no link and no other repository.
  const files = (listed ?? "").split("\0").flatMap((entry) => /^100\d{3} [0-9a-f]+ 0\t(.+)$/s.exec(entry)?.[1] ?? []);
  const beside = (file: string) => folders.has(file.slice(0, file.lastIndexOf("/") + 1)) && isConfigured(file);
  const wanted = files.filter((file) => beside(file) || PIPELINES.test(file) || OWNERS.includes(file));
  return wanted.sort(compareText).slice(0, MOST_FILES);
}

/** `null` for what is no file of the repository any more, or too large to be configuration. */
function readText(path: string, file: string, bounds: Bounds): string | null {
  try {
    const text = readTextFile(path, { place: file, bounds });
    return text.length <= MOST_CHARACTERS ? text : null;
  } catch {
    return null;
  }
}

function findLines(file: string, text: string, holds: (line: string) => boolean): FilePlace[] {
  return text.split("\n").flatMap((line, index) => (holds(line) ? [{ file, line: index + 1 }] : []));
}

function isConfigured(file: string): boolean {
  const name = file.slice(file.lastIndexOf("/") + 1);
  return CONFIGURED.test(name) && !EXAMPLE.test(name);
}
