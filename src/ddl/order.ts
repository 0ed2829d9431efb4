/** Puts statements into an order in which each finds what it mentions. */
import { mentionsOf, mentionsRelation, mentionsRoutine } from "./mentions.ts";

/** Statements that belong together, and the objects that they make. */
export interface Piece {
  /** Keys of `keyOf` and `keyOfKind`. */
  readonly defines: readonly string[];
  readonly statements: readonly string[];
  /** Keys that it needs without a qualified mention: its language, its access method, its server. */
  readonly needs?: readonly string[];
  /** Keys that it mentions and need not wait for: a shell type is there from the beginning. */
  readonly ignores?: readonly string[];
  /** It makes a routine, which may have the name of a relation. */
  readonly routine?: boolean;
  /** The same in two steps, taken where it stands in a circle: what others need of it, then the rest. */
  readonly steps?: () => readonly [Piece, Piece];
}

/**
 * Depth first, so that the order given stays wherever nothing speaks against it. A circle (a check that calls a routine
 * over the table's own row) is opened by what in it can be made in two steps. Of one that cannot be opened, the piece
 * that was reached first comes last.
 */
export function orderPieces(pieces: readonly Piece[]): Piece[] {
  const { ordered, circular } = walk(pieces);
  const opened = pieces.flatMap((piece) =>
    circular.has(piece) && piece.steps !== undefined ? piece.steps() : [piece],
  );
  return opened.length === pieces.length ? ordered : orderPieces(opened);
}

/** The order, and the pieces that stand in circles. */
function walk(pieces: readonly Piece[]): { ordered: Piece[]; circular: Set<Piece> } {
  const makers = new Map<string, Piece[]>();
  for (const piece of pieces) {
    for (const key of piece.defines) makers.set(key, [...(makers.get(key) ?? []), piece]);
  }
  const ordered: Piece[] = [];
  const circular = new Set<Piece>();
  const visited = new Set<Piece>();
  const done = new Set<Piece>();
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
        done.add(top.piece);
        stack.pop();
      } else if (!visited.has(next.value)) {
        stack.push({ piece: next.value, needs: null });
      } else if (!done.has(next.value)) {
        const from = stack.findIndex(({ piece }) => piece === next.value);
        for (const { piece } of stack.slice(from)) circular.add(piece);
      }
    }
  }
  return { ordered, circular };
}

function needsOf(piece: Piece, makers: ReadonlyMap<string, Piece[]>): Piece[] {
  const keys = new Set(piece.needs);
  for (const statement of piece.statements) for (const key of mentionsOf(statement)) keys.add(key);
  for (const key of piece.ignores ?? []) keys.delete(key);
  const needs = new Set<Piece>();
  for (const key of keys) {
    for (const maker of makers.get(key) ?? []) {
      if (maker !== piece && !isNamesake(piece, maker, key)) needs.add(maker);
    }
  }
  return [...needs];
}

/** A relation that only has the name of the routine that the piece makes or means, or the other way round. */
function isNamesake(piece: Piece, maker: Piece, key: string): boolean {
  const ofRoutine = maker.routine === true;
  if (!piece.defines.includes(key) || ofRoutine === (piece.routine === true)) return false;
  const mentions = ofRoutine ? mentionsRoutine : mentionsRelation;
  return !piece.statements.some((statement) => mentions(statement, key));
}
