/** Queries that are run again and again on one session: planned once, and sent together. */
import { DatabaseError, type Row } from "../../session.ts";
import type { Engine } from "../engine/engine.ts";

/** PostgreSQL's code for a prepared statement that is not there: a script has thrown all of them away. */
const NOT_PREPARED = "26000";

export interface PreparedQuery {
  /** The same for the same SQL. */
  name: string;
  /** Of the parameters. */
  types: readonly string[];
  sql: string;
  /** Of the parameters, as their text form has them; none holds a quote. */
  values: readonly string[];
  /** SQL to be run before it, in the same message. */
  first?: string;
}

export class PreparedQueries {
  readonly #engine: Pick<Engine, "queryAll">;
  readonly #prepared = new Set<string>();

  constructor(engine: Pick<Engine, "queryAll">) {
    this.#engine = engine;
  }

  /** Rows of each query; none of one that is left out. Throws `DatabaseError`. */
  async run<Name extends string>(
    queries: Readonly<Partial<Record<Name, PreparedQuery>>>,
  ): Promise<Record<Name, Row[]>> {
    const entries = Object.entries<PreparedQuery | undefined>(queries);
    const asked = entries.flatMap(([, query]) => query ?? []);
    const answers = await this.#runAll(asked);
    let at = 0;
    const named = entries.map(([name, query]) => [name, query === undefined ? [] : (answers[at++] ?? [])]);
    return Object.fromEntries(named) as Record<Name, Row[]>;
  }

  /** They are prepared anew when they are needed next. */
  forget(): void {
    this.#prepared.clear();
  }

  async #runAll(queries: readonly PreparedQuery[]): Promise<Row[][]> {
    if (queries.length === 0) return [];
    try {
      return await this.#send(queries);
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== NOT_PREPARED) throw error;
      this.forget();
      return this.#send(queries);
    }
  }

  async #send(queries: readonly PreparedQuery[]): Promise<Row[][]> {
    const missing = new Map(
      queries.filter(({ name }) => !this.#prepared.has(name)).map((query) => [query.name, query]),
    );
    const answers = await this.#engine.queryAll([
      ...[...missing.values()].map(formatPrepare),
      ...queries.map(formatExecute),
    ]);
    for (const name of missing.keys()) this.#prepared.add(name);
    return answers.slice(missing.size);
  }
}

function formatPrepare({ name, types, sql }: PreparedQuery): string {
  return `PREPARE cartulary_${name}${types.length === 0 ? "" : ` (${types.join(", ")})`} AS ${sql}`;
}

function formatExecute({ name, values, first = "" }: PreparedQuery): string {
  const literals = values.length === 0 ? "" : `(${values.map((value) => `'${value}'`).join(", ")})`;
  return `${first}EXECUTE cartulary_${name}${literals}`;
}
