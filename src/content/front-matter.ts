/** YAML front matter, read by hand so that every fault is told with its file and line. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";
import { nearest } from "../model/nearest.ts";
import { UserError } from "../model/user-error.ts";

/** A Markdown file taken apart. */
export interface FrontMatter {
  fields: Fields;
  /** The text after the front matter. */
  body: string;
}

const OPENING = /^\ufeff?---[ \t]*(?:\r?\n|$)/;
/** Dashes at the end of a value close nothing: they stand on a line of their own. */
const FENCES = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|(?![\s\S]))/m;

/** Fields are few; names that are looked up among all others make long ones slow. */
const MOST_CHARACTERS = 65_536;

/**
 * Takes a Markdown file apart.
 * @param file for messages
 * @throws UserError for a file without front matter, and for text that is no YAML mapping
 */
export function parseFrontMatter(text: string, file: string): FrontMatter {
  const match = FENCES.exec(text);
  if (match === null && OPENING.test(text)) {
    throw new UserError("The front matter has no end.", {
      place: `${file}:1`,
      hint: "Write a line --- after its last field.",
    });
  }
  if (match === null) {
    throw new UserError("The file has no front matter.", {
      place: `${file}:1`,
      hint: "Begin it with a line ---, then title and date, then a line ---.",
    });
  }
  const yaml = match[1] as string;
  if (yaml.length > MOST_CHARACTERS) {
    throw new UserError(`The front matter is longer than ${MOST_CHARACTERS} characters.`, {
      place: `${file}:1`,
      hint: "What is to be read stands below it.",
    });
  }
  const lines = new LineCounter();
  // Core, not 1.1: `no` stays a word and a date stays text.
  const document = parseDocument(yaml, { lineCounter: lines, schema: "core", prettyErrors: false });
  // The fence above is line 1.
  const lineAt = (offset: number) => lines.linePos(offset).line + 1;
  const [error] = document.errors;
  if (error !== undefined) {
    const what = /call stack/.test(error.message) ? "it is nested too deep" : error.message.replace(/\.$/, "");
    throw new UserError(`The front matter is no valid YAML: ${what}.`, {
      place: `${file}:${lineAt(error.pos[0])}`,
      hint: "A value with a colon, a quote or a # in it needs quotes around it.",
      cause: error,
    });
  }
  if (!isMap(document.contents)) {
    throw new UserError("The front matter holds no fields.", {
      place: `${file}:1`,
      hint: "Write title: and date:, each on a line of its own.",
    });
  }
  const whole = new Fields(document.contents, "front matter", { file, lineAt });
  return { fields: whole, body: text.slice(match[0].length) };
}

/** One mapping of the front matter. Every reader throws a UserError that names file and line. */
export class Fields {
  readonly #map: YAMLMap;
  readonly #what: string;
  readonly #source: { file: string; lineAt(offset: number): number };

  constructor(map: YAMLMap, what: string, source: { file: string; lineAt(offset: number): number }) {
    this.#map = map;
    this.#what = what;
    this.#source = source;
  }

  /** Refuses keys that are not known, naming the nearest one that is. */
  allow(known: readonly string[]): this {
    for (const { key } of this.#map.items) {
      const name = isScalar(key) ? String(key.value) : "";
      if (known.includes(name)) continue;
      const near = nearest(name, known);
      throw this.#fault(`The ${this.#what} has an unknown field ${name}.`, key as Node, {
        hint: near === null ? `The fields are ${known.join(", ")}.` : `Did you mean ${near}?`,
      });
    }
    return this;
  }

  /** The line of a field's value, or of the mapping where it is left out. */
  lineOf(name: string): number {
    return this.#lineOf(this.#node(name) ?? this.#map);
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.#missing(name);
  }

  /** `null` where it is left out or empty. */
  optionalText(name: string): string | null {
    const node = this.#node(name);
    if (node === null || (isScalar(node) && String(node.value ?? "").trim() === "")) return null;
    return this.#toText(node, name);
  }

  date(name: string): string {
    return this.optionalDate(name) ?? this.#missing(name);
  }

  /** An ISO date that is in the calendar; `null` where it is left out. */
  optionalDate(name: string): string | null {
    const text = this.optionalText(name);
    if (text === null) return null;
    if (!isDate(text)) {
      throw this.#fault(`The field ${name} is no date: ${text}.`, this.#node(name), {
        hint: "Write it as 2026-12-31.",
      });
    }
    return text;
  }

  choice<C extends string>(name: string, choices: readonly C[]): C {
    const text = this.text(name);
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    throw this.#fault(`The field ${name} is ${text}, which is not one of ${choices.join(", ")}.`, this.#node(name), {});
  }

  /** A list of texts with the line of each; empty where it is left out. */
  texts(name: string): { text: string; line: number }[] {
    return this.#list(name).map((node) => ({ text: this.#toText(node, name), line: this.#lineOf(node) }));
  }

  /** A list of mappings; empty where it is left out. */
  entries(name: string): Fields[] {
    return this.#list(name).map((node) => {
      if (isMap(node)) return new Fields(node, `entry of ${name}`, this.#source);
      throw this.#fault(`An entry of ${name} is not a set of fields.`, node, {
        hint: "Write each as - rule: …, with its other fields below.",
      });
    });
  }

  #node(name: string): Node | null {
    const node = this.#map.get(name, true) as Node | undefined;
    return node ?? null;
  }

  #list(name: string): Node[] {
    const node = this.#node(name);
    if (node === null || (isScalar(node) && node.value === null)) return [];
    if (isSeq(node)) return node.items as Node[];
    throw this.#fault(`The field ${name} is not a list.`, node, { hint: `Write ${name}: [a, b], or one - a line.` });
  }

  #toText(node: Node, name: string): string {
    const value = isScalar(node) ? node.value : null;
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    const hint = isScalar(node) && value !== null && value !== "" ? `Put ${value} in quotes.` : null;
    throw this.#fault(`The field ${name} is not a text.`, node, { hint });
  }

  #missing(name: string): never {
    throw this.#fault(`The ${this.#what} has no ${name}.`, this.#map, {});
  }

  #lineOf(node: Node): number {
    return this.#source.lineAt(node.range?.[0] ?? 0);
  }

  #fault(message: string, node: Node | null, more: { hint?: string | null }): UserError {
    const place = `${this.#source.file}:${this.#lineOf(node ?? this.#map)}`;
    return new UserError(message, { ...more, place });
  }
}

/** True for an ISO date that is in the calendar. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
