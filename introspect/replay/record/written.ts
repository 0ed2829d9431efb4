/**
 * Which system catalogs a step wrote into, by PostgreSQL's own counters: nothing else has to be looked at afterwards.
 * PostgreSQL manual, 27.2.27 (Statistics Functions).
 */

import type { Engine } from "../engine/engine.ts";
import { WHOLE } from "./lists.ts";
import type { PreparedQueries } from "./prepared.ts";
import { TOUCHING_CATALOGS } from "./touched-queries.ts";

/** The counters of one catalog: rows that were ever inserted or updated, and rows that were ever deleted. */
interface Counters {
  written: string;
  deleted: string;
}

export interface Written {
  /** Catalogs with rows that are new. */
  written: ReadonlySet<string>;
  /** Catalogs that rows are gone from. */
  deleted: ReadonlySet<string>;
  /** The transaction id from which on rows are those of what comes after this. */
  mark: string;
}

const CATALOGS = [...new Set([...TOUCHING_CATALOGS, ...Object.values(WHOLE).flat()])];

/** What this session has not reported yet is counted apart, what it has done in an open transaction too. */
const count = (what: string) => `pg_stat_get_tuples_${what}(c.oid) + pg_stat_get_xact_tuples_${what}(c.oid)`;

/**
 * One cell, which arrives faster than a row for each catalog: name, written and deleted of each. The mark is the
 * snapshot's end, or the transaction that is open: a savepoint that is rolled back moves the end past it, and what the
 * transaction writes later still has its id.
 */
const SQL = `
SELECT string_agg(concat_ws(' ', c.name, ${count("inserted")} + ${count("updated")}, ${count("deleted")}), ',') AS counters,
  least(pg_snapshot_xmax(pg_current_snapshot())::text::bigint, pg_current_xact_id_if_assigned()::text::bigint)
    % 4294967296 AS mark
FROM (VALUES ${CATALOGS.map((name) => `('${name}', to_regclass('pg_catalog.${name}')::oid)`).join(", ")}) c (name, oid)
WHERE c.oid IS NOT NULL`;

export class WrittenCatalogs {
  readonly #queries: PreparedQueries;
  /** A server brings its counters up to date when it finds the time, so that any catalog may have been written. */
  readonly #exact: boolean;
  #counters = new Map<string, Counters>();

  constructor(queries: PreparedQueries, kind: Engine["kind"]) {
    this.#queries = queries;
    this.#exact = kind === "pglite";
  }

  /**
   * What was written since `keep` was called last; what that returns goes back to before. `first` is SQL to be run before
   * it, in the same message.
   */
  async read(first: string): Promise<Written & { keep(): () => void }> {
    const answer = await this.#queries.run({ counters: { name: "written", types: [], sql: SQL, values: [], first } });
    const [row] = answer.counters as { counters: string; mark: string }[];
    if (row === undefined) throw new Error("The engine gave no counters of its catalogs.");
    const { counters, mark } = row;
    const entries = counters.split(",").map((entry) => entry.split(" ") as [string, string, string]);
    const now = new Map(entries.map(([name, written, deleted]) => [name, { written, deleted }]));
    const differing = (counter: keyof Counters) =>
      new Set(
        entries
          .map(([name]) => name)
          .filter((name) => !this.#exact || this.#counters.get(name)?.[counter] !== now.get(name)?.[counter]),
      );
    return {
      written: differing("written"),
      deleted: differing("deleted"),
      mark,
      keep: () => {
        const before = this.#counters;
        this.#counters = now;
        return () => {
          this.#counters = before;
        };
      },
    };
  }
}
