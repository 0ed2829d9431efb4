/** Blocks as most pages have them. */
import type { Block, Columns, List, Section, TableRow } from "../page.ts";
import type { Link, Prose } from "../text.ts";

interface SectionOptions {
  /** The title in small letters where left out: `#when-to-waive`. */
  anchor?: string;
  count?: number;
  note?: Prose;
  look?: NonNullable<Section["look"]>;
  number?: string;
}

export function section(title: string | Prose, body: Block[], options: SectionOptions = {}): Section {
  const { anchor, count, ...rest } = options;
  const words = typeof title === "string" ? [title] : title;
  return { kind: "section", title: words, anchor: anchor ?? anchorOf(words), count: count ?? null, body, ...rest };
}

/** The usual section: a heading, a table, and how many rows it has. None where it has none. */
export function tableSection(
  title: string,
  columns: Columns,
  rows: TableRow[],
  { empty, ...options }: SectionOptions & { empty?: string } = {},
): Section[] {
  if (rows.length === 0) return [];
  const table: Block = { kind: "table", label: title, columns, rows, ...(empty === undefined ? {} : { empty }) };
  return [section(title, [table], { count: rows.length, ...options })];
}

function anchorOf(title: Prose): string {
  return title
    .map((part) => (typeof part === "string" ? part : ""))
    .join("")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Lines as a list. */
export function plainList(lines: readonly (Prose | string)[]): List {
  return {
    kind: "list",
    look: "plain",
    items: lines.map((line) => ({ parts: [typeof line === "string" ? [line] : line] })),
  };
}

/** Links to the pages before and after one of a row. */
export function buildNeighbours(before: Link | undefined, after: Link | undefined): Block[] {
  const links = [
    ...(before === undefined ? [] : [{ ...before, text: `← ${before.text}` }]),
    ...(after === undefined ? [] : [{ ...after, text: `${after.text} →` }]),
  ];
  return links.length === 0 ? [] : [{ kind: "links", links }];
}
