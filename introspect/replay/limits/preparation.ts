/** What scripts need that an empty engine does not have, found before the first of them runs. */
import type { CollateClause, Node, RoleSpec } from "libpg-query";
import { compareText } from "../../../src/model/names.ts";
import { embeddedExtensions } from "../engine/embedded-extensions.ts";
import type { ScriptStatement } from "../script/script.ts";
import { readBlock } from "../statement/block-statements.ts";
import { settingsIn } from "../statement/settings.ts";
import { partsOf, treeOf, walkTree } from "../statement/statement-tree.ts";
import { libraryOf } from "./routines.ts";

export interface Needs {
  /** Those of the engine's extensions that scripts make, or whose library a function uses. */
  extensions: string[];
  /** Roles that are named and that no script makes. */
  roles: string[];
  /** Collations of the system's libraries that are named, for example `de-x-icu`, `fr_FR.utf8`. */
  collations: string[];
}

/** In texts that a block or a function may put together, which is why this is no matter of trees. */
const MAKES_ROLE =
  /\b(?:CREATE\s+(?:ROLE|USER|GROUP)|ALTER\s+(?:ROLE|USER|GROUP)\s+\S+\s+RENAME\s+TO)\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:"((?:[^"]|"")+)"|([\w$]+))/gi;
/** The engine loads them when it starts, so those that a block or a function may make have to be known too. */
const MAKES_EXTENSION = /\bCREATE\s+EXTENSION\b/i;
/** An ICU collation, or one of a C library. */
const LIBRARY_COLLATION = /-x-icu$|^[a-z]{2,3}_[A-Z]{2}(\.[\w-]+)?$/;
const NO_ROLES = new Set(["public", "none", "default", "postgres"]);

/** Looks all statements of a history over. */
export function findNeeds(statements: Iterable<ScriptStatement>): Needs {
  const [extensions, named, made, collations] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ];
  for (const statement of statements) {
    const { text } = statement;
    for (const match of text.matchAll(MAKES_ROLE))
      made.add(match[1]?.replaceAll('""', '"') ?? match[2]?.toLowerCase() ?? "");
    if (MAKES_EXTENSION.test(text)) for (const name of shippedIn(text)) extensions.add(name);
    for (const each of [statement, ...readBlock(statement).statements]) {
      const tree = CONCERNED.test(each.text) ? treeOf(each) : null;
      if (tree === null) continue;
      const library = libraryOf(tree);
      if (library !== null) extensions.add(library);
      // A block may look whether the role is there before it names it.
      if (each === statement) for (const role of rolesIn(tree)) named.add(role);
      for (const name of collationsIn(each.text, tree)) if (LIBRARY_COLLATION.test(name)) collations.add(name);
    }
  }
  const roles = [...named].filter((role) => !made.has(role) && !NO_ROLES.has(role) && !role.startsWith("pg_"));
  return {
    extensions: [...extensions].sort(compareText),
    roles: roles.sort(compareText),
    collations: [...collations].sort(compareText),
  };
}

/** No other statement needs anything, and is parsed before it is run. */
const CONCERNED =
  /^(ALTER|GRANT|REVOKE|SET|REASSIGN|DROP\s+OWNED|COMMENT\s+ON\s+ROLE|CREATE\s+(POLICY|SCHEMA|ROLE|USER|GROUP|SERVER))\b|\$libdir\/|\bCOLLATE\b/i;

/** The shipped extensions whose names stand anywhere in the text; one too many is loaded and never made. */
function shippedIn(text: string): string[] {
  return embeddedExtensions.filter((name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`, "i").test(text));
}

/** The roles that a statement speaks of where PostgreSQL expects one. What is dropped need not be there. */
function rolesIn(tree: Node): string[] {
  if ("DropRoleStmt" in tree) return [];
  if ("CommentStmt" in tree) return tree.CommentStmt.objtype === "OBJECT_ROLE" ? partsOf(tree.CommentStmt.object) : [];
  if ("RenameStmt" in tree) {
    const { renameType, subname = "" } = tree.RenameStmt;
    return renameType === "OBJECT_ROLE" ? [subname] : [];
  }
  if ("VariableSetStmt" in tree) {
    const [setting] = settingsIn(tree);
    const isRole = setting !== undefined && /^(role|session_authorization)$/.test(setting.name);
    return isRole && setting.value !== null ? [setting.value] : [];
  }
  const roles: string[] = [];
  walkTree(tree, (node) => {
    const { roletype, rolename } = node as RoleSpec;
    if (roletype === "ROLESPEC_CSTRING" && rolename !== undefined) roles.push(rolename);
    if ("GrantRoleStmt" in node) {
      for (const granted of node.GrantRoleStmt.granted_roles ?? [])
        if ("AccessPriv" in granted) roles.push(granted.AccessPriv.priv_name ?? "");
    }
    return true;
  });
  return roles;
}

function collationsIn(text: string, tree: Node): string[] {
  if (!/\bCOLLATE\b/i.test(text)) return [];
  const names: string[] = [];
  walkTree(tree, (node) => {
    const { collname } = node as CollateClause;
    if (Array.isArray(collname)) names.push(...partsOf(collname).slice(-1));
    return true;
  });
  return names;
}
