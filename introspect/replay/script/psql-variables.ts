/** psql's variables: what a script sets, and how their values are put in. */

/** A text, or where it comes from that could not be known: what a shell command prints, or a query returns. */
export type PsqlValue = { text: string } | { from: "shell" | "query" };

/** `:name`, `:'name'`, `:"name"` and `:{?name}`. */
export const VARIABLE = /:(?:[\w\u0080-\uffff]+|'[\w\u0080-\uffff]+'|"[\w\u0080-\uffff]+"|\{\?[\w\u0080-\uffff]+\})/y;

export interface VariableUse {
  name: string;
  form: "plain" | "literal" | "identifier" | "test";
}

/** Takes apart what `VARIABLE` finds. */
export function parseVariableUse(source: string): VariableUse {
  if (source.startsWith(":{?")) return { name: source.slice(3, -1), form: "test" };
  if (source[1] === "'") return { name: source.slice(2, -1), form: "literal" };
  if (source[1] === '"') return { name: source.slice(2, -1), form: "identifier" };
  return { name: source.slice(1), form: "plain" };
}

/** A value as it is put in; only a test may ask for a variable that nothing sets. */
export function writePsqlValue(text: string | null, form: VariableUse["form"]): string {
  if (form === "test") return text === null ? "FALSE" : "TRUE";
  if (form === "identifier") return `"${text?.replaceAll('"', '""')}"`;
  return form === "literal" ? quoteForPsql(text ?? "") : (text ?? "");
}

/** As libpq's PQescapeLiteral: it means the same whatever standard_conforming_strings says. */
function quoteForPsql(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return value.includes("\\") ? ` E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}

/** Shared by a script and the files that it includes. */
export class PsqlVariables {
  readonly #values = new Map<string, PsqlValue>();
  /** `\gset` has set some whose names are not known. */
  #setByQuery = false;

  /** `null` where nothing sets it. */
  get(name: string): PsqlValue | null {
    return this.#values.get(name) ?? (this.#setByQuery ? { from: "query" } : null);
  }

  set(name: string, value: PsqlValue): void {
    this.#values.set(name, value);
  }

  unset(name: string): void {
    this.#values.delete(name);
  }

  setByQuery(): void {
    this.#setByQuery = true;
  }
}
