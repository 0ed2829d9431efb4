/** Puts the tokens of one statement together. */
import type { Token } from "./sql-lexer.ts";

/** A statement while it is read: what it says so far, and how deep in parentheses and BEGIN ATOMIC it is. */
export class StatementBuilder {
  /** 1-based, of its first word; `null` where there is none yet. */
  line: number | null = null;
  done = false;
  /** What comes from texts that were left: the script up to a variable, the variable's value. */
  #text = "";
  /** Where its part of the text that is read begins, and where its last token ends; -1: none of it is its own yet. */
  #start = -1;
  #end = -1;
  #parentheses = 0;
  #begins = 0;
  /** The first four words, as psql looks at them to know a routine with an SQL body. */
  #opening: string[] = [];

  get outermost(): boolean {
    return this.#parentheses === 0 && this.#begins === 0;
  }

  /** `line` is asked for where the token is the first. */
  add(token: Token, text: string, line: () => number): void {
    this.line ??= line();
    if (this.#start === -1) this.#start = token.start;
    this.#end = token.end;
    if (token.kind === "symbol") {
      if (text[token.start] === "(") this.#parentheses += 1;
      else if (text[token.start] === ")" && this.#parentheses > 0) this.#parentheses -= 1;
    } else if (token.kind === "word") {
      if (this.#opening.length < 4) this.#opening.push(text.slice(token.start, token.end).toLowerCase());
      if (this.#parentheses === 0 && token.end - token.start <= 5)
        this.#countBegins(text.slice(token.start, token.end));
    }
  }

  /** Another text takes the place of what stands from there on. */
  leave(text: string, at: number): void {
    if (this.#start !== -1) this.#text += text.slice(this.#start, at);
    this.#start = -1;
    this.#end = -1;
  }

  /** The text goes on behind what another one took the place of. */
  comeBack(at: number): void {
    if (this.line === null) return;
    this.#start = at;
    this.#end = at;
  }

  #countBegins(source: string): void {
    const word = source.toLowerCase();
    if (word !== "begin" && word !== "case" && word !== "end") return;
    const opening = this.#opening.join(" ");
    if (!/^create (or replace )?(function|procedure)\b/.test(opening)) return;
    if (word === "begin" || (word === "case" && this.#begins > 0)) this.#begins += 1;
    else if (word === "end" && this.#begins > 0) this.#begins -= 1;
  }

  /** The statement, psql's variables put in; `text` is the one that is read. */
  textIn(text: string): string {
    const here = this.#start === -1 ? "" : text.slice(this.#start, this.#end);
    return here === "" ? this.#text.replace(/[ \t\n\r\f\v]+$/, "") : this.#text + here;
  }
}
