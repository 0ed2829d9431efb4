/** Where the migrations that made a finding's object stand: file and line, as annotations need them. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Catalog } from "../model/catalog.ts";
import type { Finding, FindingSubject } from "../model/scorecard.ts";
import type { Place } from "./reports/report.ts";

/** The folder that annotations name files from: the nearest one upwards that git keeps, else the one given. */
export function findRepository(folder: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return resolve(folder);
  }
}

/** A path from the repository, with `/`; `null` where it lies outside. */
export function toRepositoryPath(path: string, repository: string): string | null {
  const shown = relative(repository, path).split(sep).join("/");
  return shown === ".." || shown.startsWith("../") || resolve(repository, shown) !== resolve(path) ? null : shown;
}

/**
 * Finds the place of a finding by its origin. The line is the first one of the step's file that names the object after
 * the statement about its table; 1 where none does.
 * @param folder what the history's files are relative to; `null` for a catalog that was read from a file or a server
 */
export function toPlaces(
  catalog: Catalog,
  { folder, repository }: { folder: string | null; repository: string },
): (finding: Finding) => Place | null {
  const steps = new Map(catalog.history.map((step) => [step.version, step]));
  const texts = new Map<string, string[]>();
  const linesOf = (path: string): string[] => {
    let lines = texts.get(path);
    if (lines === undefined) {
      lines = existsSync(path) ? readFileSync(path, "utf8").split(/\r?\n/) : [];
      texts.set(path, lines);
    }
    return lines;
  };
  return ({ origin, subject }) => {
    const step = origin === null ? undefined : steps.get(origin.created);
    if (step === undefined) return null;
    if (folder === null) return { file: step.file, line: 1 };
    const path = join(folder, step.file);
    const file = toRepositoryPath(path, repository);
    return file === null ? null : { file, line: toLine(linesOf(path), subject, columnsOf(catalog, subject)) };
  };
}

/** Columns of a constraint or an index, by which an unnamed one is found. */
function columnsOf(catalog: Catalog, { schema, relation, kind, name }: FindingSubject): readonly string[] {
  if (kind === "column") return [];
  const table = catalog.relations.find((each) => each.schema === schema && each.name === relation);
  const constraint = table?.constraints.find((each) => each.name === name);
  if (constraint !== undefined) return constraint.columns.flatMap((column) => column ?? []);
  return table?.indexes.find((each) => each.name === name)?.key.flatMap(({ column }) => column ?? []) ?? [];
}

/** 1-based. */
function toLine(lines: readonly string[], subject: FindingSubject, columns: readonly string[]): number {
  const find = (name: string, from: number, statement: boolean): number => {
    const escaped = name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    // Quoted as a whole, or bare: not a part of a longer name, quoted or not.
    const quoted = escaped.replaceAll('"', '""');
    const word = new RegExp(`"${quoted}"|(?<![\\p{L}\\p{N}_$"])${escaped}(?![\\p{L}\\p{N}_$"])`, "iu");
    return lines.findIndex(
      (line, index) =>
        index >= from && !/^\s*--/.test(line) && (!statement || /^\s*(create|alter)\b/i.test(line)) && word.test(line),
    );
  };
  const whole = subject.relation === null ? -1 : find(subject.relation, 0, true);
  const start = Math.max(0, whole);
  if (subject.kind === "table" || subject.kind === "partitioned table") return start + 1;
  for (const name of [subject.name, ...columns]) {
    const line = find(name, start, false);
    if (line !== -1) return line + 1;
  }
  return start + 1;
}
