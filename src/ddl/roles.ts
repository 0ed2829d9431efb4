/** Roles with their memberships. */
import type { Catalog } from "../model/catalog.ts";
import type { Role } from "../model/database-objects.ts";
import { quoteIdentifier, quoteLiteral } from "../model/names.ts";
import { comment, join } from "./words.ts";

/**
 * One block for each role that the catalog mentions, PostgreSQL's own left out: a role that is there already keeps its
 * attributes, memberships and comment. No password, for the catalog has none; what is known of a role that a scratch
 * engine invented is its name.
 */
export function formatRoles(catalog: Catalog): string[] {
  return inOrder(catalog.roles.filter((role) => role.mentioned && !role.name.startsWith("pg_"))).map((role) => {
    const statements = [formatCreate(role), ...formatMemberships(role), ...comment(`ROLE ${name(role)}`, role.comment)];
    const body = statements.map((statement) => `  ${statement};\n`).join("");
    return `DO ${dollarQuoted(`BEGIN\n${body}EXCEPTION WHEN duplicate_object THEN NULL;\nEND`)}`;
  });
}

/** Every role after those that it is a member of; memberships have no circles. */
function inOrder(roles: readonly Role[]): Role[] {
  const byName = new Map(roles.map((role) => [role.name, role]));
  const ordered = new Set<Role>();
  const visit = (role: Role): void => {
    if (ordered.has(role)) return;
    for (const { role: above } of role.memberOf) {
      const next = byName.get(above);
      if (next !== undefined) visit(next);
    }
    ordered.add(role);
  };
  for (const role of roles) visit(role);
  return [...ordered];
}

function formatCreate(role: Role): string {
  return join(
    `CREATE ROLE ${name(role)}`,
    role.login && "LOGIN",
    role.superuser && "SUPERUSER",
    role.createDatabase && "CREATEDB",
    role.createRole && "CREATEROLE",
    role.replication && "REPLICATION",
    role.bypassRowSecurity && "BYPASSRLS",
    !role.inherit && "NOINHERIT",
    role.connectionLimit !== null && `CONNECTION LIMIT ${role.connectionLimit}`,
    role.validUntil !== null && `VALID UNTIL ${quoteLiteral(role.validUntil)}`,
  );
}

/** Inheriting as the member does, and being allowed to SET ROLE, go without saying. */
function formatMemberships(role: Role): string[] {
  return role.memberOf.map(({ role: above, admin, inherit, set }) => {
    const options = [
      inherit !== role.inherit && `INHERIT ${inherit}`,
      !set && "SET false",
      admin && "ADMIN OPTION",
    ].filter((option) => option !== false);
    return join(`GRANT ${quoteIdentifier(above)} TO ${name(role)}`, options.length > 0 && `WITH ${options.join(", ")}`);
  });
}

function name(role: Role): string {
  return quoteIdentifier(role.name);
}

/** Between dollar signs with a word that the text does not hold. */
function dollarQuoted(text: string): string {
  let tag = "$role$";
  while (text.includes(tag)) tag = tag.replace("$role", "$role_");
  return `${tag}\n${text}\n${tag}`;
}
