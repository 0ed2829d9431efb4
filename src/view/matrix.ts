/** Tables against the guide: one picture a row, in which each cell is one rule. */
import type { Grade, RelationScore } from "../model/scorecard.ts";
import { groupSchema } from "../model/verdict.ts";
import { type Look, toLook, toTally } from "./conformance.ts";
import type { Site } from "./site.ts";
import { paths, toHref } from "./urls.ts";

/** Tables shown: the worst. */
const MOST_ROWS = 40;
const GAP = 3;
const GROUP_GAP = 16;
const HEIGHT = 22;
/** The cells are narrower where the rules are many. */
const WIDEST = 640;

export interface MatrixRow {
  name: string;
  href: string;
  grade: Grade | null;
  score: number | null;
  /** `Structure 5/6, Naming 4/6`. */
  summary: string;
  /** The cells of each look as one path. */
  paths: { look: Look; path: string }[];
}

export interface Matrix {
  groups: { name: string; x: number }[];
  width: number;
  height: number;
  rows: MatrixRow[];
  /** Tables that are not in `rows`. */
  more: number;
}

/** The worst first; unrated ones stand where their score puts them, those without a score last. */
export function toMatrix(site: Site, path: string): Matrix | null {
  const { relations, rules } = site.scorecard;
  if (relations.length === 0) return null;
  const judging = new Set(
    relations.flatMap(({ results }) => results.filter(({ verdict }) => verdict !== "n.a.").map(({ rule }) => rule)),
  );
  const shown = rules.filter((rule) => judging.has(rule.id) && !site.isExtended(rule.id));
  const cell = Math.max(5, Math.min(15, Math.floor((WIDEST - 6 * GROUP_GAP) / Math.max(1, shown.length)) - GAP));
  const places = new Map<string, number>();
  const groups: Matrix["groups"] = [];
  let x = 0;
  for (const name of groupSchema.options) {
    const own = shown.filter((rule) => rule.group === name);
    if (own.length === 0) continue;
    groups.push({ name, x });
    for (const [index, rule] of own.entries()) places.set(rule.id, x + index * (cell + GAP));
    // Wide enough for the group's name in 12 pixel letters.
    x += Math.max(own.length * (cell + GAP) - GAP, Math.ceil(name.length * 6.6)) + GROUP_GAP;
  }
  const worst = [...relations].sort((a, b) => (a.score ?? 101) - (b.score ?? 101)).slice(0, MOST_ROWS);
  return {
    groups,
    width: x - GROUP_GAP,
    height: HEIGHT,
    rows: worst.map((relation) => toRow(site, path, relation, places, groups, cell)),
    more: relations.length - worst.length,
  };
}

function toRow(
  site: Site,
  path: string,
  relation: RelationScore,
  places: ReadonlyMap<string, number>,
  groups: Matrix["groups"],
  cell: number,
): MatrixRow {
  const judged = relation.results.flatMap(({ rule: id, verdict }) => {
    const rule = site.rules.get(id);
    const look = rule === undefined ? null : toLook(verdict, rule);
    return rule === undefined || look === null || !places.has(id) ? [] : [{ rule, verdict, look }];
  });
  const tallies = groups.flatMap(({ name }) => {
    const tally = toTally(judged.filter(({ rule }) => rule.group === name).map(({ verdict }) => verdict));
    return tally === null ? [] : [`${name} ${tally}`];
  });
  return {
    name: `${relation.schema}.${relation.name}`,
    href: toHref(path, paths.relation(relation.schema, relation.name)),
    grade: relation.grade,
    score: relation.score,
    summary: tallies.join(", "),
    paths: [...Map.groupBy(judged, ({ look }) => look)].map(([look, cells]) => ({
      look,
      path: cells.map(({ rule }) => toShape(look, places.get(rule.id) ?? 0, cell)).join(""),
    })),
  };
}

/** The shape tells the verdict as much as the colour does. */
function toShape(look: Look, x: number, cell: number): string {
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
