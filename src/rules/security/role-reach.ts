/** What a role reaches through the roles that it is a member of. */
import type { Catalog } from "../../model/catalog.ts";
import type { Role } from "../../model/database-objects.ts";
import { compareText } from "../../model/names.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { oncePerCatalog } from "../extended/once-per-catalog.ts";

/** The roles that the application connects as, as subjects. */
export function buildRoleSubjects(names: readonly string[]): FindingSubject[] {
  return [...new Set(names)].sort(compareText).map((name) => ({ schema: null, relation: null, kind: "role", name }));
}

/** `null` where the catalog does not hold it. */
export function findRole(catalog: Catalog, name: string): Role | null {
  return byName(catalog).get(name) ?? null;
}

/** The roles that it is a member of, directly or not, nearest first. A membership that gives nothing does not count. */
export function membershipsOf(catalog: Catalog, role: Role): Role[] {
  const reached = new Map([[role.name, role]]);
  // A Map keeps its order of insertion, and what is put in while it is walked is reached too.
  for (const [, { memberOf }] of reached) {
    for (const { role: name, admin, inherit, set } of memberOf) {
      const next = admin || inherit || set ? findRole(catalog, name) : null;
      if (next !== null) reached.set(name, reached.get(name) ?? next);
    }
  }
  reached.delete(role.name);
  return [...reached.values()];
}

const byName = oncePerCatalog(
  (catalog): ReadonlyMap<string, Role> => new Map(catalog.roles.map((role) => [role.name, role])),
);

/** Whether the application's role owns what the owner does: it is that role, or a member of it. */
export function actsAs(appRole: string, owner: string, catalog: Catalog): boolean {
  if (appRole === owner) return true;
  const role = findRole(catalog, appRole);
  return role !== null && membershipsOf(catalog, role).some(({ name }) => name === owner);
}
