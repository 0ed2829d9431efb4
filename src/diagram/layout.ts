/** Three columns (referencing, focus, referenced) with the lines between them, in pixels. */
import { buildCardBox, buildChipBox, buildRestBox, type CardBox } from "./card-box.ts";
import { type DiagramCard, mostTelling, type Neighbourhood, type NeighbourSide } from "./neighbourhood.ts";
import { buildEdges, buildLoops, type Edge, LANE, laneCount, MARK_ROOM, type Stub } from "./routes.ts";

/** A card in its place. `card` is `null` for the line that counts what is not drawn. */
export interface PlacedCard {
  role: "focus" | "card" | "chip" | "rest";
  card: DiagramCard | null;
  box: CardBox;
  x: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  cards: PlacedCard[];
  edges: Edge[];
}

const MARGIN = 20;
/** Neighbours on a side past which they become chips. */
const MOST_CARDS = 8;
const CARD_GAP = 16;
const CHIP_GAP = 8;
const WIDEST_FOCUS = 280;
const WIDEST_NEIGHBOUR = 240;
const WIDEST_CHIP = 300;
/** The reading column's width: at it, text has its own size and nothing is scaled up. */
const NARROWEST = 840;

/** Places everything. Deterministic: equal neighbourhoods give equal layouts. */
export function buildLayout(neighbourhood: Neighbourhood): Layout {
  const home = neighbourhood.focus.schema;
  const focus: PlacedCard = {
    role: "focus",
    card: neighbourhood.focus,
    box: buildCardBox(neighbourhood.focus, home, WIDEST_FOCUS),
    x: 0,
    y: 0,
  };
  const left = buildColumn(neighbourhood.referencing, home);
  const right = buildColumn(neighbourhood.referenced, home);
  const tallest = Math.max(focus.box.height, left.height, right.height);
  focus.y = MARGIN + Math.round((tallest - focus.box.height) / 2);
  for (const column of [left, right]) {
    const top = MARGIN + Math.round((tallest - column.height) / 2);
    for (const placed of column.cards) placed.y += top;
  }
  const leftStubs = buildStubs(neighbourhood.referencing, left.cards, focus, "references", "columns");
  const rightStubs = buildStubs(neighbourhood.referenced, right.cards, focus, "columns", "references");
  const loopRoom = neighbourhood.self.length * LANE;
  const leftGutter = left.cards.length === 0 ? 0 : 2 * MARK_ROOM + laneCount(leftStubs) * LANE;
  const rightGutter =
    right.cards.length === 0
      ? loopRoom === 0
        ? 0
        : MARK_ROOM + loopRoom
      : 2 * MARK_ROOM + loopRoom + laneCount(rightStubs) * LANE;
  const needed = left.width + leftGutter + focus.box.width + rightGutter + right.width + 2 * MARGIN;
  const width = Math.max(NARROWEST, needed);
  const start = MARGIN + Math.floor((width - needed) / 2);
  focus.x = start + left.width + leftGutter;
  const focusEnd = focus.x + focus.box.width;
  for (const placed of left.cards) placed.x = start + left.width - placed.box.width;
  for (const placed of right.cards) placed.x = focusEnd + rightGutter;
  return {
    width,
    height: tallest + 2 * MARGIN,
    cards: [focus, ...left.cards, ...right.cards],
    edges: [
      ...buildEdges(leftStubs, { focus: focus.x, cards: start + left.width, reserved: 0, manyAtFocus: false }),
      ...buildEdges(rightStubs, {
        focus: focusEnd,
        cards: focusEnd + rightGutter,
        reserved: loopRoom,
        manyAtFocus: true,
      }),
      ...buildLoops(neighbourhood.self, focusEnd, (columns) => focus.y + focus.box.portOf(columns)),
    ],
  };
}

interface PlacedColumn {
  cards: PlacedCard[];
  width: number;
  height: number;
}

/** A side's cards, one under the other from 0; `x` comes later. */
function buildColumn({ neighbours, hidden }: NeighbourSide, home: string): PlacedColumn {
  const chips = neighbours.length > MOST_CARDS;
  const cards: PlacedCard[] = neighbours.map((neighbour) => ({
    role: chips ? "chip" : "card",
    card: neighbour.card,
    box: chips ? buildChipBox(neighbour, home, WIDEST_CHIP) : buildCardBox(neighbour.card, home, WIDEST_NEIGHBOUR),
    x: 0,
    y: 0,
  }));
  if (hidden > 0) cards.push({ role: "rest", card: null, box: buildRestBox(hidden), x: 0, y: 0 });
  let bottom = 0;
  for (const placed of cards) {
    placed.y = bottom;
    bottom += placed.box.height + (chips ? CHIP_GAP : CARD_GAP);
  }
  return {
    cards,
    width: Math.max(0, ...cards.map(({ box }) => box.width)),
    height: Math.max(0, bottom - (chips ? CHIP_GAP : CARD_GAP)),
  };
}

/** Where each foreign key of a side meets the focus and its neighbour, as heights. */
function buildStubs(
  side: NeighbourSide,
  cards: readonly PlacedCard[],
  focus: PlacedCard,
  atFocus: "columns" | "references",
  atCard: "columns" | "references",
): Stub[] {
  const links = side.neighbours.flatMap((neighbour) => neighbour.links);
  return side.neighbours.flatMap((neighbour, index) => {
    const placed = cards[index] as PlacedCard;
    return neighbour.links.map((link) => ({
      link,
      focusY: focus.y + focus.box.portOf([mostTelling(link, atFocus, links)]),
      cardY: placed.y + placed.box.portOf([mostTelling(link, atCard, neighbour.links)]),
    }));
  });
}
