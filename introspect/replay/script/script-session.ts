/** What a script and the files that it includes share as psql reads them. */
import type { MetaArgument } from "./meta-command.ts";
import { PsqlVariables, parseVariableUse, writePsqlValue } from "./psql-variables.ts";
import { toWords } from "./sql-lexer.ts";

/** Characters of one variable: it may be made of others, and of itself. */
const MOST_IN_VARIABLE = 1_048_576;
/** Characters of all values that are put in, and of all files that are included. */
const MOST_PUT_IN = 67_108_864;
const MOST_INCLUDED = 268_435_456;
const MOST_FILES = 10_000;

/** A value to be read in a variable's place, or why there is none. */
export type FoundValue = { name: string; text: string } | { fault: string; hint: string };

export class ScriptSession {
  readonly variables = new PsqlVariables();
  /** Whether a backslash in a plain string is a backslash (standard_conforming_strings). */
  standardStrings = true;
  #putIn = 0;
  #included = 0;
  #files = 0;

  /** Takes note of what a statement changes for the lexer. */
  follow(statement: string): void {
    const words = /\bstandard_conforming_strings\b/i.test(statement) ? toWords(statement) : [];
    const [command, ...rest] = words.filter(({ upper }) => upper !== "SESSION" && upper !== "LOCAL");
    if (rest[0]?.upper !== "STANDARD_CONFORMING_STRINGS") return;
    const value = rest[2]?.text.replace(/^'|'$/g, "").toLowerCase() ?? "";
    if (command?.upper === "RESET") this.standardStrings = true;
    else if (command?.upper === "SET") this.standardStrings = /^(on|true|yes|1|default)$/.test(value);
  }

  /** `\set`. False where the value would be too long. */
  set(name: string, given: readonly MetaArgument[]): boolean {
    const unknown = given.find(({ value }) => "from" in value);
    const text = given.map(({ value }) => ("text" in value ? value.text : "")).join("");
    if (text.length > MOST_IN_VARIABLE) return false;
    this.variables.set(name, unknown?.value ?? { text });
    return true;
  }

  /** False where more is included than is read. */
  mayInclude(text: string): boolean {
    this.#included += text.length;
    this.#files += 1;
    return this.#included <= MOST_INCLUDED && this.#files <= MOST_FILES;
  }

  /** What stands for a use of a variable, `:name` and its like; `null` where it stands for itself. */
  valueOf(source: string): FoundValue | null {
    const { name, form } = parseVariableUse(source);
    const value = this.variables.get(name);
    // A colon may also be an array's, and PostgreSQL then knows better.
    if (form === "plain" && (value === null || ("from" in value && value.from === "query"))) return null;
    const hint = `Put \\set ${name} 'value' at its beginning.`;
    if (value !== null && "from" in value) {
      const fault =
        value.from === "shell"
          ? `The psql variable ${name} is what a shell command prints, and none is run.`
          : `The psql variable ${name} may be what a query returns, which is not known.`;
      return { fault, hint };
    }
    if (value === null && form !== "test") {
      return { fault: `The script uses the psql variable ${name}, which nothing sets.`, hint };
    }
    const text = writePsqlValue(value?.text ?? null, form);
    this.#putIn += text.length;
    if (this.#putIn <= MOST_PUT_IN) return { name, text };
    return { fault: "The values of psql variables are too long to be put in.", hint: "They are made of one another." };
  }
}
