/** Puts statements into an order in which each finds what it mentions. */
import { mentionsOf } from "./mentions.ts";

/** Statements that belong together, and the objects that they make. */
export interface Piece {
  /** Keys of `keyOf`. */
  readonly defines: readonly string[];
  readonly statements: readonly string[];
}

/**
 * Depth first, so that the order given stays wherever nothing speaks against it. Of a circle, the piece that was
 * reached first comes last: such circles are rare (a default that calls a routine over the table's own type).
 */
export function orderPieces(pieces: readonly Piece[]): Piece[] {
  const makers = new Map<string, Piece[]>();
  for (const piece of pieces) {
    for (const key of piece.defines) makers.set(key, [...(makers.get(key) ?? []), piece]);
  }
  const ordered: Piece[] = [];
  const visited = new Set<Piece>();
  // A stack of its own: views over views run deeper than the call stack may.
  for (const start of pieces) {
    const stack = [{ piece: start, needs: null as Iterator<Piece> | null }];
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as (typeof stack)[number];
      if (top.needs === null) {
        if (visited.has(top.piece)) {
          stack.pop();
          continue;
        }
        visited.add(top.piece);
        top.needs = needsOf(top.piece, makers)[Symbol.iterator]();
      }
      const next = top.needs.next();
      if (next.done === true) {
        ordered.push(top.piece);
        stack.pop();
      } else if (!visited.has(next.value)) {
        stack.push({ piece: next.value, needs: null });
      }
    }
  }
  return ordered;
}

function needsOf(piece: Piece, makers: ReadonlyMap<string, Piece[]>): Piece[] {
  const needs = new Set<Piece>();
  for (const statement of piece.statements) {
    for (const key of mentionsOf(statement)) {
      for (const maker of makers.get(key) ?? []) if (maker !== piece) needs.add(maker);
    }
  }
  return [...needs];
}
