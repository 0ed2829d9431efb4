/** Keeps what is missing because statements were left out, and tells which later failures come of it. */
import type { Omission } from "../../../src/model/catalog.ts";
import type { DatabaseError } from "../../session.ts";
import type { ScriptStatement } from "../script/script.ts";
import { shorten } from "../script/shorten.ts";
import { bringsRelation, makesTables, mayBringType } from "../stand-ins/contents.ts";
import { missingType } from "../stand-ins/named-types.ts";
import type { StandIn } from "../stand-ins/stand-in.ts";
import { namesMadeBy, objectMadeBy } from "../statement/made-and-removed.ts";
import { isAboutRows, isAside } from "../statement/statement-kind.ts";
import { formatWrittenName } from "../statement/statement-tree.ts";
import type { Loss } from "./limit.ts";

/** SQLSTATEs of something that does not exist: object, function, schema, table, column. */
export const ABSENT: ReadonlySet<string> = new Set(["42704", "42883", "3F000", "42P01", "42703"]);
/** Of these an extension may have brought what is absent. */
const BROUGHT = new Set(["42704", "42883", "3F000"]);
/** A cast or an assignment between types, of which one stands in for another. */
const MISMATCH = new Set(["42846", "42804", "42P13"]);
/** A wrapper without a handler, a parameter that nobody knows. */
const UNABLE = new Set(["55000", "22023"]);

export class Losses {
  readonly #extensions = new Set<string>();
  readonly #objects = new Set<string>();
  /** Whether rows may be missing, or values in them. */
  #rows = false;

  get any(): boolean {
    return this.#extensions.size > 0 || this.#objects.size > 0;
  }

  /** Whether the failure may come of what is missing rather than of the script, so far as can be told without asking. */
  mayExplain({ code }: DatabaseError): boolean {
    return this.any && (ABSENT.has(code) || MISMATCH.has(code) || UNABLE.has(code));
  }

  add(losses: readonly Loss[]): void {
    for (const { kind, name } of losses) (kind === "extension" ? this.#extensions : this.#objects).add(name);
  }

  /** A part of a table is missing from here on; `null` for one without a name. */
  leaveOut(name: string | null): void {
    this.#rows = true;
    if (name !== null) this.#objects.add(name);
  }

  /** What of the things that are missing the failure comes of, in words; `null` where it is the script's own. */
  explain(statement: ScriptStatement, error: DatabaseError, standIns: readonly StandIn[]): string | null {
    if (!this.any) return null;
    const names = namesIn(error.message);
    if (ABSENT.has(error.code) && names.some((name) => this.#objects.has(name))) return LEFT_OUT;
    if (/^23/.test(error.code)) return this.#rows && isAboutRows(statement) ? "rows that it needs were left out" : null;
    const bringers = this.#bringersOf(error, standIns);
    return bringers.length === 0 ? null : `missing here: extension ${bringers.sort().join(", ")}`;
  }

  /** Takes a failed statement in as a consequence of what is missing. `null` where it is none. */
  recordConsequence(statement: ScriptStatement, error: DatabaseError, standIns: readonly StandIn[]): Omission | null {
    const because = this.explain(statement, error, standIns);
    if (because === null) return null;
    const made = objectMadeBy(statement);
    for (const name of namesMadeBy(statement)) this.#objects.add(name);
    this.#rows ||= isAboutRows(statement);
    const routine = calledIn(error.message);
    const makesMore = routine !== null && [...this.#extensions].some((name) => makesTables(name, routine));
    return {
      kind: isAside(statement) && !makesMore ? "note" : "schema",
      what: made === null ? shorten(statement.text) : `${made.kind} ${formatWrittenName(made)}`,
      reason: `${error.message} (${because}).`,
      hint: null,
      place: `${statement.file}:${statement.line}`,
    };
  }

  /** The missing extensions that may bring what the server does not find; as few as its words allow. */
  #bringersOf({ code, message }: DatabaseError, standIns: readonly StandIn[]): string[] {
    const missing = [...this.#extensions];
    const namesOf = (found: (standIn: StandIn) => boolean) => standIns.filter(found).map(({ name }) => name);
    const type = missingType(message)?.replace(/^.*\./, "");
    if (type !== undefined) return missing.filter((name) => mayBringType(name, type));
    const [, schema = "public", relation] = /^relation "(?:(.+)\.)?(.+)" does not exist$/.exec(message) ?? [];
    if (relation !== undefined) {
      return namesOf(
        ({ name, schemas }) => bringsRelation(name, relation) || (schema !== "public" && schemas.includes(schema)),
      );
    }
    // `unrecognized parameter namespace "timescaledb"`, `foreign-data wrapper "postgres_fdw" has no handler`.
    const named = namesOf(({ name }) => message.includes(`"${name}"`));
    if (named.length > 0) return named;
    if (!BROUGHT.has(code) && !MISMATCH.has(code)) return [];
    const words = new Set(message.split(/[^\w$]+/));
    const owners = namesOf(({ types }) => types.some((each) => words.has(each)));
    if (owners.length > 0 || MISMATCH.has(code)) return owners;
    const routine = calledIn(message) ?? "";
    const makers = missing.filter((name) => makesTables(name, routine) || (name === "postgis" && /^st_/.test(routine)));
    return makers.length > 0 ? makers : missing;
  }
}

const LEFT_OUT = "something it needs was left out";

/** The last parts of the names that the server's message says are absent. */
function namesIn(message: string): string[] {
  const quoted = [...message.matchAll(/"([^"]+)"/g)].map((match) => match[1] as string);
  const called = calledIn(message);
  return [...quoted.map((name) => name.replace(/^.*\./, "")), ...(called === null ? [] : [called])];
}

/** The name of the function that the message says is absent. */
function calledIn(message: string): string | null {
  return /function ([^(]+)\(/.exec(message)?.[1]?.replace(/^.*\./, "") ?? null;
}
