/**
 * Every address of the site: files, links between them, anchors. Addresses are permanent, told apart on file systems
 * that ignore case, and safe on Windows.
 */
import { createHash } from "node:crypto";

/** Names that Windows keeps for devices, whatever their ending, and the name of a folder's own page. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|index)$/;
const LONGEST = 80;
const KEPT = 60;

/**
 * An identifier as part of a file name or an anchor: `[a-z0-9_-]` stay, every other byte of its UTF-8 becomes `~hh`.
 * Injective but for names past 80 characters, which end in a digest.
 */
export function encodeName(name: string): string {
  const encoded = name.replace(/[^a-z0-9_-]/gu, (character) =>
    [...Buffer.from(character, "utf8")].map(toEscape).join(""),
  );
  const safe = RESERVED.test(encoded) ? toEscape(encoded.charCodeAt(0)) + encoded.slice(1) : encoded;
  if (safe.length <= LONGEST) return safe;
  const digest = createHash("sha256").update(name, "utf8").digest("hex").slice(0, 10);
  return `${safe.slice(0, KEPT)}~${digest}`;
}

function toEscape(byte: number): string {
  return `~${byte.toString(16).padStart(2, "0")}`;
}

/** Files, relative to the site's root, with `/`. */
export const paths = {
  overview: "index.html",
  findings: "findings.html",
  guide: "guide/index.html",
  notes: "notes/index.html",
  migrations: "migrations/index.html",
  searchNames: "search-names.js",
  searchEngine: "search-engine.js",
  diagramEngine: "diagram-engine.js",
  llms: "llms.txt",
  guideSection: (section: number) => `guide/${section}.html`,
  schema: (schema: string) => `schemas/${encodeName(schema)}/index.html`,
  relation: (schema: string, name: string) => `schemas/${encodeName(schema)}/${encodeName(name)}.html`,
  /** Pages of a rule after the first carry their number. */
  rule: (id: string, page = 1) => (page === 1 ? `rules/${id}.html` : `rules/${id}~${page}.html`),
  /** A slug is encoded already; only the folder's own page must be kept apart. */
  note: (slug: string) => `notes/${slug === "index" ? encodeName(slug) : slug}.html`,
  step: (version: string) => `migrations/${encodeName(version)}.html`,
} as const;

/** Anchors on a page, without `#`. */
export const anchors = {
  column: (name: string) => `column-${encodeName(name)}`,
  constraint: (name: string) => `constraint-${encodeName(name)}`,
  index: (name: string) => `index-${encodeName(name)}`,
  partition: (name: string) => `partition-${encodeName(name)}`,
  trigger: (name: string) => `trigger-${encodeName(name)}`,
  policy: (name: string) => `policy-${encodeName(name)}`,
  rule: (id: string) => `rule-${id}`,
  /** `number` is the guide's own: `2.5`. */
  statement: (number: string) => `statement-${number}`,
  /** `number` is that of the list of contradictions: `C1`. */
  contradiction: (number: string) => `contradiction-${number.toLowerCase()}`,
  /** `kind` is one of PostgreSQL's words; its spaces become hyphens. */
  finding: (rule: string, kind: string, name: string) =>
    `finding~${rule}~${kind.replaceAll(" ", "-")}~${encodeName(name)}`,
} as const;

/** The file beside a page that says the same in another form. */
export function besides(page: string, ending: "md" | "json" | "svg"): string {
  return page.replace(/\.html$/, `.${ending}`);
}

/** A link from one file to another, both relative to the root. It names its file, so that it works anywhere. */
export function toHref(from: string, to: string, anchor?: string): string {
  const hash = anchor === undefined ? "" : `#${anchor}`;
  if (from === to && anchor !== undefined) return hash;
  const source = from.split("/").slice(0, -1);
  const target = to.split("/");
  let shared = 0;
  while (shared < source.length && shared < target.length - 1 && source[shared] === target[shared]) shared += 1;
  return `${"../".repeat(source.length - shared)}${target.slice(shared).join("/")}${hash}`;
}

/** The way from a file to the root: empty or `../` once or more. */
export function toRoot(from: string): string {
  return "../".repeat(from.split("/").length - 1);
}
