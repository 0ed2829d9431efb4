/**
 * Reads a script as psql would: statements with the file and line they stand in, psql's own commands carried out or
 * noted, the data of COPY left out. Statements keep their text to the byte.
 */
import { UserError } from "../../../src/model/user-error.ts";
import { findCopyData, readsCopyData } from "./copy-data.ts";
import { LineCounter } from "./line-counter.ts";
import { type MetaArgument, type MetaCommand, readMetaCommand } from "./meta-command.ts";
import { ORIGINS, PsqlConditions, readCondition } from "./psql-conditions.ts";
import { ScriptSession } from "./script-session.ts";
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
  new Reader(script, new ScriptSession(), readInclude, []).read(file, text);
  return script;
}

/** Commands that run the query before them, as `;` does. */
const SENDING = new Set(["g", "gx", "gdesc", "watch", "crosstabview", "bind", "parse"]);
/** Commands that run the query before them for what it returns. */
const QUERYING = new Set(["gexec", "gset"]);

/** Reads one file. */
class Reader {
  readonly #script: Script;
  readonly #session: ScriptSession;
  readonly #readInclude: ReadInclude;
  readonly #open: readonly string[];
  readonly #conditions = new PsqlConditions();
  #file = "";
  #text = "";
  #statement = new StatementBuilder();
  /** Variables whose values are being read, with the place in the file of the outermost. */
  #expanding: { names: string[]; start: number } = { names: [], start: 0 };
  /** COPY has been sent: its data begin in the next line. */
  #copies = false;
  #quit = false;
  readonly #lines = new LineCounter();

  constructor(script: Script, session: ScriptSession, readInclude: ReadInclude, open: readonly string[]) {
    this.#script = script;
    this.#session = session;
    this.#readInclude = readInclude;
    this.#open = open;
  }

  read(file: string, text: string): void {
    this.#file = file;
    this.#text = text;
    for (let at = 0; at < this.#text.length && !this.#quit; ) {
      at = this.#step(this.#text, at);
      if (this.#copies) at = this.#skipData(at);
    }
    const open = this.#conditions.openLine;
    if (open !== null && !this.#quit) {
      throw new UserError("This \\if has no \\endif.", { place: `${this.#file}:${open}` });
    }
    this.#finish(this.#text);
  }

  /** Reads one token of the file, or of a variable's value. Returns the position behind it. */
  #step(text: string, at: number): number {
    const token = nextToken(text, at, this.#session.standardStrings);
    if (token.kind === "unterminated") {
      throw this.#error("A string, name or comment that begins here is not closed.", token.start);
    }
    if (token.kind === "backslash") return this.#readCommand(text, token);
    if (token.kind === "space" || !this.#conditions.active) return token.end;
    if (text[token.start] === ";" && this.#statement.outermost) this.#finish(text);
    else if (token.kind !== "variable" || !this.#expand(text, token)) {
      this.#statement.add(token, text, () => this.#line(token.start));
    }
    return token.end;
  }

  /** Takes the statement in. `text` is the one that is read. */
  #finish(text: string): void {
    const { line } = this.#statement;
    const statement = this.#statement.textIn(text);
    this.#statement = new StatementBuilder();
    if (line === null) return;
    this.#script.statements.push({ text: statement, file: this.#file, line });
    this.#session.follow(statement);
    this.#copies ||= readsCopyData(statement);
  }

  /** Passes the rows over. What stands behind COPY in its line comes before them. */
  #skipData(position: number): number {
    this.#copies = false;
    const data = findCopyData(this.#text, position);
    if (data === null) return position;
    const { rows, line, restOfLine, end } = data;
    if (rows > 0) this.#note("data", `${rows} ${rows === 1 ? "line" : "lines"} of COPY data`, this.#line(line));
    if (/^[ \t\r\f\v]*(?:--.*)?\r?$/.test(restOfLine)) return end;
    this.#text = this.#text.slice(0, line - 1) + "\n".repeat(rows + 1) + this.#text.slice(end);
    return position;
  }

  #readCommand(text: string, token: Token): number {
    if (this.#expanding.names.length > 0) {
      throw this.#error("The value of a psql variable holds a command of psql, which is not run.", token.start);
    }
    const { start } = token;
    if (text[start + 1] === ";" || text[start + 1] === ":") return this.#readEscaped(start);
    const command = readMetaCommand(text, start, (name) => this.#session.variables.get(name));
    this.#statement.leave(text, start);
    if (!this.#decide(command, start) && this.#conditions.active) this.#obey(command, start);
    if (this.#conditions.active) this.#statement.comeBack(command.end);
    return command.end;
  }

  #obey(command: MetaCommand, start: number): void {
    const { name } = command;
    if (QUERYING.has(name)) {
      this.#note("query", `\\${name}`, this.#statement.line ?? this.#line(start));
      if (name === "gset") this.#session.variables.setByQuery();
      this.#statement = new StatementBuilder();
    } else if (SENDING.has(name)) this.#finish(this.#text);
    else this.#carryOut(command, start);
  }

  /** `\;` ends a statement without sending it, `\:` is a colon that begins no variable. */
  #readEscaped(start: number): number {
    const text = this.#text;
    if (!this.#conditions.active) return start + 2;
    if (text[start + 1] === ";" && this.#statement.outermost) this.#finish(text);
    else {
      const colon: Token = { kind: "symbol", start: start + 1, end: start + 2 };
      this.#statement.leave(text, start);
      this.#statement.add(colon, text, () => this.#line(start));
    }
    return start + 2;
  }

  /** True where the command is one of `\if` and its like; then it has been carried out. */
  #decide({ name, arguments: given }: MetaCommand, start: number): boolean {
    const line = this.#line(start);
    const decide = () => this.#holds(given, start);
    let fits = true;
    if (name === "if") this.#conditions.begin(decide, line);
    else if (name === "elif") fits = this.#conditions.goOn(decide);
    else if (name === "else") fits = this.#conditions.goOn(null);
    else if (name === "endif") fits = this.#conditions.end();
    else return false;
    if (!fits) throw this.#error(`\\${name} has no \\if before it.`, start);
    return true;
  }

  #holds(given: readonly MetaArgument[], start: number): boolean {
    const condition = readCondition(given);
    if ("fault" in condition) throw this.#error(condition.fault, start, condition.hint);
    return condition.holds;
  }

  #carryOut({ name, arguments: given }: MetaCommand, start: number): void {
    const line = this.#line(start);
    const first = given[0]?.value;
    switch (name) {
      case "i":
      case "include":
      case "ir":
      case "include_relative":
        this.#include(first, start);
        return;
      case "q":
      case "quit":
        this.#quit = true;
        return;
      case "r":
      case "reset":
        this.#statement = new StatementBuilder();
        return;
      case "set":
        if (first === undefined || !("text" in first) || this.#session.set(first.text, given.slice(1))) break;
        throw this.#error(`The psql variable ${first.text} is too long.`, start);
      case "unset":
        if (first !== undefined && "text" in first) this.#session.variables.unset(first.text);
        break;
      case "c":
      case "connect":
        // `\connect - role` and `\connect` alone stay in the database.
        if (first !== undefined && !("text" in first && first.text === "-")) {
          this.#script.connects.push({ before: this.#script.statements.length, file: this.#file, line });
        }
        break;
      case "copy":
        this.#note("data", "\\copy", line);
        return;
    }
    this.#note("command", `\\${name}`, line);
  }

  #include(path: MetaArgument["value"] | undefined, start: number): void {
    const place = `${this.#file}:${this.#line(start)}`;
    if (path === undefined) throw this.#error("\\i names no file.", start);
    if ("from" in path) throw this.#error(`\\i names a file by ${ORIGINS[path.from]}.`, start);
    // A semicolon at the end is no part of the name.
    const { file, text } = this.#readInclude(path.text.replace(/;+$/, ""), this.#file, place);
    const open = [...this.#open, this.#file];
    if (open.includes(file)) {
      throw new UserError(`The scripts include one another: ${[...open, file].join(" > ")}.`, { place });
    }
    if (!this.#session.mayInclude(text)) {
      throw this.#error("The scripts include more than is read.", start, "They include the same files over and over.");
    }
    this.#script.included.push({ file, text });
    new Reader(this.#script, this.#session, this.#readInclude, open).read(file, text);
  }

  /** Reads a variable's value in its place; false where the text stands for itself. */
  #expand(text: string, token: Token): boolean {
    const source = text.slice(token.start, token.end);
    const found = this.#session.valueOf(source);
    if (found === null) return false;
    if ("fault" in found) throw this.#error(found.fault, token.start, found.hint);
    const { names } = this.#expanding;
    if (names.includes(found.name)) return false;
    if (names.length === 0) this.#expanding.start = token.start;
    this.#statement.leave(text, token.start);
    names.push(found.name);
    for (let at = 0; at < found.text.length; ) at = this.#step(found.text, at);
    names.pop();
    this.#statement.leave(found.text, found.text.length);
    this.#statement.comeBack(token.end);
    return true;
  }

  #note(kind: ScriptNote["kind"], what: string, line: number): void {
    this.#script.notes.push({ kind, what, file: this.#file, line });
  }

  #line(offset: number): number {
    return this.#lines.at(this.#text, this.#expanding.names.length === 0 ? offset : this.#expanding.start);
  }

  #error(message: string, offset: number, hint: string | null = null): UserError {
    return new UserError(message, { place: `${this.#file}:${this.#line(offset)}`, hint });
  }
}
