/** Where the migrations that made a finding's object stand: file and line, as annotations need them. */
import { dirname, join, relative, resolve, sep } from "node:path";
import { boundsOf } from "../../files/bounds.ts";
import { readLargeFile } from "../../files/read-file.ts";
import type { Catalog } from "../../model/catalog.ts";
import { buildLookup, type CatalogLookup } from "../../model/lookup.ts";
import type { Finding, FindingSubject } from "../../model/scorecard.ts";
import type { Place } from "../reports/report.ts";

/** A path from the repository, with `/`; `null` where it lies outside. */
export function toRepositoryPath(path: string, repository: string): string | null {
  const shown = relative(repository, path).split(sep).join("/");
  return shown === ".." || shown.startsWith("../") || resolve(repository, shown) !== resolve(path) ? null : shown;
}

/**
 * Finds the place of a finding by its origin. The line is the first one of the step's file that names the object after
 * the statement about its table; 1 where none does.
 * @param folder what the history's files are relative to; `null` where that is not known
 */
export function buildPlaces(
  catalog: Catalog,
  { folder, repository }: { folder: string | null; repository: string },
): (finding: Finding) => Place | null {
  const steps = new Map(catalog.history.map((step) => [step.version, step]));
  const lookup = buildLookup(catalog);
  const read = new Map<string, NamedLines>();
  const linesOf = (path: string): NamedLines => {
    let lines = read.get(path);
    if (lines === undefined) {
      lines = new NamedLines(readLines(path));
      read.set(path, lines);
    }
    return lines;
  };
  return ({ origin, subject, evidence }) => {
    const stated = Number(evidence.find(({ name }) => name === "line")?.value ?? 1);
    if (subject.kind === "file") return { file: subject.name, line: stated };
    const step = origin === null ? undefined : steps.get(origin.created);
    if (step === undefined || step.file === null) return null;
    if (folder === null) return { file: step.file, line: 1 };
    const path = join(folder, step.file);
    const file = toRepositoryPath(path, repository);
    if (file === null) return null;
    // Of a migration, the statement's own line is among the facts.
    if (subject.kind === "migration") return { file, line: stated };
    return { file, line: lineOf(linesOf(path), subject, columnsOf(lookup, subject)) };
  };
}

/** The script; empty where it is not there any more, or is none: the report then names its first line. */
function readLines(path: string): string {
  try {
    return readLargeFile(path, { place: path, bounds: boundsOf(dirname(path)) }).toString("utf8");
  } catch {
    return "";
  }
}

/** Columns of a constraint or an index, by which an unnamed one is found. */
function columnsOf(lookup: CatalogLookup, { schema, relation, kind, name }: FindingSubject): readonly string[] {
  if (kind === "column" || schema === null || relation === null) return [];
  const table = lookup.relation(schema, relation);
  const constraint = table?.constraints.find((each) => each.name === name);
  if (constraint !== undefined) return constraint.columns.flatMap((column) => column ?? []);
  return table?.indexes.find((each) => each.name === name)?.key.flatMap(({ column }) => column ?? []) ?? [];
}

/** 1-based. */
function lineOf(lines: NamedLines, { kind, name, relation }: FindingSubject, columns: readonly string[]): number {
  const start = (relation === null ? null : lines.statement(relation)) ?? 1;
  if (kind === "table" || kind === "partitioned table") return start;
  for (const each of [name, ...columns]) {
    const line = lines.from(start, each);
    if (line !== null) return line;
  }
  return start;
}

/** The lines of a script by the names on them: read once, asked for every object. Comments name nothing. */
class NamedLines {
  readonly #lines = new Map<string, number[]>();
  readonly #statements = new Map<string, number>();

  constructor(text: string) {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (/^\s*--/.test(line)) continue;
      const statement = /^\s*(create|alter)\b/i.test(line);
      for (const [token] of line.matchAll(/"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*/gu)) {
        const name = fold(token.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : token);
        const lines = this.#lines.get(name);
        if (lines === undefined) this.#lines.set(name, [index + 1]);
        else if (lines.at(-1) !== index + 1) lines.push(index + 1);
        if (statement && !this.#statements.has(name)) this.#statements.set(name, index + 1);
      }
    }
  }

  /** The first line that begins a CREATE or ALTER and holds the name. */
  statement(name: string): number | null {
    return this.#statements.get(fold(name)) ?? null;
  }

  /** The first line that holds the name, at or after one. */
  from(line: number, name: string): number | null {
    const lines = this.#lines.get(fold(name)) ?? [];
    let [low, high] = [0, lines.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((lines[middle] as number) < line) low = middle + 1;
      else high = middle;
    }
    return lines[low] ?? null;
  }
}

/** Scripts write names in any case where they are not quoted. */
function fold(name: string): string {
  return name.toLowerCase();
}
