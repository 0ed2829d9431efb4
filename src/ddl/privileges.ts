/** GRANT, REVOKE and ownership. */
import type { Catalog } from "../model/catalog.ts";
import { quoteIdentifier } from "../model/names.ts";
import type { Privilege } from "../model/shared-parts.ts";
import { relationSubject } from "./relation-parts.ts";
import { routineSubject } from "./types.ts";
import { qualified } from "./words.ts";

/** Something that can be owned and granted. */
interface Grantable {
  /** After ON, for example `TABLE app.t`. */
  readonly on: string;
  /** After the privilege's word, for a column: ` (name)`. */
  readonly column?: string;
  readonly owner: string | null;
  readonly privileges: readonly Privilege[];
}

/** Nothing for an object with the built-in privileges (an empty list). */
function toGrants({ on, column = "", owner, privileges }: Grantable): string[] {
  if (privileges.length === 0) return [];
  // A column has no built-in privileges to take away first.
  const revoked =
    column !== ""
      ? []
      : [`REVOKE ALL ON ${on} FROM PUBLIC`, ...(owner === null ? [] : [`REVOKE ALL ON ${on} FROM ${role(owner)}`])];
  const grants = privileges.map((entry) => ({
    grantor: entry.grantor,
    statement: `GRANT ${entry.privilege.toUpperCase()}${column} ON ${on} TO ${role(entry.grantee)}${entry.grantable ? " WITH GRANT OPTION" : ""}`,
  }));
  // The owner's own and first-hand grants come before those of the roles that hold a grant option.
  const first = grants.filter((grant) => grant.grantor === owner || owner === null);
  const handedOn = grants.filter((grant) => grant.grantor !== owner && owner !== null);
  return [
    ...revoked,
    ...first.map((grant) => grant.statement),
    ...handedOn.flatMap((grant) => [`SET ROLE ${role(grant.grantor)}`, grant.statement, "RESET ROLE"]),
  ];
}

function role(name: string): string {
  return name === "public" ? "PUBLIC" : quoteIdentifier(name);
}

/** Owners first: what an owner may grant follows from who it is. */
export function toOwnershipAndGrants(catalog: Catalog): string[] {
  const objects: (Grantable & { alter: string })[] = [
    ...catalog.schemas.filter(isOwn).map((schema) => ({ ...schema, on: `SCHEMA ${quoteIdentifier(schema.name)}` })),
    ...catalog.types.filter(isOwn).map((type) => ({ ...type, on: `TYPE ${qualified(type)}` })),
    ...catalog.routines.filter(isOwn).map((routine) => ({ ...routine, on: routineSubject(routine) })),
    ...catalog.relations.filter(isOwn).map((relation) => ({ ...relation, on: relationSubject(relation) })),
    ...catalog.sequences.filter(isOwn).map((sequence) => ({ ...sequence, on: `SEQUENCE ${qualified(sequence)}` })),
  ].map((object) => ({ ...object, alter: object.on, on: toGrantTarget(object.on) }));
  return [
    ...objects.flatMap(({ alter, owner }) => (owner === null ? [] : [`ALTER ${alter} OWNER TO ${role(owner)}`])),
    ...objects.flatMap(toGrants),
    ...catalog.relations.filter(isOwn).flatMap((relation) =>
      relation.columns.flatMap((column) =>
        toGrants({
          on: `TABLE ${qualified(relation)}`,
          column: ` (${quoteIdentifier(column.name)})`,
          owner: relation.owner,
          privileges: column.privileges,
        }),
      ),
    ),
  ];
}

/** GRANT knows tables, whatever kind of relation they are, and routines by their kind but for aggregates. */
function toGrantTarget(subject: string): string {
  return subject
    .replace(/^(?:FOREIGN TABLE|MATERIALIZED VIEW|VIEW) /, "TABLE ")
    .replace(/^AGGREGATE (.*)\(\*\)$/s, "FUNCTION $1()")
    .replace(/^AGGREGATE /, "FUNCTION ");
}

function isOwn(object: { extension: string | null }): boolean {
  return object.extension === null;
}

/** ALTER DEFAULT PRIVILEGES. */
export function toDefaultPrivileges(catalog: Catalog): string[] {
  return catalog.defaultPrivileges.flatMap((entry) => {
    const scope = `ALTER DEFAULT PRIVILEGES FOR ROLE ${role(entry.role)}${entry.schema === null ? "" : ` IN SCHEMA ${quoteIdentifier(entry.schema)}`}`;
    const objects = entry.objects.toUpperCase();
    return [
      // Within one schema privileges can only be added to the global ones.
      ...(entry.schema === null
        ? ["PUBLIC", role(entry.role)].map((grantee) => `${scope} REVOKE ALL ON ${objects} FROM ${grantee}`)
        : []),
      ...entry.privileges.map(
        (privilege) =>
          `${scope} GRANT ${privilege.privilege.toUpperCase()} ON ${objects} TO ${role(privilege.grantee)}${privilege.grantable ? " WITH GRANT OPTION" : ""}`,
      ),
    ];
  });
}
