/** What is said of a folder that holds no step in SQL: what it holds instead, and where steps may be. */
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { compareText } from "../../../src/model/names.ts";
import { count } from "../../../src/model/sentence.ts";
import { UserError } from "../../../src/model/user-error.ts";
import { findEnvironmentsAround } from "../alembic/environment.ts";
import { refuseUnwritten } from "./alembic.ts";
import { findCodeSteps, languageOf } from "./code-steps.ts";
import { toolAround, toolOfFiles } from "./code-tools.ts";
import type { Folder } from "./layout.ts";
import { isUnreadSql } from "./plain.ts";
import { compareNaturally } from "./steps.ts";
import { RUN_THE_TOOL } from "./unsupported.ts";

/** How people call a folder that holds migrations, and the part of it that is PostgreSQL's. */
const CUSTOMARY = /^((migrations?|migrate|deploy|up|versions)([_-].*)?|pg|pgsql|postgres|postgresql)$/i;
const OF_POSTGRES = /(^|[/_-])(pg|pgsql|postgres|postgresql)($|\/)/i;
/** Folders that hold other people's files. */
const FOREIGN = /^(\.|node_modules$|vendor$|target$)/;
/** What a tool calls the file in a folder that is one step. */
const STEP_FILES = ["up.sql", "migration.sql"];
/** Levels of folders below the one that is given. */
const MOST_LEVELS = 6;
/** Folders that are looked into. */
const MOST_FOLDERS = 500;

/** Throws `UserError`. */
export function refuseWithoutSteps(folder: Folder): never {
  const { files, folders, given } = folder;
  if (files.length === 0 && folders.length === 0) throw new UserError("The folder is empty.", { place: given });
  const below = findSqlBelow(folder.absolute);
  const codeSteps = findCodeSteps(files);
  if (below.length === 0) refuseAlembicAround(folder);
  if (below.length === 0 || codeSteps.length > 0) {
    const inCode = codeSteps.length > 0 ? codeSteps : files.filter((file) => languageOf(file) !== null);
    throw new UserError(`The folder holds no .sql file${formatContentText(folder, inCode)}.`, {
      place: given,
      hint: files.some(isUnreadSql)
        ? "Only files whose names end in .sql are read: unpack them, or call them so."
        : RUN_THE_TOOL,
    });
  }
  const likely = findLikely(below, folder.absolute);
  throw new UserError(`The folder itself holds no .sql file; ${formatFoldersText(below)}.`, {
    place: given,
    hint:
      likely === null
        ? "Folders inside are not read. Write a script that includes the files in their order, each by a line such as \\ir 1/create_orders.sql, and give that."
        : `Give ${join(given, likely)}.`,
  });
}

/** Throws `UserError` where the folder has no code of another tool, and a history of Alembic's stands below or above it. */
function refuseAlembicAround(folder: Folder): void {
  const inCode = folder.files.filter((file) => languageOf(file) !== null);
  if (inCode.some((file) => languageOf(file) !== "Python") || toolOfFiles(folder, folder.files) !== null) return;
  for (const environment of findEnvironmentsAround(folder.absolute, folder.bounds))
    refuseUnwritten(folder, environment);
}

/** The folder below that is most likely meant; `null` where none is. */
function findLikely(below: readonly string[], absolute: string): string | null {
  const [first = ""] = below;
  const parents = new Set(below.map((path) => dirname(path)));
  // A folder a step: the folders are called by versions, and stand in one.
  const steps = parents.size === 1 && dirname(first) !== "." && below.every((path) => /^\d/.test(basename(path)));
  const isStep = STEP_FILES.some((name) => existsSync(join(absolute, first, name)));
  if (steps && (below.length > 1 || isStep)) return dirname(first);
  if (below.length === 1) return first;
  const candidates = below.flatMap((path) => {
    const names = path.split("/");
    const last = names.findLastIndex((name) => CUSTOMARY.test(name));
    return last === -1 ? [] : [names.slice(0, last + 1).join("/")];
  });
  return candidates.find((path) => OF_POSTGRES.test(path)) ?? candidates[0] ?? null;
}

function formatFoldersText(below: readonly string[]): string {
  if (below.length === 1) return `${below[0]}/ does`;
  const shown = below.slice(0, MOST_SHOWN).map((path) => `${path}/`);
  const more = below.length - shown.length;
  return `${count(below.length, "folder")} below it do: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const MOST_SHOWN = 3;

/** What there is instead: ` but 12 files in C#, written for Entity Framework Core`. */
function formatContentText(folder: Folder, inCode: readonly string[]): string {
  if (inCode.length > 0) {
    const languages = [...new Set(inCode.map((file) => languageOf(file) as string))].sort(compareText);
    const tool = toolOfFiles(folder, inCode) ?? toolAround(folder);
    return `, but ${count(inCode.length, "file")} in ${languages.join(" and ")}${tool === null ? "" : `, written for ${tool}`}`;
  }
  const endings = [...new Set(folder.files.flatMap((file) => /.(\.\w+)$/.exec(file)?.[1] ?? []))].sort(compareText);
  const described = folder.files.filter((file) => /\.(json|toml|xml|ya?ml)$/i.test(file));
  const tool = toolOfFiles(folder, described);
  if (tool !== null) return `, but files written for ${tool} (${endings.join(", ")})`;
  return endings.length === 0 ? "" : `, but ${endings.slice(0, MOST_SHOWN).join(", ")}`;
}

/** Folders below that hold `.sql` files, nearest first, as paths with `/`. */
function findSqlBelow(absolute: string): string[] {
  const found: string[] = [];
  let level = [""];
  for (let depth = 0, looked = 0; depth <= MOST_LEVELS; depth += 1) {
    const next: string[] = [];
    for (const path of level) {
      looked += 1;
      if (looked > MOST_FOLDERS) return found;
      const entries = readdirSync(join(absolute, path), { withFileTypes: true });
      if (path !== "" && entries.some((entry) => entry.isFile() && /\.sql$/i.test(entry.name))) found.push(path);
      for (const entry of entries) {
        if (entry.isDirectory() && !FOREIGN.test(entry.name))
          next.push(path === "" ? entry.name : `${path}/${entry.name}`);
      }
    }
    level = next.sort(compareNaturally);
  }
  return found;
}
