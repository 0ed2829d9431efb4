/** Who may do what with a relation: row security's policies, and privileges. */
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Block, Columns, Section, TableRow } from "../page.ts";
import { anchors } from "../urls.ts";
import { section, tableSection } from "./blocks.ts";
import { chips, withComment } from "./cells.ts";
import type { Context } from "./comment.ts";

export function buildPolicies(context: Context, relation: Relation): Section[] {
  const rows = relation.policies.map(
    ({ name, command, permissive, roles, using, withCheck, comment }): TableRow => ({
      anchor: anchors.policy(name),
      cells: [
        [{ code: name }],
        withComment(context, [command, ...chips(permissive ? [] : ["restrictive"])], comment),
        [roles.join(", ")],
        using === null ? [] : [{ code: using }],
        withCheck === null ? [] : [{ code: withCheck }],
      ],
    }),
  );
  const columns: Columns = { Policy: "name", For: "plain", Roles: "type", Using: "type", "With check": "type" };
  const security = describeRowSecurity(relation);
  if (security === null) return [];
  const table: Block[] = rows.length === 0 ? [] : [{ kind: "table", label: "Policies", columns, rows }];
  return [section("Policies", [{ kind: "paragraph", text: [security] }, ...table], { count: rows.length })];
}

/** `null` where it is off and there is no policy. */
function describeRowSecurity({ rowSecurity, policies }: Relation): string | null {
  if (rowSecurity.enabled) {
    if (policies.length === 0)
      return "Row security is on and there is no policy: only its owner, superusers and roles with BYPASSRLS see a row.";
    return rowSecurity.forced
      ? "Row security is on, for the owner too."
      : "Row security is on; the owner is not bound by it.";
  }
  return policies.length === 0 ? null : "Row security is off: these policies do nothing.";
}

/** One line a grantee; privileges on columns follow those on the whole. */
export function buildPrivileges(relation: Relation): Section[] {
  const held = [
    ...relation.privileges.map((privilege) => ({ ...privilege, on: "" })),
    ...relation.columns.flatMap((column) =>
      column.privileges.map((privilege) => ({ ...privilege, on: ` (${quoteIdentifier(column.name)})` })),
    ),
  ];
  const rows = [...Map.groupBy(held, ({ grantee }) => grantee)].map(([grantee, privileges]): TableRow => {
    const words = privileges.map(
      ({ privilege, on, grantable }) => `${privilege}${on}${grantable ? " with grant option" : ""}`,
    );
    return { cells: [[{ code: grantee }], [words.join(", ")]] };
  });
  const columns: Columns = { Role: "name", May: "about" };
  return tableSection("Privileges", columns, rows);
}
