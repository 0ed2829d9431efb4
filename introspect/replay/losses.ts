/** Keeps what is missing because statements were left out, and tells which later failures come of it. */
import type { Omission } from "../../src/model/catalog.ts";
import type { DatabaseError } from "../session.ts";
import type { Loss } from "./limits/limit.ts";
import type { ScriptStatement } from "./script.ts";
import { columnsAddedBy, isAside, madeBy, shorten } from "./statement-words.ts";

/** SQLSTATEs of something that does not exist: object, function, schema, table, column. */
export const ABSENT: ReadonlySet<string> = new Set(["42704", "42883", "3F000", "42P01", "42703"]);
/** Of these an extension may have brought what is absent; a table or column is always some statement's. */
const BROUGHT = new Set(["42704", "42883", "3F000"]);

export class Losses {
  readonly extensions = new Set<string>();
  readonly #objects = new Set<string>();

  get any(): boolean {
    return this.extensions.size > 0 || this.#objects.size > 0;
  }

  /** Whether the failure may come of what is missing rather than of the script. */
  mayExplain({ code }: DatabaseError): boolean {
    return this.any && ABSENT.has(code);
  }

  add(losses: readonly Loss[]): void {
    for (const { kind, name } of losses) (kind === "extension" ? this.extensions : this.#objects).add(name);
  }

  /**
   * Takes a failed statement in as a consequence of what is missing. `null` where it is none: then the failure is
   * the script's own.
   */
  absorb(statement: ScriptStatement, error: DatabaseError): Omission | null {
    if (!ABSENT.has(error.code)) return null;
    const known = namesIn(error.message).some((name) => this.#objects.has(name));
    if (!known && !(BROUGHT.has(error.code) && this.extensions.size > 0)) return null;
    const made = madeBy(statement.text);
    if (made !== null) this.#objects.add(made.bare);
    for (const column of columnsAddedBy(statement.text)) this.#objects.add(column);
    const because = known
      ? "something it needs was left out"
      : `missing here: extension ${[...this.extensions].sort().join(", ")}`;
    return {
      kind: isAside(statement.text) ? "note" : "schema",
      what: made === null ? shorten(statement.text) : `${made.kind} ${made.source}`,
      reason: `${error.message} (${because}).`,
      hint: null,
      place: `${statement.file}:${statement.line}`,
    };
  }
}

/** The last parts of the names that the server's message says are absent. */
function namesIn(message: string): string[] {
  const quoted = [...message.matchAll(/"([^"]+)"/g)].map((match) => match[1] as string);
  const called = /function ([^(]+)\(/.exec(message)?.[1];
  return [...quoted, ...(called === undefined ? [] : [called])].map((name) => name.replace(/^.*\./, ""));
}
