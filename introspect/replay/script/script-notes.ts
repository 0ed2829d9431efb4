/** What is said about a script's commands and data that never reach the server. */
import type { Omission } from "../../../src/model/catalog.ts";
import { compareText } from "../../../src/model/names.ts";
import { UserError } from "../../../src/model/user-error.ts";
import { note } from "../limits/limit.ts";
import { kindOf } from "../statement/statement-kind.ts";
import { type Statement, treeOf } from "../statement/statement-tree.ts";
import type { Script } from "./script.ts";

/**
 * The omissions for a script's notes: one for each kind of thing and file. `first` says that no step came before.
 * Throws `UserError` where the script goes on to another database.
 */
export function buildOmissions(script: Script, first: boolean): Omission[] {
  for (const [place, { before, file, line }] of script.connects.entries()) {
    if (first && place === 0 && script.statements.slice(0, before).every(isOfServer)) continue;
    throw new UserError("The script connects to another database; scripts over several databases are not supported.", {
      place: `${file}:${line}`,
      hint: "Give one script for each database.",
    });
  }
  const omissions: Omission[] = [];
  const commands = new Map<string, { place: string; names: Set<string> }>();
  for (const { kind, what, file, line } of script.notes) {
    const place = `${file}:${line}`;
    if (kind === "data") omissions.push({ ...note(what, "The catalog holds no rows, so data is not loaded."), place });
    else if (kind === "query") {
      const reason = "What a query returns is not run as statements or put into variables.";
      omissions.push({ kind: "schema", what: `the result of ${what}`, reason, hint: null, place });
    } else {
      const entry = commands.get(file) ?? { place, names: new Set() };
      entry.names.add(what);
      commands.set(file, entry);
    }
  }
  for (const { place, names } of commands.values()) {
    const list = [...names].sort(compareText).join(", ");
    omissions.push({ ...note(`psql's ${list}`, "Commands of psql itself make no object."), place });
  }
  return omissions;
}

const OF_SERVER: ReadonlySet<string> = new Set([
  ...["CreatedbStmt", "AlterDatabaseStmt", "AlterDatabaseSetStmt", "DropdbStmt"],
  ...["CreateRoleStmt", "AlterRoleStmt", "AlterRoleSetStmt", "DropRoleStmt"],
  ...["CreateTableSpaceStmt", "AlterTableSpaceOptionsStmt", "DropTableSpaceStmt"],
]);

/** Whether it is about the session or the whole server, as what a dump of all databases has before the first of them. */
function isOfServer(statement: Statement): boolean {
  const tree = treeOf(statement);
  if (tree === null || ["session", "query", "privilege"].includes(kindOf(statement))) return tree !== null;
  const type =
    "CommentStmt" in tree
      ? tree.CommentStmt.objtype
      : "RenameStmt" in tree
        ? tree.RenameStmt.renameType
        : "AlterOwnerStmt" in tree
          ? tree.AlterOwnerStmt.objectType
          : undefined;
  return OF_SERVER.has(Object.keys(tree)[0] ?? "") || /^OBJECT_(DATABASE|ROLE|TABLESPACE)$/.test(type ?? "");
}
