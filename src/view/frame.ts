/** What surrounds every page: bar, tree, contents, links to its other forms. */
import type { Relation } from "../model/relation.ts";
import type { Grade } from "../model/scorecard.ts";
import { showUnseen } from "../model/visible-text.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { count, type Link, toDay } from "./inline.ts";
import type { Site } from "./site.ts";
import { besides, paths, toHref, toRoot } from "./urls.ts";

/** Relations in the tree of one page. */
const MOST_IN_TREE = 100;

export interface TreeEntry extends Link {
  /** `null` for relations that are not judged, or not rated. */
  grade: Grade | null;
  current: boolean;
}

export interface TreeSchema extends Link {
  /** `7 tables, 2 views`. */
  counts: string;
  current: boolean;
  relations: TreeEntry[];
  /** Where not all are listed, a link to the schema's page. */
  more: Link | null;
}

/** One entry of the page's contents. `count` is `null` where there is nothing to count. */
export interface ContentsEntry extends Link {
  count: number | null;
}

export interface Frame {
  /** The page's file within the site. */
  path: string;
  title: string;
  description: string;
  /** Empty or `../` once or more. */
  root: string;
  site: { name: string; commit: string | null; date: string | null };
  home: string;
  navigation: (Link & { current: boolean; count: number | null })[];
  tree: TreeSchema[];
  contents: ContentsEntry[];
  /** The page as Markdown. */
  twin: string;
  /** The page's absolute address, where the config names the site's. */
  canonical: string | null;
  search: { names: string; engine: string };
  /** What the page may load, as Content-Security-Policy has it. */
  policy: string;
}

export interface FrameOptions {
  path: string;
  title: string;
  description: string;
  contents?: ContentsEntry[];
  /** The schema, and the relation, that the page is about. */
  schema?: string;
  relation?: string;
  /** The page of the main navigation that it belongs to, by its file. */
  section?: string;
  /** The page draws Mermaid. */
  drawn?: boolean;
}

export function toFrame(site: Site, options: FrameOptions): Frame {
  const { path } = options;
  const { commit } = site.catalog.source;
  const { generatedAt } = site.catalog;
  return {
    path,
    title: options.title === site.title ? site.title : `${options.title} · ${site.title}`,
    description: showUnseen(options.description).replace(/\s+/g, " ").trim().slice(0, 200),
    root: toRoot(path),
    site: {
      name: site.title,
      commit: commit === null ? null : `${commit.branch ?? "commit"} @ ${commit.hash.slice(0, 7)}`,
      date: generatedAt === null ? null : toDay(generatedAt),
    },
    home: toHref(path, paths.overview),
    navigation: toNavigation(site, options),
    tree: toTree(site, options),
    contents: options.contents ?? [],
    twin: toHref(path, besides(path, "md")),
    canonical: site.config.siteUrl === undefined ? null : new URL(path, withSlash(site.config.siteUrl)).href,
    search: { names: toHref(path, paths.searchNames), engine: toHref(path, paths.searchEngine) },
    policy: contentSecurityPolicy(options.drawn === true),
  };
}

function withSlash(url: string): string {
  return url.endsWith("/") ? url : `${url}/`;
}

function toNavigation(site: Site, { path, section }: FrameOptions): Frame["navigation"] {
  const entries: { text: string; file: string; count: number | null }[] = [
    { text: "Overview", file: paths.overview, count: null },
    { text: "Findings", file: paths.findings, count: site.guideFindings.length },
    { text: "Guide", file: paths.guide, count: null },
    ...(site.catalog.history.length === 0 ? [] : [{ text: "Migrations", file: paths.migrations, count: null }]),
    ...(site.notes.length === 0 ? [] : [{ text: "Design notes", file: paths.notes, count: null }]),
  ];
  return entries.map(({ text, file, count }) => ({
    text,
    href: toHref(path, file),
    current: file === (section ?? path),
    count,
  }));
}

/** All relations where they are few, else those of the page's own schema around the page's own relation. */
function toTree(site: Site, { path, schema, relation }: FrameOptions): TreeSchema[] {
  const few = site.listed.length <= MOST_IN_TREE;
  return site.schemas.map(({ name, counts, relations }) => {
    const shown = few || name === schema ? window(relations, relation) : [];
    const href = toHref(path, paths.schema(name));
    return {
      text: name,
      href,
      counts,
      current: name === schema,
      relations: shown.map((each) => ({
        text: each.name,
        href: toHref(path, paths.relation(each.schema, each.name)),
        grade: site.scoreOf(each)?.grade ?? null,
        current: name === schema && each.name === relation,
      })),
      more:
        shown.length === 0 || shown.length === relations.length
          ? null
          : { text: `All ${count(relations.length, "relation")}`, href },
    };
  });
}

function window(relations: readonly Relation[], current: string | undefined): readonly Relation[] {
  if (relations.length <= MOST_IN_TREE) return relations;
  const at = Math.max(
    0,
    relations.findIndex((relation) => relation.name === current),
  );
  const start = Math.min(Math.max(0, at - MOST_IN_TREE / 2), relations.length - MOST_IN_TREE);
  return relations.slice(start, start + MOST_IN_TREE);
}
