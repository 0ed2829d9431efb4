/**
 * Reads a script as psql would: statements with the file and line they stand in, psql's own commands carried out or
 * noted, the data of COPY left out. Statements keep their text to the byte.
 */
import { UserError } from "../../src/model/user-error.ts";
import { type MetaCommand, parseMetaCommand, readMetaCommand } from "./meta-command.ts";
import { nextToken, type Token } from "./sql-lexer.ts";
import { StatementBuilder } from "./statement-builder.ts";

export interface ScriptStatement {
  /** Without its `;`, and without space and comments around it. */
  text: string;
  /** Relative to the history's folder. */
  file: string;
  /** 1-based, of the statement's first word. */
  line: number;
}

/** Something in the script that is no statement for the server. */
export interface ScriptNote {
  kind: "data" | "command" | "query";
  /** For people: `12 lines of COPY data`, `\set`. */
  what: string;
  file: string;
  line: number;
}

export interface Script {
  statements: ScriptStatement[];
  notes: ScriptNote[];
  /** Statements before which `\connect` asks for another database: index into `statements` and where it stands. */
  connects: { before: number; file: string; line: number }[];
  /** The files that it includes, those that they include among them. */
  included: { file: string; text: string }[];
}

/**
 * Gives the text of an included file and its path relative to the history's folder. `place` is where it is included,
 * `file:line`. Throws `UserError`.
 */
export type ReadInclude = (path: string, from: string, place: string) => { file: string; text: string };

/** Reads the script of one step. Throws `UserError` for what psql itself would refuse. */
export function readScript(file: string, text: string, readInclude: ReadInclude): Script {
  const script: Script = { statements: [], notes: [], connects: [], included: [] };
  new Reader(script, new Map(), readInclude, []).read(file, text);
  return script;
}

/** Commands that run the query before them, as `;` does. */
const SENDING = new Set(["g", "gx", "gdesc", "watch", "crosstabview", "bind", "parse"]);
/** Commands that run the query before them for what it returns. */
const QUERYING = new Set(["gexec", "gset"]);

class Reader {
  readonly #script: Script;
  readonly #variables: Map<string, string>;
  readonly #readInclude: ReadInclude;
  readonly #open: readonly string[];
  #file = "";
  #text = "";
  #standardStrings = true;
  /** How far lines have been counted: offset and the line there. */
  #counted = { offset: 0, line: 1 };

  constructor(script: Script, variables: Map<string, string>, readInclude: ReadInclude, open: readonly string[]) {
    this.#script = script;
    this.#variables = variables;
    this.#readInclude = readInclude;
    this.#open = open;
  }

  read(file: string, text: string): void {
    this.#file = file;
    this.#text = text;
    let statement = new StatementBuilder();
    let position = 0;
    while (position < text.length) {
      const token = nextToken(text, position, this.#standardStrings);
      position = token.end;
      if (token.kind === "unterminated")
        throw this.#error("A string, name or comment that begins here is not closed.", token.start);
      if (token.kind === "backslash") {
        position = this.#metaCommand(token.start, statement);
        if (statement.done) statement = new StatementBuilder();
      } else if (text[token.start] === ";" && statement.outermost) {
        position = this.#finish(statement, token.end);
        statement = new StatementBuilder();
      } else if (token.kind !== "space") {
        statement.add(token, text, token.kind === "variable" ? this.#substitute(token) : null);
      }
    }
    this.#finish(statement, position);
  }

  /** Takes the statement in. Returns the position behind it, or behind the COPY data that follows it. */
  #finish(statement: StatementBuilder, position: number): number {
    statement.done = true;
    if (statement.start === -1) return position;
    const line = this.#line(statement.start);
    const text = statement.textIn(this.#text);
    this.#script.statements.push({ text, file: this.#file, line });
    const strings = /^SET\s+(?:(?:SESSION|LOCAL)\s+)?standard_conforming_strings\s*(?:=|\sTO\s)\s*'?(\w+)/i.exec(text);
    if (strings !== null) this.#standardStrings = /^(on|true|yes|1|default)$/i.test(strings[1] as string);
    return /^COPY\b/i.test(text) && /\bFROM\s+STDIN\b/i.test(text) ? this.#skipData(position) : position;
  }

  /** The rows from the line after COPY to `\.`, or to the end. */
  #skipData(position: number): number {
    const first = this.#text.indexOf("\n", position);
    if (first === -1) return this.#text.length;
    const end = /^\\\.[^\S\n]*$/gm;
    end.lastIndex = first + 1;
    const match = end.exec(this.#text);
    const behind = match === null ? this.#text.length : end.lastIndex;
    const line = this.#line(first + 1);
    const rows = this.#line(match === null ? behind : match.index) - line;
    if (rows > 0) this.#note("data", `${rows} ${rows === 1 ? "line" : "lines"} of COPY data`, line);
    return behind;
  }

  #metaCommand(start: number, statement: StatementBuilder): number {
    if (this.#text[start + 1] === ";") return this.#finish(statement, start + 2);
    const { source, end } = readMetaCommand(this.#text, start);
    const command = parseMetaCommand(source, (name) => this.#variables.get(name) ?? null);
    if (QUERYING.has(command.name)) {
      if (statement.start !== -1) this.#note("query", `\\${command.name}`, this.#line(statement.start));
      statement.done = true;
      return end;
    }
    if (SENDING.has(command.name)) return this.#finish(statement, end);
    this.#carryOut(command, start);
    return end;
  }

  #carryOut(command: MetaCommand, start: number): void {
    const { name, arguments: given } = command;
    const line = this.#line(start);
    switch (name) {
      case "i":
      case "include":
      case "ir":
      case "include_relative":
        this.#include(given[0] ?? "", start);
        return;
      case "set":
        this.#variables.set(given[0] ?? "", given.slice(1).join(""));
        break;
      case "unset":
        this.#variables.delete(given[0] ?? "");
        break;
      case "c":
      case "connect":
        // `\connect - role` and `\connect` alone stay in the database.
        if ((given[0] ?? "-") !== "-") {
          this.#script.connects.push({ before: this.#script.statements.length, file: this.#file, line });
        }
        break;
      case "copy":
        this.#note("data", "\\copy", line);
        return;
      case "if":
      case "elif":
      case "else":
      case "endif":
        throw this.#error(
          `psql's \\${name} is not supported.`,
          start,
          "Replay a script without conditions, or give a server that it has been run on.",
        );
    }
    this.#note("command", `\\${name}`, line);
  }

  #include(path: string, start: number): void {
    const place = `${this.#file}:${this.#line(start)}`;
    if (path === "") throw this.#error("\\i names no file.", start);
    const { file, text } = this.#readInclude(path, this.#file, place);
    const open = [...this.#open, this.#file];
    if (open.includes(file)) {
      throw new UserError(`The scripts include one another: ${[...open, file].join(" > ")}.`, { place });
    }
    this.#script.included.push({ file, text });
    new Reader(this.#script, this.#variables, this.#readInclude, open).read(file, text);
  }

  /** A psql variable's value as it goes into the statement; `null` where psql leaves the text alone. */
  #substitute(token: Token): string | null {
    const source = this.#text.slice(token.start, token.end);
    if (source.startsWith(":{?")) return this.#variables.has(source.slice(3, -1)) ? "TRUE" : "FALSE";
    const quote = source[1] === "'" || source[1] === '"' ? source[1] : "";
    const name = quote === "" ? source.slice(1) : source.slice(2, -1);
    const value = this.#variables.get(name);
    if (value !== undefined) return quote + value.replaceAll(quote === "" ? "\0" : quote, quote + quote) + quote;
    if (quote === "") return null;
    throw this.#error(
      `The script uses the psql variable ${name}, which nothing sets.`,
      token.start,
      `Put \\set ${name} 'value' at its beginning.`,
    );
  }

  #note(kind: ScriptNote["kind"], what: string, line: number): void {
    this.#script.notes.push({ kind, what, file: this.#file, line });
  }

  /** 1-based line of an offset. Offsets mostly grow, so that counting goes on where it stopped. */
  #line(offset: number): number {
    if (offset < this.#counted.offset) this.#counted = { offset: 0, line: 1 };
    let { line } = this.#counted;
    let at = this.#text.indexOf("\n", this.#counted.offset);
    while (at !== -1 && at < offset) {
      line += 1;
      at = this.#text.indexOf("\n", at + 1);
    }
    this.#counted = { offset, line };
    return line;
  }

  #error(message: string, offset: number, hint: string | null = null): UserError {
    return new UserError(message, { place: `${this.#file}:${this.#line(offset)}`, hint });
  }
}
