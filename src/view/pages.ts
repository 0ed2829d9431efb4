/** The pages of a site: for each kind what it is about, where it stands, what it is called, and how it is made. */
import { quoteQualified } from "../model/names.ts";
import type { Page } from "./page.ts";
import { buildDatabasePage } from "./pages/database.ts";
import { buildFindingsPage } from "./pages/findings.ts";
import { buildGuidePage } from "./pages/guide.ts";
import { buildGuideSectionPage } from "./pages/guide-section.ts";
import { buildMigrationPage, buildMigrationsPage } from "./pages/migrations.ts";
import { buildNotePage, buildNotesPage } from "./pages/notes.ts";
import { buildOverviewPage } from "./pages/overview.ts";
import { buildRelationPage } from "./pages/relation.ts";
import { buildRulePage, listRuleParts } from "./pages/rule.ts";
import { buildSchemaPage } from "./pages/schema.ts";
import { stepTitle } from "./parts/history.ts";
import { buildRelationBadge, buildRelationData } from "./relation-files.ts";
import type { FoundGroup } from "./search/parts.ts";
import type { Site } from "./site.ts";
import type { Address, SingleAddress } from "./urls.ts";

/** What search says of a page beside its name. */
export interface Found {
  text: string;
  kind: string;
  group: FoundGroup;
  /** Looked through too; its first sentence is shown. */
  comment?: string | null;
  schema?: string;
}

/** A page before it is made. */
export interface PageEntry {
  address: Address;
  /** What lists of pages and the browser's tab call it. */
  title: string;
  /** What search finds it by, and what it says that it is; `null` for relations, which search lists by itself, and for pages that the navigation names. */
  found: Found | null;
  /** Files beside it in other formats than HTML and Markdown. */
  beside: readonly { name: string; ending: "json" | "svg"; build(): string }[];
  build(): Page;
}

/** A kind of page, each about one of several things. */
interface PageKind<T> {
  subjects: (site: Site) => readonly T[];
  address: (subject: T) => Address;
  title: (subject: T) => string;
  found: (subject: T) => PageEntry["found"];
  beside?: (site: Site, subject: T) => PageEntry["beside"];
  build: (site: Site, subject: T) => Page;
}

type ListPages = (site: Site) => PageEntry[];

function each<T>({ subjects, address, title, found, beside, build }: PageKind<T>): ListPages {
  return (site) =>
    subjects(site).map((subject) => ({
      address: address(subject),
      title: title(subject),
      found: found(subject),
      beside: beside?.(site, subject) ?? [],
      build: () => build(site, subject),
    }));
}

/** A page of which a site has one. Without a title it is called as the site. */
function single(address: SingleAddress, title: string | null, build: (site: Site) => Page): ListPages {
  return (site) => [{ address, title: title ?? site.title, found: null, beside: [], build: () => build(site) }];
}

const KINDS: readonly ListPages[] = [
  single({ page: "overview" }, null, buildOverviewPage),
  single({ page: "database" }, "Database", buildDatabasePage),
  single({ page: "findings" }, "Findings", buildFindingsPage),
  single({ page: "guide" }, "Guide", buildGuidePage),
  single({ page: "notes" }, "Design notes", buildNotesPage),
  single({ page: "migrations" }, "Migrations", buildMigrationsPage),
  each({
    subjects: (site) => site.schemaNames,
    address: (schema) => ({ page: "schema", schema }),
    title: (schema) => schema,
    found: (schema) => ({ text: schema, kind: "schema", group: "Schemas", schema }),
    build: buildSchemaPage,
  }),
  each({
    subjects: (site) => site.relations,
    address: ({ schema, name }) => ({ page: "relation", schema, name }),
    title: ({ schema, name }) => quoteQualified(schema, name),
    found: () => null,
    beside: (site, relation) => [
      { name: "JSON", ending: "json", build: () => buildRelationData(site, relation) },
      { name: "Badge", ending: "svg", build: () => buildRelationBadge(site, relation) },
    ],
    build: buildRelationPage,
  }),
  each({
    subjects: (site) => site.guide,
    address: ({ number }) => ({ page: "guide section", section: number }),
    title: ({ title }) => title,
    // Its statements are found instead.
    found: () => null,
    build: buildGuideSectionPage,
  }),
  each({
    subjects: listRuleParts,
    address: ({ rule, number }) => ({ page: "rule", rule: rule.id, number }),
    title: ({ rule, number }) => (number === 1 ? rule.id : `${rule.id}, page ${number}`),
    found: ({ rule, number }) =>
      number === 1 ? { text: rule.id, kind: "rule", group: "Rules and the guide", comment: rule.title } : null,
    build: buildRulePage,
  }),
  each({
    subjects: (site) => site.notes,
    address: ({ slug }) => ({ page: "note", slug }),
    title: ({ title }) => title,
    found: ({ title, summary }) => ({ text: title, kind: "design note", group: "Design notes", comment: summary }),
    build: buildNotePage,
  }),
  each({
    subjects: (site) => site.catalog.history,
    address: ({ version }) => ({ page: "migration", version }),
    title: stepTitle,
    found: (step) => ({ text: stepTitle(step), kind: "migration", group: "Migrations" }),
    build: buildMigrationPage,
  }),
];

/** Every page of a site, in the order of lists. */
export function listPages(site: Site): PageEntry[] {
  return KINDS.flatMap((list) => list(site));
}
