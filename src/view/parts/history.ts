/** Steps of the migration history, as a relation's page, the overview and the migrations' pages list them. */
import { fieldWords, isLine, withoutRestated } from "../../diff/field-words.ts";
import { withoutParts } from "../../diff/without-parts.ts";
import {
  type Change,
  formatObjectName,
  formatOwnName,
  isRelationKind,
  type ObjectName,
  objectKey,
} from "../../model/change.ts";
import type { HistoryStep } from "../../model/history.ts";
import { formatDay } from "../numbers.ts";
import type { List, ListItem } from "../page.ts";
import type { Site } from "../site.ts";
import { codeLink, type Link, type Prose, styled } from "../text.ts";
import { anchors, type Target } from "../urls.ts";
import { describeAdded } from "./added-object.ts";

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

/** One line an object; a relation that was made or removed says it for its parts. */
export function buildChanges(site: Site, changes: readonly Change[]): ListItem[] {
  const byObject = Map.groupBy(withoutParts(changes), ({ object, field }) => `${field === null} ${objectKey(object)}`);
  return [...byObject.values()].map((own) => ({ parts: [buildLine(site, own as [Change, ...Change[]], changes)] }));
}

/** @param own what became of one object; @param all of the step: an added table is said with its columns */
function buildLine(site: Site, own: readonly [Change, ...Change[]], all: readonly Change[]): Prose {
  const [{ action, object }] = own;
  const kind = object.kind === "column" || isRelationKind(object.kind) ? [] : [`${object.kind} `];
  const name: Prose = [...kind, codeLink(nameOf(object), targetOf(site, own[0]))];
  if (action === "removed") return [{ sign: "−" }, " ", ...name];
  if (action === "added") return [{ sign: "+" }, " ", ...name, ...describeAdded(own[0], all)];
  const renamed = own.find((change) => change.action === "renamed");
  const before: Prose = renamed === undefined ? [] : [...kind, { code: String(renamed.before) }, " is now "];
  const fields = withoutRestated(own.filter((change) => change !== renamed)).map(describeField);
  const details = fields.flatMap((field, at): Prose => [at === 0 ? " " : ", ", ...field]);
  return [{ sign: "~" }, " ", ...(renamed === undefined ? name : [...before, ...name.slice(kind.length)]), ...details];
}

/** Characters of both values that still fit into a line. */
const MOST_SHOWN = 120;

/** `type integer → bigint`. */
function describeField(change: Change): Prose {
  const { label, before, after } = fieldWords(change);
  if (label === null) return [`${before} → ${after}`];
  const isShort = isLine(before) && isLine(after) && before.length + after.length <= MOST_SHOWN;
  return isShort ? [`${label} `, { code: before }, " → ", { code: after }] : [`another ${label}`];
}

/** A column by its table, what is on something by that; any other object by its own name. */
function nameOf(object: ObjectName): string {
  const { kind, partOf } = object;
  const isInside = kind === "column" || kind === "privilege" || /option$/.test(kind) || partOf.length > 1;
  return isInside ? formatObjectName({ ...object, schema: null }) : formatOwnName(object);
}

/** Where the object stands today; `null` where it is gone. */
function targetOf(site: Site, { action, object }: Change): Target | null {
  const { schema, partOf } = object;
  const [relation, part] = [...partOf, object];
  if (action === "removed" || schema === null || relation === undefined || !isRelationKind(relation.kind)) return null;
  const now = site.lookup.relation(schema, relation.name);
  if (now === null) return null;
  const has = (parts: readonly { name: string }[]) => parts.some(({ name }) => name === part?.name);
  const anchor =
    part?.kind === "column" && has(now.columns)
      ? anchors.column(part.name)
      : part?.kind === "index" && has(now.indexes)
        ? anchors.index(part.name)
        : part !== undefined && has(now.constraints)
          ? anchors.constraint(part.name)
          : undefined;
  return site.targetOf(schema, relation.name, anchor);
}
