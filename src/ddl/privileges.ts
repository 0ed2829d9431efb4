/** GRANT, REVOKE and ownership. */
import type { Catalog } from "../model/catalog.ts";
import { quoteIdentifier } from "../model/names.ts";
import type { Privilege } from "../model/shared-parts.ts";
import { operatorClassSubject, operatorSubject } from "./operators.ts";
import { relationSubject } from "./relation-parts.ts";
import { routineSubject } from "./routines.ts";
import { qualified, role } from "./words.ts";

/** Something that can be owned and granted. */
interface Grantable {
  /** After ON, for example `TABLE app.t`. */
  readonly on: string;
  /** After the privilege's word, for a column: ` (name)`. */
  readonly column?: string;
  readonly owner: string | null;
  readonly privileges: readonly Privilege[];
}

type NamedGrantable = Omit<Grantable, "on"> & { readonly name: string };

/** Nothing for an object with the built-in privileges (an empty list). */
function formatGrants({ on, column = "", owner, privileges }: Grantable): string[] {
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

/** Owners first: what an owner may grant follows from who it is. */
export function formatOwnershipAndGrants(catalog: Catalog): string[] {
  const named = (keyword: string) => (object: NamedGrantable) => ({
    ...object,
    on: `${keyword} ${quoteIdentifier(object.name)}`,
  });
  const objects = [
    ...catalog.schemas.filter(isOwn).map(named("SCHEMA")),
    ...catalog.languages.filter(isOwn).map(named("LANGUAGE")),
    ...catalog.types.filter(isOwn).map((type) => ({ ...type, on: `TYPE ${qualified(type)}` })),
    ...catalog.routines.filter(isOwn).map((routine) => ({ ...routine, on: routineSubject(routine) })),
    ...catalog.foreignDataWrappers.filter(isOwn).map(named("FOREIGN DATA WRAPPER")),
    ...catalog.foreignServers.filter(isOwn).map(named("SERVER")),
    ...catalog.relations.filter(isOwn).map((relation) => ({ ...relation, on: relationSubject(relation) })),
    ...catalog.sequences.filter(isOwn).map((sequence) => ({ ...sequence, on: `SEQUENCE ${qualified(sequence)}` })),
  ];
  return [
    ...objects.flatMap(({ on, owner }) => formatOwner(on, owner)),
    ...formatOwnersOfTheRest(catalog),
    ...objects.flatMap((object) => formatGrants({ ...object, on: formatGrantTarget(object.on) })),
    ...catalog.relations.filter(isOwn).flatMap((relation) =>
      relation.columns.flatMap((column) =>
        formatGrants({
          on: `TABLE ${qualified(relation)}`,
          column: ` (${quoteIdentifier(column.name)})`,
          owner: relation.owner,
          privileges: column.privileges,
        }),
      ),
    ),
    ...catalog.relations.filter(isOwn).flatMap((relation) =>
      relation.columns.flatMap(({ identity }) => {
        const sequence = identity?.sequence ?? null;
        if (sequence === null) return [];
        // Its owner is the table's.
        const { privileges } = sequence;
        return formatGrants({ on: `SEQUENCE ${qualified(sequence)}`, owner: relation.owner, privileges });
      }),
    ),
  ];
}

/** Of what can be owned but not granted, event triggers aside. */
function formatOwnersOfTheRest(catalog: Catalog): string[] {
  return [
    ...catalog.collations
      .filter(isOwn)
      .flatMap((object) => formatOwner(`COLLATION ${qualified(object)}`, object.owner)),
    ...catalog.conversions
      .filter(isOwn)
      .flatMap((object) => formatOwner(`CONVERSION ${qualified(object)}`, object.owner)),
    ...catalog.textSearchObjects
      .filter(isOwn)
      .flatMap((object) => formatOwner(`${object.kind.toUpperCase()} ${qualified(object)}`, object.owner)),
    ...catalog.operators.filter(isOwn).flatMap((object) => formatOwner(operatorSubject(object), object.owner)),
    ...catalog.operatorClasses
      .filter(isOwn)
      .flatMap((object) => formatOwner(operatorClassSubject(object), object.owner)),
    ...catalog.statisticsObjects
      .filter(isOwn)
      .flatMap((object) => formatOwner(`STATISTICS ${qualified(object)}`, object.owner)),
    ...catalog.publications.flatMap(({ name, owner }) => formatOwner(`PUBLICATION ${quoteIdentifier(name)}`, owner)),
    ...catalog.subscriptions.flatMap(({ name, owner }) => formatOwner(`SUBSCRIPTION ${quoteIdentifier(name)}`, owner)),
  ];
}

/** Nothing for an owner that is no fact about the schema. */
function formatOwner(subject: string, owner: string | null): string[] {
  return owner === null ? [] : [`ALTER ${subject} OWNER TO ${role(owner)}`];
}

/** GRANT knows tables, whatever kind of relation they are, aggregates as functions, and servers as foreign ones. */
function formatGrantTarget(subject: string): string {
  return subject
    .replace(/^(?:FOREIGN TABLE|MATERIALIZED VIEW|VIEW) /, "TABLE ")
    .replace(/^SERVER /, "FOREIGN SERVER ")
    .replace(/^AGGREGATE (.*)\(\*\)$/s, "FUNCTION $1()")
    .replace(/^AGGREGATE /, "FUNCTION ");
}

function isOwn(object: { extension: string | null }): boolean {
  return object.extension === null;
}

/** ALTER DEFAULT PRIVILEGES. */
export function formatDefaultPrivileges(catalog: Catalog): string[] {
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
