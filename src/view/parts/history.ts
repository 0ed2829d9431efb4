/** Steps of the migration history, as a relation's page, the overview and the migrations' pages list them. */
import type { Change, HistoryStep } from "../../model/history.ts";
import { quoteIdentifier } from "../../model/names.ts";
import { formatDay } from "../numbers.ts";
import type { List, ListItem } from "../page.ts";
import type { Site } from "../site.ts";
import { codeLink, type Link, type Prose, type Sign, styled } from "../text.ts";
import { anchors, type Target } from "../urls.ts";

const MOST_LINES = 12;

/** @param most lines of a step; the others are counted */
export function buildTimeline(site: Site, steps: readonly HistoryStep[], most = MOST_LINES): List {
  return { kind: "list", look: "timeline", items: steps.map((step) => buildEntry(site, step, most)) };
}

function buildEntry(site: Site, step: HistoryStep, most: number): ListItem {
  const lines = buildChanges(site, step.changes);
  const more = lines.length - most;
  const when = describeTime(step);
  return {
    parts: [[styled("strong", stepLink(step))], ...(when === null ? [] : [[styled("when", when)]])],
    items: [...lines.slice(0, most), ...(more > 0 ? [{ parts: [[styled("missing", `and ${more} more`)]] }] : [])],
  };
}

/** `2 Mar 2026, 8d11f03`; `null` outside git. */
export function describeTime({ commit }: HistoryStep): string | null {
  return commit === null ? null : `${formatDay(commit.date)}, ${commit.hash.slice(0, 7)}`;
}

export function stepLink(step: HistoryStep): Link {
  return { text: stepTitle(step), to: { page: "migration", version: step.version } };
}

/** `0019 add limit price`; the version alone where the name is the same. */
export function stepTitle({ version, name }: HistoryStep): string {
  return name === "" || name === version ? version : `${version} ${name}`;
}

/** One line a change; a relation that was made or removed says it for its parts. */
export function buildChanges(site: Site, changes: readonly Change[]): ListItem[] {
  return withoutParts(changes).map((change) => ({ parts: [buildChange(site, change)] }));
}

const RELATIONS = new Set(["table", "partitioned table", "view", "materialized view", "foreign table"]);

function withoutParts(changes: readonly Change[]): Change[] {
  const whole = new Set(
    changes
      .filter(({ kind, action }) => RELATIONS.has(kind) && (action === "added" || action === "removed"))
      .map(({ schema, relation, action }) => `${action} ${schema}\0${relation}`),
  );
  return changes.filter(
    ({ kind, schema, relation, action }) => RELATIONS.has(kind) || !whole.has(`${action} ${schema}\0${relation}`),
  );
}

const SIGNS: Readonly<Record<Change["action"], Sign>> = { added: "+", removed: "−", changed: "~", renamed: "~" };

function buildChange(site: Site, change: Change): Prose {
  const sign: Prose = [{ sign: SIGNS[change.action] }, " "];
  const name = codeLink(nameOf(change), targetOf(site, change));
  const kind = change.kind === "column" || RELATIONS.has(change.kind) ? [] : [`${change.kind} `];
  if (change.action === "renamed") return [...sign, ...kind, { code: change.from ?? "" }, " is now ", name];
  return [...sign, ...kind, name, ...(change.detail === null ? [] : [` ${change.detail}`])];
}

function nameOf({ kind, relation, name }: Change): string {
  if (relation === null || RELATIONS.has(kind)) return quoteIdentifier(name);
  return kind === "column" ? `${quoteIdentifier(relation)}.${quoteIdentifier(name)}` : quoteIdentifier(name);
}

/** Where the object stands today; `null` where it is gone. */
function targetOf(site: Site, { action, kind, schema, relation, name }: Change): Target | null {
  if (action === "removed" || schema === null || relation === null) return null;
  const now = site.lookup.relation(schema, relation);
  if (now === null) return null;
  const has = (parts: readonly { name: string }[]) => parts.some((part) => part.name === name);
  if (kind === "column" && has(now.columns)) return site.targetOf(schema, relation, anchors.column(name));
  if (kind === "index" && has(now.indexes)) return site.targetOf(schema, relation, anchors.index(name));
  if (kind === "constraint" && has(now.constraints)) return site.targetOf(schema, relation, anchors.constraint(name));
  return site.targetOf(schema, relation);
}
