/** Lines between cards: across the gutter, along a lane, with crow's feet at the ends. */
import type { DiagramLink } from "./folded-links.ts";

/** What the end of a line says: many rows, exactly one, or at most one. */
export type EndMark = "many" | "one" | "zero or one";

export interface Edge {
  /** Corners, from the end that has the foreign key to the end that is referred to. */
  points: [number, number][];
  /** The foreign key's end, and which way is out of the card: 1 right, -1 left. */
  from: { mark: EndMark; out: 1 | -1 };
  to: { mark: EndMark; out: 1 | -1 };
  /** The foreign key may be null. */
  dashed: boolean;
}

/** A foreign key with the heights of its two ends. */
export interface Stub {
  link: DiagramLink;
  focusY: number;
  cardY: number;
}

/** Pixels between two lanes, and from a card to the first lane, where the end marks are. */
export const LANE = 10;
export const MARK_ROOM = 26;

/** The lanes that a side needs. */
export function laneCount(stubs: readonly Stub[]): number {
  return Math.max(0, ...buildLanes(stubs).values()) + 1;
}

/**
 * A lane for each row of the focus that lines meet at, counted from the focus. Lines that go up and lines that go
 * down share lanes, since they do not meet; among those that go up the upper one is nearer, among those that go down
 * the lower one: so no two lines of single neighbours cross.
 */
function buildLanes(stubs: readonly Stub[]): Map<number, number> {
  const ports = [...new Set(stubs.map(({ focusY }) => focusY))].sort((a, b) => a - b);
  const up = ports.filter((port) => rise(stubs, port) < 0);
  const down = ports.filter((port) => rise(stubs, port) >= 0).reverse();
  const lanes = new Map<number, number>();
  for (const side of [up, down]) for (const [index, port] of side.entries()) lanes.set(port, index);
  return lanes;
}

/** How far below the port its neighbours are, on the whole. */
function rise(stubs: readonly Stub[], port: number): number {
  return stubs.filter(({ focusY }) => focusY === port).reduce((sum, { cardY }) => sum + cardY - port, 0);
}

/** The lines of one side. `focus` and `cards` are the facing edges; `reserved` is kept free beside the focus. */
export function buildEdges(
  stubs: readonly Stub[],
  gutter: { focus: number; cards: number; reserved: number; manyAtFocus: boolean },
): Edge[] {
  const lanes = buildLanes(stubs);
  const toRight = gutter.cards > gutter.focus ? 1 : -1;
  return stubs.map(({ link, focusY, cardY }) => {
    const lane = gutter.focus + toRight * (MARK_ROOM + gutter.reserved + (lanes.get(focusY) as number) * LANE);
    const outward: [number, number][] = [
      [gutter.focus, focusY],
      [lane, focusY],
      [lane, cardY],
      [gutter.cards, cardY],
    ];
    const points = focusY === cardY ? [outward[0] as [number, number], outward[3] as [number, number]] : outward;
    const focusEnd = toRight as 1 | -1;
    const cardEnd = -toRight as 1 | -1;
    const [fromOut, toOut] = gutter.manyAtFocus ? [focusEnd, cardEnd] : [cardEnd, focusEnd];
    return {
      points: gutter.manyAtFocus ? points : points.reverse(),
      from: { mark: link.unique ? "zero or one" : "many", out: fromOut },
      to: { mark: link.optional ? "zero or one" : "one", out: toOut },
      dashed: link.optional,
    };
  });
}

/** Foreign keys of the focus to itself: each in a lane of its own beside the right edge. */
export function buildLoops(
  links: readonly DiagramLink[],
  edge: number,
  heightOf: (columns: readonly string[]) => number,
): Edge[] {
  return links.map((link, index) => {
    const lane = edge + MARK_ROOM + index * LANE;
    const own = link.columns.filter((column) => !link.references.includes(column));
    const from = heightOf(own.length === 0 ? link.columns : own);
    const to = heightOf(link.references);
    return {
      points: [
        [edge, from],
        [lane, from],
        [lane, to],
        [edge, to],
      ],
      from: { mark: link.unique ? "zero or one" : "many", out: 1 },
      to: { mark: link.optional ? "zero or one" : "one", out: 1 },
      dashed: link.optional,
    };
  });
}
