/** The pages of the migration history: all steps, and each on its own. */
import type { HistoryStep, StepCode } from "../../model/history.ts";
import { count, formatDay } from "../numbers.ts";
import type { Block, Page } from "../page.ts";
import { buildNeighbours, section } from "../parts/blocks.ts";
import { buildFindings } from "../parts/findings.ts";
import { buildChanges, buildTimeline, describeTime, stepTitle } from "../parts/history.ts";
import type { Site } from "../site.ts";
import type { Prose } from "../text.ts";

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
          ...(step.file === null ? [] : [{ label: "File", value: [{ code: step.file }] }]),
          ...(step.commit === null ? [] : [{ label: "Author", value: [step.commit.author] }]),
          ...buildCodeFacts(site, step.code),
          { label: "Changes", value: [count(items.length, "change")] },
        ],
      },
      ...buildFindings(site, site.findingsOfStep(step.version)),
      section("What changed", [changes], { anchor: "changes", ...(when === null ? {} : { note: [when] }) }),
      ...buildNeighbours(link(history[at - 1]), link(history[at + 1])),
    ],
  };
}

/** What the code of a step says of it; nothing where SQL is all there is. */
function buildCodeFacts(site: Site, code: StepCode | null): { label: string; value: Prose }[] {
  if (code === null) return [];
  const { written, follows, labels, upgrade, downgrade, irreversible } = code;
  const links = follows.map((version): Prose => {
    const step = site.catalog.history.find((each) => each.version === version);
    return [step === undefined ? { code: version } : { text: stepTitle(step), to: { page: "migration", version } }];
  });
  return [
    ...(written === null ? [] : [{ label: "Written", value: [formatDay(written)] }]),
    ...(labels.length === 0 ? [] : [{ label: "Branch", value: [labels.join(", ")] }]),
    ...(links.length === 0 ? [] : [{ label: "Follows", value: listInline(links) }]),
    { label: "Upgrade", value: describePart(upgrade) },
    { label: "Downgrade", value: irreversible === null ? describePart(downgrade) : [`none: ${irreversible}`] },
  ];
}

/** `add_column`, `execute` × 2: what it calls; else why it calls nothing. */
function describePart(part: StepCode["upgrade"]): Prose {
  if (part === null) return ["is missing"];
  if (part.effect === "nothing") return ["does nothing"];
  if (part.effect === "refuses") return ["refuses to run"];
  const calls = [...Map.groupBy(part.operations, (name) => name)];
  if (calls.length === 0) return ["calls no operation of the tool's"];
  return listInline(calls.map(([name, all]) => [{ code: name }, ...(all.length > 1 ? [` × ${all.length}`] : [])]));
}

function listInline(parts: readonly Prose[]): Prose {
  return parts.flatMap((part, place): Prose => (place === 0 ? part : [", ", ...part]));
}
