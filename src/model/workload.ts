/** What a live server was asked to do: since when it counts, and the statements that take its time. */
import { z } from "zod";
import { nameSchema, schemaNameSchema } from "./shared-parts.ts";

/** How a statement searches one relation that it names; named twice, it stands here twice. Column names, sorted. */
export const relationUseSchema = z.strictObject({
  schema: schemaNameSchema,
  name: nameSchema,
  /** Columns compared for equality with a value: `=`, IN, `= ANY`, or a boolean by itself. */
  equality: z.array(z.string()),
  /** Columns compared with a value by `<`, `>`, `<=`, `>=` or BETWEEN. */
  range: z.array(z.string()),
  /** Columns compared for equality with what comes from another relation. */
  join: z.array(z.string()),
  /** Columns in other conditions: OR, LIKE, IS NULL, an expression. No ordinary index is known to serve them. */
  other: z.array(z.string()),
  /** The columns of ORDER BY, in their order; empty unless all are this relation's own, plain and in one direction. */
  order: z.array(z.string()),
  /** A LIMIT stands with the ORDER BY. */
  limited: z.boolean(),
});
export type RelationUse = z.infer<typeof relationUseSchema>;

/** One normalised statement of pg_stat_statements that names relations of the catalog. */
export const statementSchema = z.strictObject({
  /** On one line, with `$1` for every value and without comments; of a long one the middle is left out. */
  text: z.string(),
  /** How often it ran. */
  calls: z.number().int(),
  /** Percent of the time that all statements of the database took, to one decimal. */
  share: z.number(),
  /** Mean execution time in milliseconds, to three digits. */
  mean: z.number(),
  /** The relations that it reads or searches; the target of an INSERT is none. */
  relations: z.array(relationUseSchema),
});
export type Statement = z.infer<typeof statementSchema>;

/** Counters' age and statements, of a live server only. */
export const workloadSchema = z.strictObject({
  /** The server's own clock when the counters were read, ISO 8601 in UTC: how long it has counted is told from there. */
  readAt: z.string(),
  /** pg_is_in_recovery(): a standby counts only its own reads. */
  standby: z.boolean(),
  /**
   * The counters go back at least so far, ISO 8601: pg_stat_database.stats_reset, or where that is null (nobody ever
   * reset them) the oldest vacuum or analyze that a table of the database still remembers, which it forgets together
   * with its counters. `null`: nothing says so.
   */
  countedSince: z.string().nullable(),
  /** pg_stat_statements; `null` where it is not installed or cannot be read (then see `omissions`). */
  statements: z
    .strictObject({
      /** pg_stat_statements_info.stats_reset, ISO 8601; `null` before its version 1.9. */
      resetAt: z.string().nullable(),
      /** pg_stat_statements_info.dealloc: how often it dropped seldom statements to make room; `null` before 1.9. */
      evictions: z.number().int().nullable(),
      /** Statements of other roles, whose texts are hidden. */
      hidden: z.number().int(),
      /** Statements that the parser does not take: texts that are cut off, or of a newer server. */
      unparsed: z.number().int(),
      /** Those that take the most time, by share, then text. */
      list: z.array(statementSchema),
    })
    .nullable(),
});
export type Workload = z.infer<typeof workloadSchema>;

/** A statement in so many UTF-16 units: what it reads stands at its beginning, what it searches by at its end. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.floor(most / 3);
  // Not through the middle of a character beyond sixteen bits.
  const start = text.slice(0, head).replace(/[\uD800-\uDBFF]$/, "");
  const end = text.slice(text.length - (most - head - 3)).replace(/^[\uDC00-\uDFFF]/, "");
  return `${start.trimEnd()} … ${end.trimStart()}`;
}
