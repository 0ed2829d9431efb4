/** Tables as HTML. */
import type { Cell, CellLook, Table, TableColumn, TableRow } from "../page.ts";
import type { Prose } from "../text.ts";
import { element, escapeHtml, renderProse } from "./html-text.ts";

const CLASSES: Readonly<Record<CellLook, string>> = {
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

export function renderTable(table: Table, file: string): string {
  const { label, columns, rows, headless } = table;
  const titles = `<tr>${columns.map(renderHeading).join("")}</tr>`;
  const head = element("thead", { class: headless ? "out-of-sight" : null }, titles);
  const body = rows.map((row) => renderRow(row, columns, file)).join("");
  const scrolls = label === undefined ? {} : { tabindex: 0, role: "group", "aria-label": label };
  return element("div", { class: "scroll", ...scrolls }, `<table>${head}<tbody>${body}</tbody></table>`);
}

function renderHeading({ title, look }: TableColumn): string {
  return element("th", { class: look && HEADINGS[look] }, escapeHtml(title));
}

function renderRow({ anchor, depth = 0, cells }: TableRow, columns: readonly TableColumn[], file: string): string {
  const indent = '<span class="indent"></span>'.repeat(depth);
  const html = cells.map((cell, index) =>
    renderCell(cell, columns[index] as TableColumn, index === 0 ? indent : "", file),
  );
  return element("tr", { id: anchor }, ...html);
}

function renderCell(cell: Cell, { look, empty }: TableColumn, indent: string, file: string): string {
  const { text, below, look: own } = Array.isArray(cell) ? { text: cell, below: [] } : cell;
  const set = own ?? look;
  const parts = below.map((block) =>
    block.kind === "markdown" ? block.text.html : element("p", { class: block.look }, renderProse(block.text, file)),
  );
  const missing = empty !== undefined && text.length === 0 && !below.some(({ kind }) => kind === "markdown");
  const said = missing ? `<span class="miss">${escapeHtml(empty)}</span>` : renderProse(inFace(text, set), file);
  return element("td", { class: set && CLASSES[set] }, indent, said, ...parts);
}

const MONO: ReadonlySet<CellLook | undefined> = new Set(["name", "type", "wide"]);

/** Cells that are set in the mono face need no element around code. */
function inFace(text: Prose, look: CellLook | undefined): Prose {
  if (!MONO.has(look)) return text;
  return text.map((part) => (typeof part !== "string" && "code" in part && part.to === undefined ? part.code : part));
}
