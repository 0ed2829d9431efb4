/** Steps of the migration history, as a relation's page, the overview and the migrations' pages list them. */
import type { Change, HistoryStep } from "../model/history.ts";
import { quoteIdentifier } from "../model/names.ts";
import { type Prose, toDay } from "./inline.ts";
import type { Site } from "./site.ts";
import { anchors, paths, toHref } from "./urls.ts";

export interface ChangeLine {
  sign: "+" | "−" | "~";
  text: Prose;
}

export interface HistoryEntry {
  /** `0019 add limit price`. */
  title: string;
  href: string;
  /** `2 Mar 2026, 8d11f03`; `null` outside git. */
  when: string | null;
  lines: ChangeLine[];
  /** Lines left out. */
  more: number;
}

const MOST_LINES = 12;

/** @param most lines shown; the rest is counted */
export function toHistoryEntry(
  site: Site,
  path: string,
  step: HistoryStep,
  changes: readonly Change[],
  most = MOST_LINES,
): HistoryEntry {
  const lines = withoutParts(changes).map((change) => toLine(site, path, change));
  return {
    title: toStepTitle(step),
    href: toHref(path, paths.step(step.version)),
    when: step.commit === null ? null : `${toDay(step.commit.date)}, ${step.commit.hash.slice(0, 7)}`,
    lines: lines.slice(0, most),
    more: Math.max(0, lines.length - most),
  };
}

/** `0019 add limit price`; the version alone where the name is the same. */
export function toStepTitle({ version, name }: HistoryStep): string {
  return name === "" || name === version ? version : `${version} ${name}`;
}

const RELATIONS = new Set(["table", "partitioned table", "view", "materialized view", "foreign table"]);

/** A relation that was made or removed says it for its parts. */
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

function toLine(site: Site, path: string, change: Change): ChangeLine {
  const sign = ({ added: "+", removed: "−", changed: "~", renamed: "~" } as const)[change.action];
  const detail = change.detail === null ? "" : ` ${change.detail}`;
  const href = toTarget(site, path, change);
  const name = { code: nameOf(change), ...(href === null ? {} : { href }) };
  const kind = change.kind === "column" || RELATIONS.has(change.kind) ? "" : `${change.kind} `;
  if (change.action === "renamed")
    return { sign, text: [`${kind}`, { code: change.from ?? "" }, " is now ", name].filter((part) => part !== "") };
  return { sign, text: [kind, name, detail].filter((part) => part !== "") };
}

function nameOf({ kind, relation, name }: Change): string {
  if (relation === null || RELATIONS.has(kind)) return quoteIdentifier(name);
  return kind === "column" ? `${quoteIdentifier(relation)}.${quoteIdentifier(name)}` : quoteIdentifier(name);
}

/** Where the object stands today; `null` where it is gone. */
function toTarget(site: Site, path: string, { action, kind, schema, relation, name }: Change): string | null {
  if (action === "removed" || schema === null || relation === null) return null;
  const now = site.lookup.relation(schema, relation);
  if (now === null) return null;
  const has = (parts: readonly { name: string }[]) => parts.some((part) => part.name === name);
  if (kind === "column" && has(now.columns)) return site.hrefOf(path, schema, relation, anchors.column(name));
  if (kind === "index" && has(now.indexes)) return site.hrefOf(path, schema, relation, anchors.index(name));
  if (kind === "constraint" && has(now.constraints))
    return site.hrefOf(path, schema, relation, anchors.constraint(name));
  return site.hrefOf(path, schema, relation);
}
