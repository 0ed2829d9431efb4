/** A part of a catalog, assembled from the rows of some of its objects. */
import { CATALOG_FORMAT_VERSION, type Catalog, type Server } from "../../../src/model/catalog.ts";
import { directoryOf } from "../../assemble/directory.ts";
import { assembleObjects, assembleRoles } from "../../assemble/index.ts";
import { buildStatisticsLookup } from "../../assemble/statistics.ts";
import type { Row } from "../../session.ts";
import type { LastRead, Replacement, Selection } from "./last-read.ts";
import { KEYED, type WholeList } from "./lists.ts";

/** The engine that a fragment is of. */
export interface FragmentOf {
  server: Server;
  /** The role that replays. */
  role: string;
  /** Roles that were made up; more may come. */
  inventedRoles: ReadonlySet<string>;
}

/** The objects that replacements are about, before and after. */
export function selectObjects(last: LastRead, replacements: readonly Replacement[]): Selection {
  const selection = { objects: new Set<string>(), sequences: new Set<string>(), whole: new Set<WholeList>() };
  for (const each of replacements) {
    if (each.key === null) {
      selection.whole.add(each.list);
      continue;
    }
    const { list, key } = each;
    for (const row of [...(last.rows(list, key) as readonly Row[]), ...each.rows]) {
      if (list === "sequences") selection.sequences.add(key);
      if (list !== "sequences" || row.deptype === "i") selection.objects.add(row[KEYED[list].of] ?? "");
    }
  }
  return selection;
}

/** The selected objects as they were last read; everything else in the catalog is empty. */
export function assembleFragment(
  last: LastRead,
  selection: Selection,
  { server, role, inventedRoles }: FragmentOf,
): Catalog {
  const rows = last.select(selection);
  const directory = directoryOf(last.directoryRows(), role);
  const objects = assembleObjects(rows, directory, buildStatisticsLookup(null));
  // The roles that objects mention are in a catalog for that alone; here, those that scripts make and change.
  const isOwn = (name: string) => name !== role && !name.startsWith("pg_") && !inventedRoles.has(name);
  const others = rows.roles.filter(({ rolname }) => isOwn(rolname));
  const roles = others.length === 0 ? [] : assembleRoles(rows, directory, { others, invented: [] });
  return {
    formatVersion: CATALOG_FORMAT_VERSION,
    generatedAt: null,
    source: { kind: "migrations", name: "", tool: null, commit: null },
    server,
    database: { name: "", comment: null },
    history: [],
    repository: null,
    ...objects,
    roles: roles.filter(({ name }) => isOwn(name)),
    settings: [],
    operations: null,
    workload: null,
    omissions: [],
  };
}
