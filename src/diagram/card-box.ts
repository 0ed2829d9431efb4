/** A card measured: how large it is and where its text stands, relative to its own corner. */
import { quoteIdentifier } from "../model/names.ts";
import { showOnOneLine } from "../model/visible-text.ts";
import type { DiagramCard, Neighbour } from "./neighbourhood.ts";
import { ADVANCE, toFitting, toUnits } from "./text-width.ts";

export const FONT_SIZE = 12;
/** Pixels of one character. */
export const CHARACTER = FONT_SIZE * ADVANCE;
export const HEADER_HEIGHT = 28;
const ROW_HEIGHT = 20;
const ROWS_TOP = HEADER_HEIGHT + 5;
const ROWS_BOTTOM = 7;
const CHIP_HEIGHT = 26;
const PADDING = 12;
/** Room for PK and FK before a column's name. */
const MARK_WIDTH = 22;
const MARK_SIZE = 9.5;
const NARROWEST = 120;

/** The part that a text plays; each has its own colour and weight. */
export type TextRole = "title" | "schema" | "key" | "column" | "mark" | "type" | "more";

export interface Text {
  role: TextRole;
  /** Of the baseline's start, or of its end where `end` is set. */
  x: number;
  y: number;
  end: boolean;
  text: string;
  /** Pixels, as estimated. */
  width: number;
}

export interface CardBox {
  width: number;
  height: number;
  texts: Text[];
  /** Full names and types of whatever had to be cut, one a line; empty where nothing was. */
  cut: string[];
  /** Where the lines of a foreign key end: at the row of its most telling column. */
  portOf(columns: readonly string[]): number;
}

/** A card with rows. `home` is the schema that goes without saying; `widest` is in pixels. */
export function buildCardBox(card: DiagramCard, home: string, widest: number): CardBox {
  const schema = card.schema === home ? "" : `${showOnOneLine(card.schema)}.`;
  const title = showOnOneLine(card.name);
  const rows = card.rows.map((row) => ({
    ...row,
    name: showOnOneLine(row.name),
    type: showOnOneLine(localType(row.type ?? "", home)),
  }));
  const wanted = Math.max(
    (toUnits(schema) + toUnits(title)) * CHARACTER,
    ...rows.map(({ name, type }) => MARK_WIDTH + (toUnits(name) + (type === "" ? 0 : toUnits(type) + 2)) * CHARACTER),
    MARK_WIDTH + 8 * CHARACTER,
  );
  const width = toWidth(wanted, widest);
  const cut: string[] = [];
  const texts = buildTitle(schema, title, 18.5, toUnitsIn(width - 2 * PADDING), cut);
  const units = toUnitsIn(width - 2 * PADDING - MARK_WIDTH);
  rows.forEach((row, index) => {
    const y = ROWS_TOP + index * ROW_HEIGHT + 14;
    const mark = row.primary ? "PK" : row.foreign ? "FK" : "";
    if (mark !== "") texts.push(buildText("mark", mark, PADDING, y - 0.5, MARK_SIZE * ADVANCE));
    // The type gives way first, down to eight characters, then the name.
    const typeUnits = row.type === "" ? 0 : Math.max(8, units - toUnits(row.name) - 2);
    const type = toFitting(row.type, typeUnits);
    const name = toFitting(row.name, units - (type === "" ? 0 : toUnits(type) + 2));
    if (type !== row.type || name !== row.name) cut.push(`${row.name} ${row.type}`.trim());
    texts.push(buildText(row.primary ? "key" : "column", name, PADDING + MARK_WIDTH, y));
    if (type !== "") texts.push(buildText("type", type, width - PADDING, y, CHARACTER, true));
  });
  const lines = rows.length + (card.more > 0 ? 1 : 0);
  if (card.more > 0) {
    const y = ROWS_TOP + rows.length * ROW_HEIGHT + 14;
    texts.push(buildText("more", `${card.more} more`, PADDING + MARK_WIDTH, y));
  }
  const port = (index: number) => ROWS_TOP + index * ROW_HEIGHT + ROW_HEIGHT / 2;
  return {
    width,
    height: lines === 0 ? HEADER_HEIGHT : ROWS_TOP + lines * ROW_HEIGHT + ROWS_BOTTOM,
    texts,
    cut,
    portOf: (columns) => {
      const index = card.rows.findIndex((row) => columns.includes(row.name));
      return index === -1 ? HEADER_HEIGHT / 2 : port(index);
    },
  };
}

/** A neighbour as one line: its name and the columns of its foreign keys. */
export function buildChipBox({ card, links }: Neighbour, home: string, widest: number): CardBox {
  const schema = card.schema === home ? "" : `${showOnOneLine(card.schema)}.`;
  const title = showOnOneLine(card.name);
  const columns = showOnOneLine([...new Set(links.flatMap((link) => link.columns))].join(", "));
  const wanted = (toUnits(schema) + toUnits(title) + 2 + toUnits(columns)) * CHARACTER;
  const width = toWidth(wanted, widest);
  const units = toUnitsIn(width - 2 * PADDING);
  const cut: string[] = [];
  const shownColumns = toFitting(columns, Math.max(8, units - toUnits(schema) - toUnits(title) - 2));
  const texts = buildTitle(schema, title, 17.5, units - toUnits(shownColumns) - 2, cut);
  if (shownColumns !== columns) cut.push(columns);
  texts.push(buildText("type", shownColumns, width - PADDING, 17.5, CHARACTER, true));
  return { width, height: CHIP_HEIGHT, texts, cut, portOf: () => CHIP_HEIGHT / 2 };
}

/** The line that counts the neighbours that are not drawn. */
export function buildRestBox(hidden: number): CardBox {
  const text = buildText("more", `and ${hidden} more`, PADDING, 17.5);
  return {
    width: Math.ceil(text.width) + 2 * PADDING,
    height: CHIP_HEIGHT,
    texts: [text],
    cut: [],
    portOf: () => CHIP_HEIGHT / 2,
  };
}

/** The type without the schema that goes without saying. */
function localType(type: string, home: string): string {
  const prefix = `${quoteIdentifier(home)}.`;
  return type.startsWith(prefix) ? type.slice(prefix.length) : type;
}

function toWidth(wanted: number, widest: number): number {
  return Math.min(widest, Math.max(NARROWEST, Math.ceil(wanted) + 2 * PADDING));
}

/** Whole characters that fit. */
function toUnitsIn(pixels: number): number {
  return Math.floor(pixels / CHARACTER + 1e-6);
}

function buildTitle(schema: string, title: string, y: number, units: number, cut: string[]): Text[] {
  // A long schema gives way down to a third.
  const shownSchema = schema === "" ? "" : toFitting(schema, Math.max(Math.floor(units / 3), units - toUnits(title)));
  const shownTitle = toFitting(title, units - toUnits(shownSchema));
  if (shownSchema !== schema || shownTitle !== title) cut.push(`${schema}${title}`);
  const start = toUnits(shownSchema) * CHARACTER;
  const texts = shownSchema === "" ? [] : [buildText("schema", shownSchema, PADDING, y)];
  return [...texts, buildText("title", shownTitle, PADDING + start, y)];
}

function buildText(role: TextRole, text: string, x: number, y: number, character = CHARACTER, end = false): Text {
  return { role, text, x, y, end, width: toUnits(text) * character };
}
