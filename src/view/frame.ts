/** What surrounds every page: bar, tree, contents, links to its other forms. */
import { quoteQualified } from "../model/names.ts";
import { showUnseen } from "../model/visible-text.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { formatDay } from "./numbers.ts";
import type { Page } from "./page.ts";
import type { PageEntry } from "./pages.ts";
import type { Site } from "./site.ts";
import { plainText } from "./text.ts";
import { buildTree, type PlacedLink, type Tree } from "./tree.ts";
import { type Address, fileOf, files, linkBetween, rootFrom, type SingleAddress } from "./urls.ts";

/** One entry of the page's contents. `count` is `null` where there is nothing to count. */
export interface ContentsEntry extends PlacedLink {
  count: number | null;
}

/** All that a layout needs beside a page's own HTML. */
export interface Frame {
  title: string;
  description: string;
  /** Empty or `../` once or more. */
  root: string;
  site: { name: string; commit: string | null; date: string | null };
  home: string;
  navigation: (PlacedLink & { current: boolean; count: number | null })[];
  tree: Tree;
  /** `null` on pages that take the whole width. */
  contents: ContentsEntry[] | null;
  /** The page as Markdown. */
  twin: string;
  /** Its data and its badge, where it has any. */
  beside: PlacedLink[];
  /** What a badge of this page is called; `null` where it has none. */
  badge: { label: string; picture: string } | null;
  /** The page's absolute address, where the config names the site's. */
  canonical: string | null;
  /** What search loads when it is first used. */
  search: { parts: string[]; engine: string };
  /** The library that draws the Mermaid text of the page; `null` where it holds none. */
  diagramEngine: string | null;
  /** What the page may load, as Content-Security-Policy has it. */
  policy: string;
}

export function buildFrame(site: Site, { address, title, beside }: PageEntry, page: Page): Frame {
  const file = fileOf(address);
  const { commit } = site.catalog.source;
  const { generatedAt } = site.catalog;
  const drawn = page.drawn === true;
  return {
    title: title === site.title ? title : `${title} · ${site.title}`,
    description: showUnseen(page.description).replace(/\s+/g, " ").trim().slice(0, 200),
    root: rootFrom(file),
    site: {
      name: site.title,
      commit: commit === null ? null : `${commit.branch ?? "commit"} @ ${commit.hash.slice(0, 7)}`,
      date: generatedAt === null ? null : formatDay(generatedAt),
    },
    home: linkBetween(file, fileOf({ page: "overview" })),
    navigation: buildNavigation(site, address, file),
    tree: buildTree(site, address, file),
    contents: page.hero === undefined ? buildContents(page) : null,
    twin: linkBetween(file, fileOf(address, "md")),
    beside: beside.map(({ name, ending }) => ({ text: name, href: linkBetween(file, fileOf(address, ending)) })),
    badge: buildBadge(site, address, file, beside),
    canonical: site.config.siteUrl === undefined ? null : new URL(file, withSlash(site.config.siteUrl)).href,
    search: {
      parts: [files.searchTables, files.searchColumns, files.searchObjects, files.searchComments].map((part) =>
        linkBetween(file, part),
      ),
      engine: linkBetween(file, files.searchEngine),
    },
    diagramEngine: drawn ? linkBetween(file, files.diagramEngine) : null,
    policy: contentSecurityPolicy(drawn),
  };
}

/** A relation's own, and that of the whole on the overview. */
function buildBadge(site: Site, address: Address, file: string, beside: PageEntry["beside"]): Frame["badge"] {
  if (address.page === "overview") return { label: site.title, picture: linkBetween(file, files.badge) };
  if (address.page !== "relation" || !beside.some(({ ending }) => ending === "svg")) return null;
  const label = quoteQualified(address.schema, address.name);
  return { label: showUnseen(label), picture: linkBetween(file, fileOf(address, "svg")) };
}

function withSlash(url: string): string {
  return url.endsWith("/") ? url : `${url}/`;
}

/** Sections of a page, and rules that it lists as if they were sections. A list of one would say nothing. */
function buildContents({ body }: Page): ContentsEntry[] {
  const entries = body.flatMap((block): ContentsEntry[] => {
    if (block.kind === "section") {
      const { anchor, title, number, count: counted } = block;
      const text = number === undefined ? plainText(title) : `${number} ${plainText(title)}`;
      return [{ text, href: `#${anchor}`, count: counted }];
    }
    if (block.kind !== "findings") return [];
    return block.groups.flatMap(({ anchor, rule, places }) =>
      anchor === null
        ? []
        : [{ text: typeof rule === "string" ? rule : rule.text, href: `#${anchor}`, count: places?.total ?? null }],
    );
  });
  return entries.length > 1 ? entries : [];
}

/** The page of the main navigation that a page belongs to. */
const HOMES: Partial<Record<Address["page"], Address["page"]>> = {
  "guide section": "guide",
  rule: "guide",
  note: "notes",
  migration: "migrations",
};

function buildNavigation(site: Site, { page }: Address, file: string): Frame["navigation"] {
  const entries: {
    text: string;
    page: SingleAddress["page"];
    count: number | null;
  }[] = [
    { text: "Overview", page: "overview", count: null },
    { text: "Database", page: "database", count: null },
    { text: "Findings", page: "findings", count: site.guideFindings.length },
    { text: "Guide", page: "guide", count: null },
    ...(site.catalog.history.length === 0 ? [] : [{ text: "Migrations", page: "migrations", count: null } as const]),
    ...(site.notes.length === 0 ? [] : [{ text: "Design notes", page: "notes", count: null } as const]),
  ];
  return entries.map(({ text, page: to, count: counted }) => ({
    text,
    href: linkBetween(file, fileOf({ page: to })),
    current: to === (HOMES[page] ?? page),
    count: counted,
  }));
}
