/** Circles of foreign keys in which every row needs another one first. */

import type { Catalog } from "../../../model/catalog.ts";
import type { ForeignKey } from "../../../model/constraint.ts";
import { foreignKeysOf } from "../../../model/lookup.ts";
import { compareText } from "../../../model/names.ts";
import type { Relation } from "../../../model/relation.ts";
import { qualifiedKey } from "../../../model/shared-parts.ts";
import { oncePerCatalog, tablesOf } from "../once-per-catalog.ts";

/** One step of a circle: the key leads from its table to the next step's. */
export interface Step {
  table: Relation;
  key: ForeignKey;
}

/** The circle that a table is part of, beginning at its first table by name; each table is in one at most. */
export function circleOf(table: Relation, catalog: Catalog): readonly Step[] | null {
  return circles(catalog).get(qualifiedKey(table)) ?? null;
}

/** Keys that a new row cannot do without when it is inserted: all columns required, checked at once. */
export function bindingKeysOf(table: Relation): ForeignKey[] {
  const required = new Set(table.columns.filter((column) => !column.nullable).map((column) => column.name));
  return foreignKeysOf(table).filter(
    ({ columns, references, deferrable, enforced }) =>
      !deferrable &&
      enforced &&
      (columns as string[]).every((column) => required.has(column)) &&
      !(references.schema === table.schema && references.relation === table.name),
  );
}

const circles = oncePerCatalog((catalog): ReadonlyMap<string, readonly Step[]> => {
  const steps = new Map<string, Step[]>();
  for (const table of tablesOf(catalog)) {
    steps.set(
      qualifiedKey(table),
      bindingKeysOf(table).map((key) => ({ table, key })),
    );
  }
  dropDeadEnds(steps);
  const found = new Map<string, readonly Step[]>();
  for (const start of [...steps.keys()].sort(compareText)) {
    const circle = found.has(start) ? null : shortestCircle(start, steps);
    for (const { table } of circle ?? []) {
      const name = qualifiedKey(table);
      if (!found.has(name)) found.set(name, circle as Step[]);
    }
  }
  return found;
});

/** Takes away tables that lead nowhere, again and again: what is left lies on circles or between them. */
function dropDeadEnds(steps: Map<string, Step[]>): void {
  const into = new Map<string, Set<string>>();
  const open = new Map<string, number>();
  for (const [from, out] of steps) {
    const targets = new Set(out.map(targetOf).filter((to) => steps.has(to)));
    open.set(from, targets.size);
    for (const to of targets) into.set(to, (into.get(to) ?? new Set()).add(from));
  }
  const dead = [...open].filter(([, count]) => count === 0).map(([name]) => name);
  for (let name = dead.pop(); name !== undefined; name = dead.pop()) {
    steps.delete(name);
    for (const from of into.get(name) ?? []) {
      const left = (open.get(from) ?? 0) - 1;
      open.set(from, left);
      if (left === 0) dead.push(from);
    }
  }
}

/** Breadth first from a table back to itself; `null` where no way leads back. */
function shortestCircle(start: string, steps: ReadonlyMap<string, readonly Step[]>): Step[] | null {
  const cameBy = new Map<string, Step>();
  for (const frontier = [start]; frontier.length > 0; ) {
    for (const from of frontier.splice(0)) {
      for (const step of steps.get(from) ?? []) {
        const to = targetOf(step);
        if (cameBy.has(to) || !steps.has(to)) continue;
        cameBy.set(to, step);
        if (to === start) return wayBack(start, cameBy);
        frontier.push(to);
      }
    }
  }
  return null;
}

function wayBack(start: string, cameBy: ReadonlyMap<string, Step>): Step[] {
  const way: Step[] = [];
  for (let at = start; way.length === 0 || at !== start; ) {
    const step = cameBy.get(at) as Step;
    way.unshift(step);
    at = qualifiedKey(step.table);
  }
  return way;
}

function targetOf({ key }: Step): string {
  return qualifiedKey({ schema: key.references.schema, name: key.references.relation });
}
