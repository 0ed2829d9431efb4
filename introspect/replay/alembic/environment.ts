/** Finds where a project keeps Alembic's revisions: by its configuration, or by what the folders hold. */
import { type Dirent, readdirSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { type Bounds, isWithin, toRealPath } from "../../../src/files/bounds.ts";
import { readLargeFile, readTextFile } from "../../../src/files/read-file.ts";
import { compareText } from "../../../src/model/names.ts";
import { UserError } from "../../../src/model/user-error.ts";
import { parsePython } from "./python.ts";
import { isRevision, type Revision, toRevision } from "./revision.ts";

/** One history of Alembic's; a project may have several. */
export interface AlembicEnvironment {
  /** What gave it away, relative to the folder that was looked at: `alembic.ini`, `migrations/env.py`. */
  evidence: string;
  /** The folders that hold the revisions, absolute. */
  versions: string[];
  /** Whether folders inside hold some too. */
  recursive: boolean;
}

/** Levels of folders that are looked at below and above. */
const MOST_LEVELS = 4;
/** Folders that are looked into below one. */
const MOST_FOLDERS = 1000;
const FOREIGN = /^(\.|__pycache__$|node_modules$|site-packages$|venv$|env$)/;
/** Files that are parsed to tell whether a folder holds revisions. */
const MOST_TRIED = 5;

/** The histories that are configured in a folder, or held by it. */
export function findEnvironments(folder: string, bounds: Bounds): AlembicEnvironment[] {
  const names = readEntries(folder).map(({ name }) => name);
  const configured = names
    .filter((name) => name === "pyproject.toml" || name.endsWith(".ini"))
    .flatMap((name) => readConfig(folder, name, bounds));
  if (configured.length > 0) return configured;
  if (names.includes("versions") && (names.includes("env.py") || findRevisionFile(join(folder, "versions"), bounds))) {
    const evidence = names.includes("env.py") ? "env.py" : "versions";
    return [{ evidence, versions: [join(folder, "versions")], recursive: false }];
  }
  const evidence = findRevisionFile(folder, bounds);
  return evidence === null ? [] : [{ evidence, versions: [folder], recursive: false }];
}

/** The nearest histories in folders below. */
export function findEnvironmentsBelow(folder: string, bounds: Bounds): AlembicEnvironment[] {
  let level = [folder];
  let looked = 0;
  for (let depth = 0; depth < MOST_LEVELS; depth += 1) {
    level = level.flatMap((each) =>
      readEntries(each)
        .filter((entry) => entry.isDirectory() && !FOREIGN.test(entry.name))
        .map(({ name }) => join(each, name)),
    );
    looked += level.length;
    if (looked > MOST_FOLDERS) return [];
    const found = level.flatMap((each) =>
      findEnvironments(each, bounds).map((environment) => ({
        ...environment,
        evidence: join(relative(folder, each), environment.evidence),
      })),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** The histories of a folder, those below it, then those of the folders above as far as may be read. */
export function* findEnvironmentsAround(folder: string, bounds: Bounds): Generator<AlembicEnvironment> {
  let at = resolve(folder);
  for (let level = 0; level <= MOST_LEVELS && isWithin(toRealPath(at), bounds); level += 1) {
    const shown = relative(folder, at);
    for (const each of [...findEnvironments(at, bounds), ...findEnvironmentsBelow(at, bounds)]) {
      yield { ...each, evidence: join(shown, each.evidence) };
    }
    at = dirname(at);
  }
}

/** A revision with the file that it was read from. */
export interface ReadRevision {
  revision: Revision;
  /** Absolute. */
  path: string;
  text: string;
}

/** Reads every revision of a history; `given` says what the user calls a file. Throws `UserError` for one that cannot be read. */
export function readRevisions(
  { versions, recursive }: AlembicEnvironment,
  given: (path: string) => string,
  bounds: Bounds,
): ReadRevision[] {
  return versions
    .flatMap((folder) => listPython(folder, recursive))
    .flatMap((path) => {
      const place = given(path);
      const text = readPython(path, place, bounds);
      const module = parsePython(text, place);
      return isRevision(module) ? [{ revision: toRevision(module, place), path, text }] : [];
    });
}

/** Whether a history has the word in one of its files. */
export function holdsWord({ versions, recursive }: AlembicEnvironment, word: string, bounds: Bounds): boolean {
  return versions
    .flatMap((folder) => listPython(folder, recursive))
    .some((path) => readLargeFile(path, { place: path, bounds }).includes(word));
}

/** The files that Alembic loads, in the order of their names. */
function listPython(folder: string, recursive: boolean): string[] {
  return readEntries(folder).flatMap((entry) => {
    if (entry.isDirectory()) {
      return recursive && !FOREIGN.test(entry.name) ? listPython(join(folder, entry.name), true) : [];
    }
    return entry.name.endsWith(".py") && !/^(\.#|__init__)/.test(entry.name) ? [join(folder, entry.name)] : [];
  });
}

/** The name of the first revision among a folder's files; `null` where the first few are none. */
function findRevisionFile(folder: string, bounds: Bounds): string | null {
  const tried = listPython(folder, false).slice(0, MOST_TRIED);
  return tried.map((path) => basename(path)).find((name) => isRevisionFile(join(folder, name), bounds)) ?? null;
}

function isRevisionFile(path: string, bounds: Bounds): boolean {
  let text: string;
  try {
    text = readLargeFile(path, { place: path, bounds }).toString("latin1");
    return text.includes("alembic") && isRevision(parsePython(text, path));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return false;
  }
}

/** Text in UTF-8, or in what the file says in one of its first two lines (PEP 263). Throws `UserError` for anything else. */
function readPython(path: string, place: string, bounds: Bounds): string {
  const bytes = readLargeFile(path, { place, bounds });
  const [first = "", second = ""] = bytes.subarray(0, 512).toString("latin1").split("\n");
  const said = [first, second].flatMap((line) => /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1] ?? [])[0];
  try {
    return new TextDecoder(toWebName(said ?? "utf-8"), { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(
      said === undefined
        ? "The file is not in UTF-8 and does not say what it is in, so Python refuses it."
        : `The file says that it is in ${said}, and it is not.`,
      { place, hint: "Save it as UTF-8, or say what it is in: # -*- coding: latin-1 -*- in its first line.", cause },
    );
  }
}

/** What Python calls `latin-1` and `utf_8`, others call `latin1` and `utf-8`. */
function toWebName(encoding: string): string {
  return encoding.replaceAll("_", "-").replace(/^latin-/i, "latin");
}

/** What `alembic.ini`, or `[tool.alembic]` of `pyproject.toml`, says. */
function readConfig(folder: string, name: string, bounds: Bounds): AlembicEnvironment[] {
  const text = readTextFile(join(folder, name), { place: name, bounds });
  const section = name.endsWith(".toml") ? "tool.alembic" : "alembic";
  const settings = readSection(text, section);
  const location = settings?.get("script_location");
  if (settings === null || location === undefined) return [];
  const toPath = (written: string) => resolvePlace(folder, written);
  const separator = settings.get("path_separator") ?? settings.get("version_path_separator") ?? "";
  const locations = (settings.get("version_locations") ?? "")
    .split(separator === "os" ? /[:;]/ : separator === "newline" ? /\n/ : separator === "space" ? /\s+/ : /[,\s]+/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
  const script = toPath(location);
  const versions = locations.length > 0 ? locations.map(toPath) : [join(script, "versions")];
  const evidence = section === "alembic" ? name : `[${section}] in ${name}`;
  const recursive = settings.get("recursive_version_locations") === "true";
  const own = versions.filter((path) => isWithin(toRealPath(path), bounds) && readEntries(path).length > 0);
  return own.length === 0 ? [] : [{ evidence, versions: own, recursive }];
}

/** `%(here)s/migrations`, `app/migrations`, or `app:migrations`, which is a folder in a package. */
function resolvePlace(folder: string, written: string): string {
  const place = written.replaceAll("%(here)s", ".");
  const path =
    isAbsolute(place) || !/^[\w.]+:/.test(place)
      ? place
      : place.replace(/^[\w.]+/, (name) => name.replaceAll(".", "/")).replace(":", "/");
  return resolve(folder, path);
}

/** The settings of one section of an INI or TOML file, quotes and brackets left aside; `null` where it has none. */
function readSection(text: string, section: string): Map<string, string> | null {
  let inside = false;
  let settings: Map<string, string> | null = null;
  let last: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[([^[\]]+)\]\s*$/.exec(line)?.[1];
    if (header !== undefined) {
      inside = header.trim() === section;
      if (inside) settings ??= new Map();
      last = null;
    } else if (inside && settings !== null && !/^\s*[#;]/.test(line)) {
      const [, key, value = ""] = /^(\w+)\s*[=:]\s*(.*)$/.exec(line) ?? [];
      if (key !== undefined) settings.set(key, plain(value));
      // A value goes on in lines that are set in.
      else if (last !== null && /^\s+\S|^\]/.test(line)) settings.set(last, `${settings.get(last)}\n${plain(line)}`);
      last = key ?? last;
    }
  }
  return settings;
}

function plain(value: string): string {
  return value.replace(/^\s*\[|\]\s*$|["']/g, "").trim();
}

function readEntries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name));
  } catch {
    return [];
  }
}
