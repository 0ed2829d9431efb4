/** The migration history as objects: all steps, and each on its page. */
import type { HistoryStep } from "../model/history.ts";
import { type FindingParts, toFindingParts } from "./finding-groups.ts";
import { type Frame, toFrame } from "./frame.ts";
import { type HistoryEntry, toHistoryEntry, toStepTitle } from "./history-list.ts";
import { count, type Link } from "./inline.ts";
import type { FactEntry } from "./relation-page.ts";
import type { Site } from "./site.ts";
import { paths, toHref } from "./urls.ts";

export interface MigrationsPage {
  frame: Frame;
  crumbs: Link[];
  chips: string[];
  entries: HistoryEntry[];
}

export interface StepPage extends FindingParts {
  frame: Frame;
  crumbs: Link[];
  name: string;
  facts: FactEntry[];
  entry: HistoryEntry;
  before: Link | null;
  after: Link | null;
}

export function toMigrationsPage(site: Site): MigrationsPage {
  const path = paths.migrations;
  const { history, server, source } = site.catalog;
  return {
    frame: toFrame(site, {
      path,
      title: "Migrations",
      description: `How ${site.title} came to be, in ${count(history.length, "step")}`,
    }),
    crumbs: [{ text: site.title, href: toHref(path, paths.overview) }],
    chips: [
      ...(source.tool === null ? [] : [source.tool]),
      count(history.length, "step"),
      `PostgreSQL ${server.major}`,
    ],
    entries: history.toReversed().map((step) => toHistoryEntry(site, path, step, step.changes)),
  };
}

export function toStepPage(site: Site, step: HistoryStep): StepPage {
  const path = paths.step(step.version);
  const { history } = site.catalog;
  const at = history.indexOf(step);
  const link = (other: HistoryStep | undefined): Link | null =>
    other === undefined ? null : { text: toStepTitle(other), href: toHref(path, paths.step(other.version)) };
  return {
    frame: toFrame(site, {
      path,
      title: toStepTitle(step),
      description: `Migration ${toStepTitle(step)}`,
      section: paths.migrations,
    }),
    crumbs: [{ text: "Migrations", href: toHref(path, paths.migrations) }],
    name: toStepTitle(step),
    facts: [
      { label: "File", value: [{ code: step.file }] },
      ...(step.commit === null ? [] : [{ label: "Author", value: [step.commit.author] }]),
      { label: "Changes", value: [count(step.changes.length, "change")] },
    ],
    ...toFindingParts(site, path, site.findingsOfStep(step.version)),
    entry: toHistoryEntry(site, path, step, step.changes, step.changes.length),
    before: link(history[at - 1]),
    after: link(history[at + 1]),
  };
}
