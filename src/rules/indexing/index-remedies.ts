/** The SQL that makes, rebuilds and drops indexes, with what it locks. */
import type { Index } from "../../model/index-definition.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Remedy } from "../../model/verdict.ts";
import { clipName } from "../naming/generated-names.ts";
import { joinName } from "../naming/name-pattern.ts";
import type { Referencing } from "./foreign-key-cover.ts";
import { toIndexName } from "./index-name.ts";

const CONCURRENTLY =
  "SHARE UPDATE EXCLUSIVE: reads and writes go on while the table is scanned twice. It cannot run in a transaction.";
const PARTITIONED =
  "SHARE on the table and all its partitions: writes wait while the index is built. CONCURRENTLY is refused on a partitioned table; to keep writes going, build an index on each partition concurrently, create this one ON ONLY the parent, and attach them.";

/** An index that serves a foreign key: on a partitioned table without CONCURRENTLY. */
export function toCreation({ columns, period }: Referencing, table: Relation): Remedy {
  return period ? toIndex(columns, table, " USING gist") : toIndex(toKeyOrder(columns, table), table);
}

/**
 * An index that serves searches by values of `exact` and, within them, by a range or in the order of `rest`. One that
 * only holds the beginning of it goes.
 */
export function toSearchIndex(exact: readonly string[], rest: readonly string[], table: Relation): Remedy {
  const columns = [...toKeyOrder(exact, table), ...rest];
  const { sql, lock, proven } = toIndex(columns, table);
  const removed = table.indexes.filter(
    (index) =>
      !index.unique &&
      index.method === "btree" &&
      index.predicate === null &&
      index.included.length === 0 &&
      index.key.every(({ column, order, nulls, collation, operatorClass }, at) => {
        const plain = order === "asc" && nulls === "last" && collation === null && operatorClass.default;
        return plain && column === columns[at];
      }),
  );
  return { sql: [...sql, ...removed.flatMap((index) => toRemoval(index, table).sql)], lock, proven };
}

function toIndex(columns: readonly string[], table: Relation, using = ""): Remedy {
  const partitioned = table.kind === "partitioned table";
  const create = `CREATE INDEX ${partitioned ? "" : "CONCURRENTLY "}${quoteIdentifier(toIndexName(table, columns))}`;
  const on = `${quoteQualified(table.schema, table.name)}${using}`;
  const sql = `${create} ON ${on} (${columns.map(quoteIdentifier).join(", ")})`;
  return { sql: [sql], lock: partitioned ? PARTITIONED : CONCURRENTLY, proven: null };
}

/** The columns so that no index that is there becomes redundant: it must not be the beginning of the new one. */
function toKeyOrder(columns: readonly string[], table: Relation): readonly string[] {
  const begins = (order: readonly string[]) =>
    table.indexes.some((index) => !index.unique && index.key.every(({ column }, at) => column === order[at]));
  const rotated = columns.map((_, start) => [...columns.slice(start), ...columns.slice(0, start)]);
  return rotated.find((order) => !begins(order)) ?? columns;
}

/** The index built anew in its place. */
export function toRebuild(table: Relation, index: string): Remedy {
  return {
    sql: [`REINDEX INDEX CONCURRENTLY ${quoteQualified(table.schema, index)}`],
    lock: CONCURRENTLY,
    proven: null,
  };
}

/** The index gone, with the constraint that it backs. */
export function toRemoval(index: Index, table: Relation): Remedy {
  if (index.constraint !== null) {
    const drop = `ALTER TABLE ${quoteQualified(table.schema, table.name)} DROP CONSTRAINT ${quoteIdentifier(index.constraint)}`;
    return { sql: [drop], lock: "ACCESS EXCLUSIVE on the table for a moment.", proven: null };
  }
  const partitioned = table.kind === "partitioned table";
  return {
    sql: [`DROP INDEX ${partitioned ? "" : "CONCURRENTLY "}${quoteQualified(table.schema, index.name)}`],
    lock: partitioned
      ? "ACCESS EXCLUSIVE on the table and all its partitions for a moment; CONCURRENTLY is refused on a partitioned table."
      : "Waits for running transactions, blocks nothing. It cannot run in a transaction.",
    proven: null,
  };
}

/** A unique constraint whose index is built while writes go on. */
export function toUniqueConstraint(table: Relation, columns: readonly string[]): Remedy {
  const name = quoteIdentifier(clipName(joinName("uq", table.name, ...columns)));
  const whole = quoteQualified(table.schema, table.name);
  return {
    sql: [
      `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${whole} (${columns.map(quoteIdentifier).join(", ")})`,
      `ALTER TABLE ${whole} ADD CONSTRAINT ${name} UNIQUE USING INDEX ${name}`,
    ],
    lock: "SHARE UPDATE EXCLUSIVE while the index is built, then ACCESS EXCLUSIVE for a moment. It fails where a pair stands twice already.",
    proven: null,
  };
}
