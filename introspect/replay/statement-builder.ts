/** Puts the tokens of one statement together. */
import type { Token } from "./sql-lexer.ts";

/** A statement while it is read: where it begins and ends, and how deep in parentheses and BEGIN ATOMIC it is. */
export class StatementBuilder {
  start = -1;
  done = false;
  #end = -1;
  #parentheses = 0;
  #begins = 0;
  /** The first four words, as psql looks at them to know a routine with an SQL body. */
  #opening: string[] = [];
  #substitutions: { start: number; end: number; value: string }[] = [];

  get outermost(): boolean {
    return this.#parentheses === 0 && this.#begins === 0;
  }

  add(token: Token, text: string, substitution: string | null): void {
    if (this.start === -1) this.start = token.start;
    this.#end = token.end;
    if (substitution !== null) this.#substitutions.push({ start: token.start, end: token.end, value: substitution });
    if (token.kind === "symbol") {
      if (text[token.start] === "(") this.#parentheses += 1;
      else if (text[token.start] === ")" && this.#parentheses > 0) this.#parentheses -= 1;
    } else if (token.kind === "word") {
      if (this.#opening.length < 4) this.#opening.push(text.slice(token.start, token.end).toLowerCase());
      else if (this.#parentheses === 0 && token.end - token.start <= 5)
        this.#countBegins(text.slice(token.start, token.end));
    }
  }

  #countBegins(source: string): void {
    const word = source.toLowerCase();
    if (word !== "begin" && word !== "case" && word !== "end") return;
    const opening = this.#opening.join(" ");
    if (!/^create (or replace )?(function|procedure)\b/.test(opening)) return;
    if (word === "begin" || (word === "case" && this.#begins > 0)) this.#begins += 1;
    else if (word === "end" && this.#begins > 0) this.#begins -= 1;
  }

  /** The statement's text, psql variables put in. */
  textIn(text: string): string {
    let result = "";
    let position = this.start;
    for (const { start, end, value } of this.#substitutions) {
      result += text.slice(position, start) + value;
      position = end;
    }
    return result + text.slice(position, this.#end);
  }
}
