/** Tables against the guide: one picture a row, in which each cell is one rule. */
import type { AppliedRule, RelationScore } from "../../model/scorecard.ts";
import { groupSchema } from "../../model/verdict.ts";
import type { Matrix } from "../page.ts";
import type { Site } from "../site.ts";
import type { Look } from "../text.ts";
import { lookOf, tallyOf } from "./conformance.ts";

/** Tables shown: the worst. */
const MOST_ROWS = 40;
const GAP = 3;
const GROUP_GAP = 16;
const HEIGHT = 22;
/** The cells are narrower where the rules are many. */
const WIDEST = 640;

/** Where each rule's cells stand. */
interface Grid {
  groups: Matrix["groups"];
  /** The left edge of a rule's cell. */
  places: ReadonlyMap<string, number>;
  cell: number;
  width: number;
}

/** The worst first; unrated ones stand where their score puts them, those without a score last. `null` where no table was judged. */
export function buildMatrix(site: Site): Matrix | null {
  const { relations, rules } = site.scorecard;
  if (relations.length === 0) return null;
  const judging = new Set(
    relations.flatMap(({ results }) => results.filter(({ verdict }) => verdict !== "n.a.").map(({ rule }) => rule)),
  );
  const grid = buildGrid(rules.filter((rule) => judging.has(rule.id) && !site.isExtended(rule.id)));
  const worst = [...relations].sort((a, b) => (a.score ?? 101) - (b.score ?? 101)).slice(0, MOST_ROWS);
  const rows = worst.map((relation) => buildRow(site, relation, grid));
  return { kind: "matrix", groups: grid.groups, width: grid.width, height: HEIGHT, rows };
}

function buildGrid(rules: readonly AppliedRule[]): Grid {
  const cell = Math.max(5, Math.min(15, Math.floor((WIDEST - 6 * GROUP_GAP) / Math.max(1, rules.length)) - GAP));
  const places = new Map<string, number>();
  const groups: Matrix["groups"] = [];
  let x = 0;
  for (const name of groupSchema.options) {
    const own = rules.filter((rule) => rule.group === name);
    if (own.length === 0) continue;
    groups.push({ name, x });
    for (const [index, rule] of own.entries()) places.set(rule.id, x + index * (cell + GAP));
    // Wide enough for the group's name in 12 pixel letters.
    x += Math.max(own.length * (cell + GAP) - GAP, Math.ceil(name.length * 6.6)) + GROUP_GAP;
  }
  return { groups, places, cell, width: x - GROUP_GAP };
}

function buildRow(site: Site, relation: RelationScore, { groups, places, cell }: Grid): Matrix["rows"][number] {
  const { schema, name, grade, score } = relation;
  const judged = relation.results.flatMap(({ rule: id, verdict }) => {
    const rule = site.rules.get(id);
    const look = rule === undefined ? null : lookOf(verdict, rule);
    return rule === undefined || look === null || !places.has(id) ? [] : [{ rule, verdict, look }];
  });
  const tallies = groups.flatMap((group) => {
    const tally = tallyOf(judged.filter(({ rule }) => rule.group === group.name).map(({ verdict }) => verdict));
    return tally === null ? [] : [`${group.name} ${tally}`];
  });
  return {
    name: `${schema}.${name}`,
    to: { page: "relation", schema, name },
    grade,
    score,
    summary: tallies.join(", "),
    paths: [...Map.groupBy(judged, ({ look }) => look)].map(([look, cells]) => ({
      look,
      path: cells.map(({ rule }) => drawCell(look, places.get(rule.id) ?? 0, cell)).join(""),
    })),
  };
}

/** The shape tells the verdict as much as the colour does. */
function drawCell(look: Look, x: number, cell: number): string {
  if (look === "warning") return `M${x} 0h${cell}v${HEIGHT}L${x} ${HEIGHT - 7}z`;
  if (look === "error") return `M${x} 0h${cell}v12h-${cell}z`;
  if (look === "information") {
    const [w, h] = [cell / 2, 6.5];
    return `M${x} ${HEIGHT / 2}l${w} -${h}l${w} ${h}l-${w} ${h}z`;
  }
  if (look === "excused") return `M${x + 1} 1h${cell - 2}v${HEIGHT - 2}h-${cell - 2}z`;
  if (look === "unassessed") return `M${x + 0.5} .5h${cell - 1}v${HEIGHT - 1}h-${cell - 1}z`;
  const r = Math.min(3, cell / 3);
  const [w, h] = [cell - 2 * r, HEIGHT - 2 * r];
  return `M${x + r} 0h${w}q${r} 0 ${r} ${r}v${h}q0 ${r} -${r} ${r}h-${w}q-${r} 0 -${r} -${r}v-${h}q0 -${r} ${r} -${r}z`;
}
