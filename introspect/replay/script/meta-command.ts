/** psql's own commands: what one says, read as psql reads it (src/bin/psql/psqlscanslash.l). */
import { type PsqlValue, parseVariableUse, VARIABLE, type VariableUse, writePsqlValue } from "./psql-variables.ts";

export interface MetaCommand {
  /** Without its backslash: `set`, `ir`, `!`. */
  name: string;
  arguments: MetaArgument[];
  /** Where the script goes on: a command ends with its line, or where the next one begins. */
  end: number;
}

export interface MetaArgument {
  /** What it holds, as far as it is known. */
  value: PsqlValue;
  /** The variable that it names and that nothing sets; `null` where there is none. */
  unset: string | null;
}

/** What a psql variable holds; `null` where nothing sets it. */
export type ReadVariable = (name: string) => PsqlValue | null;

/** Their argument is all that is left of the line. */
const WHOLE_LINE = new Set(["!", "copy", "h", "help", "ef", "ev", "sf", "sf+", "sv", "sv+"]);
/** Their argument is, where it begins with `|`. */
const PIPING = new Set(["g", "gx", "o", "out", "w", "write"]);

const NAME = /[^ \t\r\f\v\\]*/y;
const SPACE = /[ \t\r\f\v]*/y;

/** The command that begins at the backslash. */
export function readMetaCommand(text: string, start: number, variable: ReadVariable): MetaCommand {
  const lineEnd = text.indexOf("\n", start);
  const reader = new ArgumentReader(text.slice(start, lineEnd === -1 ? text.length : lineEnd), variable);
  const name = reader.readName();
  // psql throws the rest of the line away where a backslash has no name behind it.
  const given = WHOLE_LINE.has(name) || name === "" ? [reader.readRest()] : reader.readArguments(PIPING.has(name));
  return { name, arguments: given, end: start + reader.position };
}

/** Reads one line. */
class ArgumentReader {
  /** Behind the backslash. */
  position = 1;
  readonly #line: string;
  readonly #variable: ReadVariable;

  constructor(line: string, variable: ReadVariable) {
    this.#line = line;
    this.#variable = variable;
  }

  readName(): string {
    const begin = this.position;
    this.#pass(NAME);
    return this.#line.slice(begin, this.position);
  }

  readRest(): MetaArgument {
    this.#pass(SPACE);
    const text = this.#line.slice(this.position);
    this.position = this.#line.length;
    return { value: { text }, unset: null };
  }

  readArguments(pipes: boolean): MetaArgument[] {
    const given: MetaArgument[] = [];
    for (;;) {
      this.#pass(SPACE);
      if (this.position >= this.#line.length || this.#line[this.position] === "\\") break;
      given.push(pipes && this.#line[this.position] === "|" ? this.readRest() : this.#readArgument());
    }
    // Two of them end a command, and the script goes on behind them; one begins the next command.
    if (this.#line.startsWith("\\\\", this.position)) this.position += 2;
    return given;
  }

  #readArgument(): MetaArgument {
    let text = "";
    let from: "shell" | "query" | null = null;
    let unset: string | null = null;
    while (this.position < this.#line.length) {
      const character = this.#line[this.position] as string;
      const use = character === ":" ? this.#readVariableUse() : null;
      if (/[ \t\r\f\v\\]/.test(character)) break;
      if (use !== null) {
        const value = this.#variable(use.name);
        if (value !== null && "from" in value) from ??= value.from;
        else if (value === null && use.form !== "test") {
          unset ??= use.name;
          text += use.source;
        } else text += writePsqlValue(value?.text ?? null, use.form);
      } else if (character === "'") text += this.#readQuoted();
      else if (character === '"') text += this.#readUpTo('"');
      else if (character === "`") {
        this.#readUpTo("`");
        from ??= "shell";
      } else {
        text += character;
        this.position += 1;
      }
    }
    return { value: from === null ? { text } : { from }, unset };
  }

  /** Between single quotes; `''` and escapes stand for what they mean. */
  #readQuoted(): string {
    let value = "";
    for (this.position += 1; this.position < this.#line.length; this.position += 1) {
      const character = this.#line[this.position] as string;
      if (character === "'") {
        if (this.#line[this.position + 1] !== "'") break;
        this.position += 1;
        value += "'";
      } else if (character === "\\") value += this.#readEscape();
      else value += character;
    }
    this.position += 1;
    return value;
  }

  /** Leaves the position at its last character. */
  #readEscape(): string {
    const [whole = "", octal, hex, letter = ""] =
      /^\\(?:([0-7]{1,3})|x([\dA-Fa-f]{1,2})|(.?))/su.exec(this.#line.slice(this.position, this.position + 6)) ?? [];
    this.position += whole.length - 1;
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return ESCAPES[letter] ?? letter;
  }

  /** With its quotes. */
  #readUpTo(quote: string): string {
    const end = this.#line.indexOf(quote, this.position + 1);
    const text = this.#line.slice(this.position, end === -1 ? undefined : end + 1);
    this.position += text.length;
    return text;
  }

  #readVariableUse(): (VariableUse & { source: string }) | null {
    VARIABLE.lastIndex = this.position;
    const source = VARIABLE.exec(this.#line)?.[0];
    if (source === undefined) return null;
    this.position += source.length;
    return { ...parseVariableUse(source), source };
  }

  #pass(pattern: RegExp): void {
    pattern.lastIndex = this.position;
    pattern.exec(this.#line);
    this.position = pattern.lastIndex;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };
