/** Tables as HTML. */
import type { Cell, CellLook, Table, TableRow } from "../page.ts";
import { type Prose, plainText } from "../text.ts";
import { element, escapeHtml, renderHash, renderProse } from "./html-text.ts";

const CLASSES: Readonly<Record<CellLook, string | null>> = {
  plain: null,
  name: "name",
  place: "place",
  type: "type",
  wide: "type wide",
  kind: "kind",
  number: "num",
  about: "about",
  after: "about after",
  muted: "muted",
};

/** Classes that a heading shares with the cells below it. */
const HEADINGS: Partial<Record<CellLook, string>> = { number: "num", after: "after" };

export function renderTable({ label, columns, empty, headless, rows }: Table, file: string): string {
  const titles = Object.entries(columns).map(([title, look]) =>
    element("th", { class: HEADINGS[look] }, escapeHtml(title)),
  );
  const head = element("thead", { class: headless ? "out-of-sight" : null }, `<tr>${titles.join("")}</tr>`);
  const looks = Object.values(columns);
  const body = rows.map((row) => renderRow(row, looks, empty, file)).join("");
  const scrolls = label === undefined ? {} : { tabindex: 0, role: "group", "aria-label": label };
  return element("div", { class: "scroll", ...scrolls }, `<table>${head}<tbody>${body}</tbody></table>`);
}

function renderRow(
  { anchor, depth = 0, cells }: TableRow,
  looks: readonly CellLook[],
  empty: string | undefined,
  file: string,
): string {
  const html = cells.map((cell, index) =>
    renderCell(cell, looks[index] ?? "plain", {
      indent: index === 0 ? depth : 0,
      empty: index === looks.length - 1 ? empty : undefined,
      own: index === 0 && anchor !== undefined ? renderHash(anchor, nameOf(cell)) : "",
      file,
    }),
  );
  return element("tr", { id: anchor }, ...html);
}

function renderCell(
  cell: Cell,
  look: CellLook,
  { indent, empty, own, file }: { indent: number; empty: string | undefined; own: string; file: string },
): string {
  const { text, below, look: set = look } = Array.isArray(cell) ? { text: cell, below: [] } : cell;
  const parts = below.map((block) =>
    block.kind === "markdown" ? block.text.html : element("p", { class: block.look }, renderProse(block.text, file)),
  );
  const missing = empty !== undefined && text.length === 0 && !below.some(({ kind }) => kind === "markdown");
  const words = missing ? `<span class="miss">${escapeHtml(empty)}</span>` : renderProse(inFace(text, set), file);
  return element("td", { class: CLASSES[set] }, '<span class="indent"></span>'.repeat(indent), words, own, ...parts);
}

/** What a row is called by its first cell. */
function nameOf(cell: Cell): string {
  return plainText(Array.isArray(cell) ? cell : cell.text);
}

const MONO: ReadonlySet<CellLook> = new Set(["name", "type", "wide"]);

/** Cells that are set in the mono face need no element around code. */
function inFace(text: Prose, look: CellLook): Prose {
  if (!MONO.has(look)) return text;
  return text.map((part) => (typeof part !== "string" && "code" in part && part.to === undefined ? part.code : part));
}
