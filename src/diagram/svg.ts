/** A neighbourhood as inline SVG. Colours and faces come from the page's CSS variables, so both themes fit. */
import { showOnOneLine, showUnseen } from "../model/visible-text.ts";
import { type CardBox, FONT_SIZE, HEADER_HEIGHT, type TextRole } from "./card-box.ts";
import { buildLayout, type PlacedCard } from "./layout.ts";
import type { DiagramCard, Neighbourhood } from "./neighbourhood.ts";
import type { Edge, EndMark } from "./routes.ts";

export interface SvgOptions {
  /** The page of a relation, relative to the page that the drawing is on; `null` where it has none. */
  hrefOf(schema: string, name: string): string | null;
}

const STYLES: Readonly<Record<TextRole, string>> = {
  title: 'fill="var(--ink)" font-weight="600"',
  schema: 'fill="var(--ink-3)"',
  key: 'fill="var(--ink)" font-weight="600"',
  column: 'fill="var(--ink-2)"',
  mark: 'fill="var(--accent)" font-size="9.5" font-weight="600"',
  type: 'fill="var(--ink-3)"',
  more: 'fill="var(--ink-3)"',
};

/**
 * The drawing, with its own size in pixels as width, height and viewBox: at that size text is 12 pixels high. Let it
 * shrink to the reading column and scroll inside its box below that. Lines are hidden from assistive technology: the
 * page lists the same foreign keys as text.
 */
export function formatNeighbourhoodSvg(neighbourhood: Neighbourhood, options: SvgOptions): string {
  const { width, height, cards, edges } = buildLayout(neighbourhood);
  const { schema, name } = neighbourhood.focus;
  const label = escapeXml(showOnOneLine(`${schema}.${name} and its foreign-key neighbours`));
  // Dashed lines first: where a dashed and a solid one share a lane, the solid one shows.
  const ordered = [...edges.filter(({ dashed }) => dashed), ...edges.filter(({ dashed }) => !dashed)];
  return [
    `<svg class="neighbourhood" xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="group" aria-label="${label}" font-family="var(--mono)" font-size="${FONT_SIZE}">`,
    '<g aria-hidden="true" fill="none" stroke-width="1.4" stroke-linejoin="round">',
    ...ordered.map(formatLine),
    ...new Set(edges.flatMap(formatMarks)),
    "</g>",
    ...cards.map((placed) => formatCardSvg(placed, options)),
    "</svg>",
  ].join("");
}

function formatCardSvg({ role, card, box, x, y }: PlacedCard, options: SvgOptions): string {
  const content = [
    ...(box.cut.length === 0 ? [] : [`<title>${escapeXml(box.cut.join("\n"))}</title>`]),
    role === "rest" ? "" : formatFrame(role, box),
    ...box.texts.map(({ role: part, x: left, y: base, end, text }) => {
      const style = role === "focus" && part === "title" ? 'fill="var(--accent)" font-weight="600"' : STYLES[part];
      const anchor = end ? ' text-anchor="end"' : "";
      return `<text x="${round(left)}" y="${base}"${anchor} ${style}>${escapeXml(text)}</text>`;
    }),
  ].join("");
  const group = `<g transform="translate(${round(x)} ${round(y)})">${content}</g>`;
  const href = card === null || role === "focus" ? null : options.hrefOf(card.schema, card.name);
  return href === null || card === null
    ? group
    : `<a href="${escapeXml(href)}" aria-label="${escapeXml(toSpoken(card))}">${group}</a>`;
}

function formatFrame(role: PlacedCard["role"], { width, height }: CardBox): string {
  const stroke =
    role === "focus" ? 'stroke="var(--accent)" stroke-width="1.8"' : 'stroke="var(--line-strong)" stroke-width="1"';
  const frame = `<rect width="${width}" height="${height}" rx="6" fill="var(--surface)" ${stroke}/>`;
  return height <= HEADER_HEIGHT ? frame : `${frame}<path d="M0 ${HEADER_HEIGHT}H${width}" stroke="var(--line)"/>`;
}

function toSpoken({ schema, name, rows, more }: DiagramCard): string {
  const columns = rows.length + more;
  return showOnOneLine(`${schema}.${name}, ${columns} ${columns === 1 ? "column" : "columns"}`);
}

/** The line, its corners rounded. */
function formatLine({ points, dashed }: Edge): string {
  const dash = dashed ? ' stroke-dasharray="4 3"' : "";
  return `<path d="${toPath(points)}" stroke="var(--field)"${dash}/>`;
}

function toPath(points: readonly [number, number][]): string {
  const [[x0, y0], middle, corner, last] = points as [[number, number], ...([number, number] | undefined)[]];
  if (middle === undefined) return "";
  if (corner === undefined || last === undefined) return `M${round(x0)} ${round(y0)}H${round(middle[0])}`;
  const lane = middle[0];
  const y1 = corner[1];
  const r = Math.min(5, Math.abs(y1 - y0) / 2);
  const into = Math.sign(lane - x0) * r;
  const down = Math.sign(y1 - y0) * r;
  const away = Math.sign(last[0] - lane) * r;
  return [
    `M${round(x0)} ${round(y0)}H${round(lane - into)}`,
    `Q${round(lane)} ${round(y0)} ${round(lane)} ${round(y0 + down)}`,
    `V${round(y1 - down)}`,
    `Q${round(lane)} ${round(y1)} ${round(lane + away)} ${round(y1)}`,
    `H${round(last[0])}`,
  ].join("");
}

/** Crow's feet, bars and circles at both ends. */
function formatMarks({ points, from, to }: Edge): string[] {
  const first = points[0] as [number, number];
  const last = points.at(-1) as [number, number];
  return [formatMark(first, from.mark, from.out), formatMark(last, to.mark, to.out)];
}

function formatMark([x, y]: [number, number], mark: EndMark, out: 1 | -1): string {
  const at = (distance: number) => round(x + out * distance);
  const bar = (distance: number) => `M${at(distance)} ${round(y - 5)}v10`;
  const stroke = 'stroke="var(--ink-3)"';
  if (mark === "many")
    return `<path d="M${at(0)} ${round(y - 5)}L${at(10)} ${round(y)}L${at(0)} ${round(y + 5)}" ${stroke}/>`;
  if (mark === "one") return `<path d="${bar(6)}${bar(10)}" ${stroke}/>`;
  return `<path d="${bar(6)}" ${stroke}/><circle cx="${at(13)}" cy="${round(y)}" r="3.5" fill="var(--surface)" ${stroke}/>`;
}

/** At most two decimals, so that the same layout is the same text. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Text for an attribute or an element. */
function escapeXml(text: string): string {
  return showUnseen(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
