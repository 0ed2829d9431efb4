/** The pages of the migration history: all steps, and each on its own. */
import type { HistoryStep } from "../../model/history.ts";
import { count } from "../numbers.ts";
import type { Block, Page } from "../page.ts";
import { buildNeighbours, section } from "../parts/blocks.ts";
import { buildFindings } from "../parts/findings.ts";
import { buildChanges, buildTimeline, describeTime, stepTitle } from "../parts/history.ts";
import type { Site } from "../site.ts";

export function buildMigrationsPage(site: Site): Page {
  const { history, server, source } = site.catalog;
  const lead =
    history.length === 0
      ? "The schema was read as it stands; no history was read."
      : "How the schema came to be. Every step was run from an empty database; each line below is what the catalog gained or lost.";
  return {
    crumbs: [{ text: site.title, to: { page: "overview" } }],
    name: "Migrations",
    face: "small",
    chips: [
      ...(source.tool === null ? [] : [source.tool]),
      count(history.length, "step"),
      `PostgreSQL ${server.major}`,
    ],
    description: `How ${site.title} came to be, in ${count(history.length, "step")}`,
    body: [{ kind: "paragraph", look: "lead", text: [lead] }, buildTimeline(site, history.toReversed())],
  };
}

export function buildMigrationPage(site: Site, step: HistoryStep): Page {
  const { history } = site.catalog;
  const at = history.indexOf(step);
  const items = buildChanges(site, step.changes);
  const changes: Block =
    items.length === 0
      ? { kind: "paragraph", look: "missing", text: ["Nothing in the catalog."] }
      : { kind: "list", look: "changes", items };
  const when = describeTime(step);
  const link = (other: HistoryStep | undefined) =>
    other && ({ text: stepTitle(other), to: { page: "migration", version: other.version } } as const);
  return {
    crumbs: [{ text: "Migrations", to: { page: "migrations" } }],
    name: stepTitle(step),
    face: "small",
    description: `Migration ${stepTitle(step)}`,
    body: [
      {
        kind: "facts",
        entries: [
          { label: "File", value: [{ code: step.file }] },
          ...(step.commit === null ? [] : [{ label: "Author", value: [step.commit.author] }]),
          { label: "Changes", value: [count(items.length, "change")] },
        ],
      },
      ...buildFindings(site, site.findingsOfStep(step.version)),
      section("What changed", [changes], { anchor: "changes", ...(when === null ? {} : { note: [when] }) }),
      ...buildNeighbours(link(history[at - 1]), link(history[at + 1])),
    ],
  };
}
