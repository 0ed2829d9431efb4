/** The tree beside a page: schemas with their relations; where there are hundreds, those around the page's own. */
import type { Relation } from "../model/relation.ts";
import type { Grade } from "../model/scorecard.ts";
import type { ListedSchema, Site } from "./site.ts";
import { type Address, anchors, fileOf, linkBetween } from "./urls.ts";

/** Relations of a whole site that every page lists. */
const MOST_LISTED = 100;
/** Relations of a schema that stand in one row, and of one run of names where there are more. */
const MOST_FLAT = 60;
const MOST_IN_RUN = 28;

/** A link as the layout places it: its address is relative to the page. */
export interface PlacedLink {
  text: string;
  href: string;
}

export interface TreeEntry extends PlacedLink {
  /** The grade; `null` for relations that are not judged, or not rated. */
  grade: Grade | null;
  /** `view`; `null` for tables. */
  kind: string | null;
  current: boolean;
}

/** Relations whose names follow each other: `a – c`. One that is not listed here is a link to where it is. */
export interface TreeRun extends PlacedLink {
  count: number;
  /** `null` where they stand on the schema's page only. */
  entries: TreeEntry[] | null;
}

export interface TreeSchema extends PlacedLink {
  count: number;
  current: boolean;
  /** Tables and then views, each in one run where they are few; none where the schema is not listed here. */
  groups: TreeRun[][];
}

export interface Tree {
  /** How many relations there are to filter. */
  count: number;
  schemas: TreeSchema[];
}

/** All relations where they are few, else those of the run that the page's own relation is in. */
export function buildTree(site: Site, address: Address, file: string): Tree {
  const schema = "schema" in address ? address.schema : null;
  const few = site.listed.length <= MOST_LISTED;
  return {
    count: site.listed.length,
    schemas: site.schemas.map((each) => {
      const current = each.name === schema;
      const own = current && address.page === "relation" ? address.name : null;
      return {
        text: each.name,
        href: linkBetween(file, fileOf({ page: "schema", schema: each.name })),
        count: each.relations.length,
        current: current && own === null,
        groups: few || current ? buildGroups(site, each, own, file) : [],
      };
    }),
  };
}

function buildGroups(site: Site, schema: ListedSchema, own: string | null, file: string): TreeRun[][] {
  const isView = ({ kind }: Relation) => kind.endsWith("view");
  const groups = [schema.relations.filter((each) => !isView(each)), schema.relations.filter(isView)];
  return groups
    .filter((group) => group.length > 0)
    .map((group) => {
      const runs = schema.relations.length <= MOST_FLAT ? [group] : cutIntoRuns(group);
      const home = own ?? (isView(group[0] as Relation) ? null : runs[0]?.[0]?.name);
      return runs.map((run) => ({
        text: nameRun(run),
        href: linkBetween(file, fileOf({ page: "schema", schema: schema.name }), anchors.relation(run[0]?.name ?? "")),
        count: run.length,
        entries:
          runs.length === 1 || run.some(({ name }) => name === home)
            ? run.map((relation) => buildEntry(site, relation, own, file))
            : null,
      }));
    });
}

function buildEntry(site: Site, relation: Relation, own: string | null, file: string): TreeEntry {
  const { schema, name, kind } = relation;
  const words = { view: "view", "materialized view": "mat. view", "foreign table": "foreign" } as const;
  return {
    text: name,
    href: linkBetween(file, fileOf({ page: "relation", schema, name })),
    grade: site.scoreOf(relation)?.grade ?? null,
    kind: kind in words ? words[kind as keyof typeof words] : null,
    current: name === own,
  };
}

/** Runs that do not part names of one first letter, unless those are too many by themselves. */
export function cutIntoRuns<T extends { name: string }>(relations: readonly T[]): T[][] {
  const letters = [...Map.groupBy(relations, ({ name }) => [...name][0] ?? "").values()];
  const runs: T[][] = [];
  for (const letter of letters) {
    const last = runs.at(-1);
    if (last !== undefined && last.length + letter.length <= MOST_IN_RUN) last.push(...letter);
    else if (letter.length <= MOST_IN_RUN) runs.push([...letter]);
    else {
      const parts = Math.ceil(letter.length / MOST_IN_RUN);
      const size = Math.ceil(letter.length / parts);
      for (let at = 0; at < letter.length; at += size) runs.push(letter.slice(at, at + size));
    }
  }
  return runs;
}

/** `a – c`; the names themselves where a letter is parted. */
function nameRun(run: readonly Relation[]): string {
  const [first = "", last = ""] = [run[0]?.name, run.at(-1)?.name];
  const [from = "", to = ""] = [[...first][0], [...last][0]];
  if (from !== to) return `${from} – ${to}`;
  return run.length <= 1 ? first : `${[...first].slice(0, 12).join("")} – ${[...last].slice(0, 12).join("")}`;
}
