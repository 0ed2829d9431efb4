/** What a step's statements do to tables that stood before it. Pure: looks at words, runs nothing. */
import type { StepAction, StepActionKind } from "../../src/model/migration-facts.ts";
import { alterActions } from "./alter-table-actions.ts";
import { statementsOfBlock } from "./block-statements.ts";
import { follows, identifierAt, skipIfExists } from "./limits/limit.ts";
import type { ScriptStatement } from "./script.ts";
import { toWords, type Word } from "./sql-lexer.ts";

/** A relation as it is found by the name in a statement. */
export interface Standing {
  schema: string;
  name: string;
}

/** What stood before the step. */
export interface Before {
  /** The relation of that name, in whatever schema where none is given; `null` where there was none. */
  relation(schema: string | null, name: string): Standing | null;
  schema(name: string): boolean;
  /** A check already keeps nulls out of the column, so that SET NOT NULL reads no row. */
  keepsNullsOut(relation: Standing, column: string): boolean;
}

/** A part of a statement that does one thing to a relation. */
export interface Deed {
  kind: StepActionKind;
  name: string | null;
}

const CONCERNED = /^(CREATE|ALTER|DROP|TRUNCATE|DELETE|REINDEX|REFRESH|CLUSTER|VACUUM)\b/i;
/** Longer statements are bodies and data; what they do stands at their beginning. */
const LENGTH = 20_000;

/** Reads the statements in their order. `rewrite table` is said of all that may do so: only running them shows it. */
export function readActions(statements: readonly ScriptStatement[], before: Before): StepAction[] {
  const reader = new ActionReader(before);
  for (const statement of statements.flatMap((each) => [each, ...statementsOfBlock(each)])) {
    if (CONCERNED.test(statement.text)) reader.read(statement);
  }
  return reader.actions;
}

class ActionReader {
  readonly actions: StepAction[] = [];
  readonly #before: Before;
  /** Relations that the step has made, by bare name: they are its own. */
  readonly #made = new Set<string>();
  /** What the step has renamed: the new bare name, and what it was. */
  readonly #renamed = new Map<string, Standing>();
  /** Columns and constraints that the step has added, as `relation\0name`. */
  readonly #added = new Set<string>();

  constructor(before: Before) {
    this.#before = before;
  }

  read(statement: ScriptStatement): void {
    const words = toWords(statement.text.slice(0, LENGTH));
    const [first, second] = [words[0]?.upper, words[1]?.upper];
    const say = (tag: string, at: number, ...deeds: Deed[]) => this.#say(statement, tag, words, at, deeds);
    if (first === "CREATE") this.#create(statement, words);
    else if (first === "ALTER" && second === "TABLE") this.#alterTable(statement, words);
    else if (first === "DROP" && second === "TABLE") {
      for (const at of listed(words, skipIfExists(words, 2))) {
        say("DROP TABLE", at, { kind: "drop table", name: null }, ALTER);
      }
    } else if (first === "DROP" && second === "SCHEMA") this.#dropSchema(statement, words);
    else if (first === "TRUNCATE") {
      for (const at of listed(words, second === "TABLE" ? 2 : 1))
        say("TRUNCATE", at, { kind: "truncate", name: null }, ALTER);
    } else if (first === "DELETE" && second === "FROM") {
      const limited = words.some(({ upper, depth }) => depth === 0 && (upper === "WHERE" || upper === "USING"));
      if (!limited) say("DELETE", 2, { kind: "delete all rows", name: null });
    } else if (first === "REFRESH" && second === "MATERIALIZED" && !follows(words, 3, "CONCURRENTLY")) {
      const filled: Deed[] = follows(words, words.length - 2, "NO", "DATA")
        ? []
        : [{ kind: "refresh view", name: null }];
      say("REFRESH MATERIALIZED VIEW", 3, ...filled, ALTER);
    } else if (first === "REINDEX") {
      const at = words.findIndex(({ upper }) => upper === "TABLE");
      const concurrently = words.some(({ upper }) => upper === "CONCURRENTLY");
      if (at !== -1 && !concurrently) say("REINDEX", at + 1, { kind: "reindex", name: null }, ALTER);
    } else if (first === "CLUSTER") {
      const at = second === "VERBOSE" ? 2 : 1;
      if (words[at] !== undefined) say("CLUSTER", at, { kind: "cluster", name: null }, ALTER);
    } else if (first === "VACUUM" && words.some(({ upper }) => upper === "FULL")) {
      const at = words.findLastIndex(({ upper }) => upper === ")" || /^(FULL|FREEZE|VERBOSE|ANALYZE)$/.test(upper)) + 1;
      if (words[at] !== undefined) say("VACUUM FULL", at, { kind: "vacuum full", name: null }, ALTER);
    }
  }

  #create(statement: ScriptStatement, words: readonly Word[]): void {
    let at = 1;
    while (/^(OR|REPLACE|TEMP|TEMPORARY|UNLOGGED|GLOBAL|LOCAL|UNIQUE|MATERIALIZED)$/.test(words[at]?.upper ?? ""))
      at += 1;
    if (follows(words, at, "TABLE|VIEW")) {
      const name = nameOf(words, skipIfExists(words, at + 1));
      // IF NOT EXISTS leaves a table that was there before as it is.
      const kept =
        follows(words, at + 1, "IF") && name !== null && this.#before.relation(name.schema, name.name) !== null;
      if (name !== null && !kept) this.#made.add(name.name);
      return;
    }
    if (!follows(words, at, "INDEX") || follows(words, at + 1, "CONCURRENTLY")) return;
    const on = words.findIndex(({ upper, depth }) => upper === "ON" && depth === 0);
    // On the parent alone, an index is an entry in the catalog: nothing is built.
    if (on === -1 || follows(words, on + 1, "ONLY")) return;
    const given = skipIfExists(words, at + 1);
    const name = given === on ? null : identifierAt(words, given);
    this.#say(statement, "CREATE INDEX", words, on + 1, [{ kind: "build index", name }, ALTER]);
  }

  #dropSchema(statement: ScriptStatement, words: readonly Word[]): void {
    for (const at of listed(words, skipIfExists(words, 2))) {
      const name = identifierAt(words, at);
      if (name === null || !this.#before.schema(name)) continue;
      this.actions.push({
        kind: "drop schema",
        ...placeOf(statement),
        tag: "DROP SCHEMA",
        schema: null,
        relation: name,
        name: null,
      });
    }
  }

  #alterTable(statement: ScriptStatement, words: readonly Word[]): void {
    let at = skipIfExists(words, 2);
    if (follows(words, at, "ONLY")) at += 1;
    const name = nameOf(words, at);
    if (name === null) return;
    const standing = this.#find(name);
    const rest = words.slice(words[name.next]?.text === "*" ? name.next + 1 : name.next);
    if (follows(rest, 0, "RENAME", "TO")) {
      const renamed = identifierAt(rest, 2);
      if (renamed !== null && standing !== null) this.#renamed.set(renamed, standing);
      else if (renamed !== null) this.#made.add(renamed);
    }
    if (standing === null) return;
    const key = (part: string) => `${standing.schema}\0${standing.name}\0${part}`;
    const deeds = alterActions(rest, {
      isAdded: (part) => this.#added.has(key(part)),
      add: (part) => this.#added.add(key(part)),
      keepsNullsOut: (column) => this.#before.keepsNullsOut(standing, column),
    });
    this.#say(statement, "ALTER TABLE", words, at, deeds);
  }

  #say(statement: ScriptStatement, tag: string, words: readonly Word[], at: number, deeds: readonly Deed[]): void {
    const name = nameOf(words, follows(words, at, "ONLY") ? at + 1 : at);
    const standing = name === null ? null : this.#find(name);
    if (standing === null) return;
    for (const deed of deeds) {
      const { schema, name: relation } = standing;
      this.actions.push({ kind: deed.kind, ...placeOf(statement), tag, schema, relation, name: deed.name });
    }
    if (tag === "DROP TABLE") this.#made.add((name as Name).name);
  }

  /** What stood before the step; `null` for what the step made itself, and for what is not known. */
  #find({ schema, name }: Name): Standing | null {
    if (this.#made.has(name)) return null;
    return this.#renamed.get(name) ?? this.#before.relation(schema, name);
  }
}

const ALTER: Deed = { kind: "alter", name: null };

interface Name {
  schema: string | null;
  name: string;
  /** The place behind it. */
  next: number;
}

/** A name with the schema that it is written with, both folded. */
function nameOf(words: readonly Word[], at: number): Name | null {
  const first = identifierAt(words, at);
  if (first === null) return null;
  const second = words[at + 1]?.text === "." ? identifierAt(words, at + 2) : null;
  return second === null ? { schema: null, name: first, next: at + 1 } : { schema: first, name: second, next: at + 3 };
}

/** The places of the names in a list with commas. */
function listed(words: readonly Word[], from: number): number[] {
  const places: number[] = [];
  for (let at = from; ; ) {
    const name = nameOf(words, follows(words, at, "ONLY") ? at + 1 : at);
    if (name === null) return places;
    places.push(at);
    if (words[name.next]?.text !== ",") return places;
    at = name.next + 1;
  }
}

function placeOf({ file, line }: ScriptStatement): Pick<StepAction, "file" | "line"> {
  return { file, line };
}
