/** Every file of the site that is no page: Markdown twins, data and badges beside pages, search data, lists. */
import { showOnOneLine } from "../model/visible-text.ts";
import { toFindingsPage } from "./findings-page.ts";
import { toGuidePage } from "./guide-page.ts";
import { toGuideSectionPage } from "./guide-section-page.ts";
import { toStepTitle } from "./history-list.ts";
import { toMigrationsPage, toStepPage } from "./migration-pages.ts";
import { toNotePage, toNotesPage } from "./note-pages.ts";
import { toOverviewPage } from "./overview-page.ts";
import { toRelationBadge, toRelationData, toSiteBadge } from "./relation-files.ts";
import { toRelationPage } from "./relation-page.ts";
import { rulePageCount, toRulePage } from "./rule-page.ts";
import { toSchemaPage } from "./schema-page.ts";
import { toSearchNames } from "./search-names.ts";
import type { Site } from "./site.ts";
import { toGuideSectionTwin, toGuideTwin } from "./twins/guide-twins.ts";
import {
  toFindingsTwin,
  toMigrationsTwin,
  toNotesTwin,
  toNoteTwin,
  toOverviewTwin,
  toRuleTwin,
  toSchemaTwin,
  toStepTwin,
} from "./twins/page-twins.ts";
import { toRelationTwin } from "./twins/relation-twin.ts";
import { besides, paths } from "./urls.ts";

export interface SiteFile {
  /** Within the site, with `/`. */
  path: string;
  /** Made when it is asked for, so that not all are held at once. */
  text(): string;
}

/** A page's Markdown, with its title for the list of all. */
interface Twin extends SiteFile {
  title: string;
}

export function toFiles(site: Site): SiteFile[] {
  const twins = toTwins(site);
  return [
    ...twins,
    ...site.relations.flatMap((relation) => {
      const page = paths.relation(relation.schema, relation.name);
      return [
        { path: besides(page, "json"), text: () => toRelationData(site, relation) },
        { path: besides(page, "svg"), text: () => toRelationBadge(site, relation) },
      ];
    }),
    { path: "badge.svg", text: () => toSiteBadge(site) },
    { path: paths.searchNames, text: () => toSearchNames(site) },
    { path: paths.llms, text: () => toLlms(site, twins) },
  ];
}

function toTwins(site: Site): Twin[] {
  const twin = (page: string, title: string, text: () => string): Twin => ({ path: besides(page, "md"), title, text });
  const { history } = site.catalog;
  return [
    twin(paths.overview, site.title, () => toOverviewTwin(toOverviewPage(site))),
    twin(paths.findings, "Findings", () => toFindingsTwin(toFindingsPage(site))),
    twin(paths.guide, "Guide", () => toGuideTwin(toGuidePage(site))),
    twin(paths.notes, "Design notes", () => toNotesTwin(toNotesPage(site))),
    twin(paths.migrations, "Migrations", () => toMigrationsTwin(toMigrationsPage(site))),
    ...site.schemaNames.map((name) => twin(paths.schema(name), name, () => toSchemaTwin(toSchemaPage(site, name)))),
    ...site.relations.map((relation) =>
      twin(paths.relation(relation.schema, relation.name), `${relation.schema}.${relation.name}`, () =>
        toRelationTwin(relation.schema, toRelationPage(site, relation)),
      ),
    ),
    ...site.guide.map((section) =>
      twin(paths.guideSection(section.number), section.title, () =>
        toGuideSectionTwin(toGuideSectionPage(site, section)),
      ),
    ),
    ...site.scorecard.rules.flatMap(({ id }) =>
      Array.from({ length: rulePageCount(site, id) }, (_, index) =>
        twin(paths.rule(id, index + 1), index === 0 ? id : `${id}, page ${index + 1}`, () =>
          toRuleTwin(toRulePage(site, id, index + 1)),
        ),
      ),
    ),
    ...site.notes.map((note) => twin(paths.note(note.slug), note.title, () => toNoteTwin(toNotePage(site, note)))),
    ...history.map((step) =>
      twin(paths.step(step.version), toStepTitle(step), () => toStepTwin(toStepPage(site, step))),
    ),
  ];
}

/** The list of all Markdown files, for programs that read. */
function toLlms(site: Site, twins: readonly Twin[]): string {
  const line = ({ path, title }: Twin) => `- [${showOnOneLine(title).replaceAll(/[[\]\\]/g, "\\$&")}](${path})`;
  return `# ${showOnOneLine(site.title)}\n\nEvery page of this site as Markdown.\n\n${twins.map(line).join("\n")}\n`;
}
