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
    [...Buffer.from(character, "utf8")].map(escapeByte).join(""),
  );
  const safe = RESERVED.test(encoded) ? escapeByte(encoded.charCodeAt(0)) + encoded.slice(1) : encoded;
  if (safe.length <= LONGEST) return safe;
  const digest = createHash("sha256").update(name, "utf8").digest("hex").slice(0, 10);
  return `${safe.slice(0, KEPT)}~${digest}`;
}

function escapeByte(byte: number): string {
  return `~${byte.toString(16).padStart(2, "0")}`;
}

/** A page of which a site has one. */
export interface SingleAddress {
  page: "overview" | "database" | "findings" | "guide" | "notes" | "migrations";
}

/** A page, by what it is about. */
export type Address =
  | SingleAddress
  | { page: "schema"; schema: string }
  | { page: "relation"; schema: string; name: string }
  /** A section of the guide, by its number. */
  | { page: "guide section"; section: number }
  /** Pages of a rule after the first carry their number. */
  | { page: "rule"; rule: string; number?: number }
  /** A design note, by its slug. */
  | { page: "note"; slug: string }
  | { page: "migration"; version: string };

/** What a page is written as, and what stands beside it: its Markdown, its data, its badge. */
export type Ending = "html" | "md" | "json" | "svg";

/** Where a link leads: to a page or an anchor on it, or to an address elsewhere. */
export type Target = (Address & { anchor?: string }) | { url: string };

/** Where a site has its relations. */
export interface RelationTargets {
  /** A relation's page, or a partition's place on its parent's; `null` where there is none. */
  targetOf(schema: string, name: string, anchor?: string): Target | null;
}

/** Files that are no pages and stand beside none, relative to the site's root. */
export const files = {
  searchTables: "search-tables.js",
  searchColumns: "search-columns.js",
  searchObjects: "search-objects.js",
  searchComments: "search-comments.js",
  searchEngine: "search-engine.js",
  diagramEngine: "diagram-engine.js",
  llms: "llms.txt",
  badge: "badge.svg",
} as const;

/** The file of a page, relative to the site's root, with `/`. */
export function fileOf(address: Address, ending: Ending = "html"): string {
  return `${stemOf(address)}.${ending}`;
}

function stemOf(address: Address): string {
  switch (address.page) {
    case "overview":
      return "index";
    case "findings":
    case "database":
      return address.page;
    case "guide":
    case "notes":
    case "migrations":
      return `${address.page}/index`;
    case "schema":
      return `schemas/${encodeName(address.schema)}/index`;
    case "relation":
      return `schemas/${encodeName(address.schema)}/${encodeName(address.name)}`;
    case "guide section":
      return `guide/${address.section}`;
    case "rule":
      return `rules/${address.rule}${(address.number ?? 1) === 1 ? "" : `~${address.number}`}`;
    case "note":
      // A slug is encoded already; only the folder's own page must be kept apart.
      return `notes/${address.slug === "index" ? encodeName(address.slug) : address.slug}`;
    case "migration":
      return `migrations/${encodeName(address.version)}`;
  }
}

/** Anchors on a page, without `#`. */
export const anchors = {
  column: (name: string) => `column-${encodeName(name)}`,
  constraint: (name: string) => `constraint-${encodeName(name)}`,
  index: (name: string) => `index-${encodeName(name)}`,
  partition: (name: string) => `partition-${encodeName(name)}`,
  trigger: (name: string) => `trigger-${encodeName(name)}`,
  policy: (name: string) => `policy-${encodeName(name)}`,
  rewriteRule: (name: string) => `rewrite-rule-${encodeName(name)}`,
  /** Of what has no page and is part of none; a routine's name holds its arguments. */
  object: (kind: string, name: string) => `${kind.replaceAll(" ", "-")}-${encodeName(name)}`,
  rule: (id: string) => `rule-${id}`,
  /** In its schema's lists. */
  relation: (name: string) => `relation-${encodeName(name)}`,
  schema: (name: string) => `schema-${encodeName(name)}`,
  /** `number` is the guide's own: `2.5`. */
  statement: (number: string) => `statement-${number}`,
  /** `number` is that of the list of contradictions: `C1`. */
  contradiction: (number: string) => `contradiction-${number.toLowerCase()}`,
  /** `kind` is one of PostgreSQL's words; its spaces become hyphens. */
  finding: (rule: string, kind: string, name: string) =>
    `finding~${rule}~${kind.replaceAll(" ", "-")}~${encodeName(name)}`,
} as const;

/** A link from one file to another, both relative to the root. It names its file, so that it works anywhere. */
export function linkBetween(from: string, to: string, anchor?: string): string {
  const hash = anchor === undefined ? "" : `#${anchor}`;
  if (from === to && anchor !== undefined) return hash;
  const source = from.split("/").slice(0, -1);
  const target = to.split("/");
  let shared = 0;
  while (shared < source.length && shared < target.length - 1 && source[shared] === target[shared]) shared += 1;
  return `${"../".repeat(source.length - shared)}${target.slice(shared).join("/")}${hash}`;
}

/** The link from a page's file to a target, as an address in HTML. */
export function hrefOf(file: string, target: Target): string {
  return "url" in target ? target.url : linkBetween(file, fileOf(target), target.anchor);
}

/** The same in a page's Markdown: to the Markdown of the other page; `null` for a place on the page itself. */
export function markdownHrefOf(file: string, target: Target): string | null {
  if ("url" in target) return target.url;
  const to = fileOf(target, "md");
  return to === file && target.anchor !== undefined ? null : linkBetween(file, to);
}

/** The way from a file to the root: empty or `../` once or more. */
export function rootFrom(from: string): string {
  return "../".repeat(from.split("/").length - 1);
}
