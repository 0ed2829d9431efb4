/** Sequences, and the options of those behind identity columns. */

import { quoteIdentifier, quoteQualified } from "../model/names.ts";
import { qualifiedKey } from "../model/shared-parts.ts";
import type { Sequence } from "../model/types-and-sequences.ts";
import type { Piece } from "./order.ts";
import { comment, join, qualified } from "./words.ts";

/** Without its owner column, which comes later. */
export function buildSequencePiece(sequence: Sequence): Piece {
  const name = qualified(sequence);
  return {
    defines: [qualifiedKey(sequence)],
    statements: [
      join(
        sequence.persistence === "unlogged" ? "CREATE UNLOGGED SEQUENCE" : "CREATE SEQUENCE",
        `${name} AS ${sequence.type}`,
        sequenceOptions(sequence, sequence.type),
      ),
      ...comment(`SEQUENCE ${name}`, sequence.comment),
    ],
  };
}

const LARGEST: Readonly<Record<string, string>> = {
  smallint: "32767",
  integer: "2147483647",
  bigint: "9223372036854775807",
};

/** The options of a sequence over an integer type that are not as CREATE SEQUENCE takes them unsaid. */
export function sequenceOptions(
  sequence: Pick<Sequence, "start" | "increment" | "minimum" | "maximum" | "cache" | "cycle">,
  type: string,
): string {
  const { start, increment, minimum, maximum, cache, cycle } = sequence;
  const descending = increment.startsWith("-");
  return join(
    start !== (descending ? maximum : minimum) && `START WITH ${start}`,
    increment !== "1" && `INCREMENT BY ${increment}`,
    (descending || minimum !== "1") && `MINVALUE ${minimum}`,
    (descending || maximum !== LARGEST[type]) && `MAXVALUE ${maximum}`,
    cache !== "1" && `CACHE ${cache}`,
    cycle && "CYCLE",
  );
}

/** `ALTER SEQUENCE … OWNED BY`. */
export function formatSequenceOwners(sequences: readonly Sequence[]): string[] {
  return sequences.flatMap((sequence) => {
    if (sequence.ownedBy === null) return [];
    const { schema, relation, column } = sequence.ownedBy;
    return [
      `ALTER SEQUENCE ${qualified(sequence)} OWNED BY ${quoteQualified(schema, relation)}.${quoteIdentifier(column)}`,
    ];
  });
}
