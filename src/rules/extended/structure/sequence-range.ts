/** How far a sequence has come. */
import type { Column, IdentitySequence } from "../../../model/column.ts";
import type { Sequence } from "../../../model/types-and-sequences.ts";
import { builtInType } from "../../types/base-type.ts";

/** The last number of each integer type; the first is one further below zero. */
const LAST: Readonly<Record<string, bigint>> = {
  int2: 32_767n,
  int4: 2_147_483_647n,
  int8: 9_223_372_036_854_775_807n,
};

/** Whole percents of the way from the start to where the sequence or its column ends, whichever comes first; 0 past it. */
export function percentLeft(sequence: Sequence | IdentitySequence, column: Column, last: bigint): number {
  const ofColumn = LAST[builtInType(column) ?? ""];
  const up = BigInt(sequence.increment) > 0n;
  const own = BigInt(up ? sequence.maximum : sequence.minimum);
  const columnEnd = ofColumn === undefined ? own : up ? ofColumn : -ofColumn - 1n;
  const lower = own < columnEnd ? own : columnEnd;
  const end = up ? lower : lower === own ? columnEnd : own;
  const start = BigInt(up ? sequence.minimum : sequence.maximum);
  // A sequence goes on where its column does not: each insert that fails takes a number.
  const isPast = up ? last >= end : last <= end;
  return isPast ? 0 : Number((100n * (end - last)) / (end - start));
}
