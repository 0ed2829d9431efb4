/** Things of a whole server, which the embedded engine is not. */
import type { Node, ObjectType } from "libpg-query";
import { quoteIdentifier } from "../../../src/model/names.ts";
import type { Word } from "../script/sql-lexer.ts";
import { find, follows, without } from "../script/sql-words.ts";
import { settingsIn } from "../statement/settings.ts";
import { partsOf, walkTree } from "../statement/statement-tree.ts";
import { type Limit, leftOut, missing, rewritten } from "./limit.ts";

/** A statement about one object outside any schema. */
interface About {
  /** `CREATE`, `ALTER`, `DROP` or `COMMENT`. */
  command: string;
  name: string;
}

/** What a comment, a rename or a new owner is about; `null` for an object of another type, and for another statement. */
function changeOf(tree: Node, type: ObjectType): About | null {
  if ("CommentStmt" in tree && tree.CommentStmt.objtype === type)
    return { command: "COMMENT", name: partsOf(tree.CommentStmt.object)[0] ?? "" };
  if ("RenameStmt" in tree && tree.RenameStmt.renameType === type)
    return { command: "ALTER", name: tree.RenameStmt.subname ?? partsOf(tree.RenameStmt.object)[0] ?? "" };
  if ("AlterOwnerStmt" in tree && tree.AlterOwnerStmt.objectType === type)
    return { command: "ALTER", name: partsOf(tree.AlterOwnerStmt.object)[0] ?? "" };
  return null;
}

const NO_TABLESPACES = "The embedded engine has one tablespace.";

export const tablespace: Limit = {
  construct: "CREATE, ALTER and DROP TABLESPACE",
  treat: ({ tree }) => {
    const command =
      "CreateTableSpaceStmt" in tree
        ? "CREATE"
        : "DropTableSpaceStmt" in tree
          ? "DROP"
          : "AlterTableSpaceOptionsStmt" in tree
            ? "ALTER"
            : changeOf(tree, "OBJECT_TABLESPACE")?.command;
    return command === undefined ? null : leftOut(`${command} TABLESPACE`, NO_TABLESPACES);
  },
};

/** Whether a clause of the statement names a tablespace that is not the one there is. */
function namesTablespace(text: string, tree: Node): boolean {
  if (!/tablespace/i.test(text)) return false;
  let found = false;
  walkTree(tree, (node) => {
    const each = node as { tablespacename?: string; tableSpace?: string; tableSpaceName?: string; indexspace?: string };
    const name = each.tablespacename ?? each.tableSpace ?? each.tableSpaceName;
    found ||= each.indexspace !== undefined || (name !== undefined && name !== "pg_default");
    return !found;
  });
  return found;
}

/** The words of such clauses, as places. A column may be named tablespace as well, and stands in parentheses. */
function clausesIn(words: readonly Word[]): [number, number][] {
  const own = words.findIndex((word) => word.depth === 0 && /^(AS|WHERE)$/.test(word.upper));
  const at = words.findIndex(
    (word, place) => word.depth === 0 && word.upper === "TABLESPACE" && (own === -1 || place < own) && place > 2,
  );
  const named = at !== -1 && !follows(words, at - 2, "USING", "INDEX") && !follows(words, at + 1, "PG_DEFAULT");
  return [...usingIndexIn(words), ...(named ? [[at, at + 2] as [number, number]] : [])];
}

function usingIndexIn(words: readonly Word[]): [number, number][] {
  return words.flatMap((_word, at): [number, number][] =>
    follows(words, at, "USING", "INDEX", "TABLESPACE") ? [[at, at + 4]] : [],
  );
}

/** `SET TABLESPACE name` among other actions of an ALTER, as places; `null` where the statement is nothing else. */
function movesIn(words: readonly Word[]): [number, number][] | null {
  const at = find(words, "SET", "TABLESPACE");
  if (at === -1) return usingIndexIn(words);
  if (words[at - 1]?.text === ",") return [[at - 1, at + 3]];
  return words[at + 3]?.text === "," ? [[at, at + 4]] : null;
}

export const tablespaceClause: Limit = {
  construct: "TABLESPACE clauses, SET TABLESPACE, default_tablespace",
  treat: (statement) => {
    const { text, tree } = statement;
    if ("VariableSetStmt" in tree) {
      const [setting] = settingsIn(tree);
      if (setting === undefined || !/^(default_tablespace|temp_tablespaces)$/.test(setting.name)) return null;
      return /^(pg_default)?$/.test(setting.value ?? "") ? null : leftOut(setting.name, NO_TABLESPACES);
    }
    const moved = "AlterTableMoveAllStmt" in tree ? tree.AlterTableMoveAllStmt.objtype : movedBy(tree);
    const clauses =
      moved === undefined
        ? namesTablespace(text, tree)
          ? clausesIn(statement.words)
          : []
        : "AlterTableMoveAllStmt" in tree
          ? null
          : movesIn(statement.words);
    if (clauses === null) {
      const what = (moved ?? "").replace("OBJECT_", "").replace("MATVIEW", "MATERIALIZED");
      return leftOut(`ALTER ${what} … SET TABLESPACE`, NO_TABLESPACES);
    }
    if (clauses.length === 0) return null;
    return rewritten(without(text, statement.words, clauses), "a TABLESPACE clause", NO_TABLESPACES);
  },
};

/** The type of what an ALTER moves to another tablespace; `undefined` where it moves nothing. */
function movedBy(tree: Node): ObjectType | undefined {
  if (!("AlterTableStmt" in tree)) return undefined;
  const moves = (tree.AlterTableStmt.cmds ?? []).some(
    (each) => "AlterTableCmd" in each && each.AlterTableCmd.subtype === "AT_SetTableSpace",
  );
  return moves ? tree.AlterTableStmt.objtype : undefined;
}

function subscriptionOf(tree: Node): About | null {
  if ("CreateSubscriptionStmt" in tree) return { command: "CREATE", name: tree.CreateSubscriptionStmt.subname ?? "" };
  if ("AlterSubscriptionStmt" in tree) return { command: "ALTER", name: tree.AlterSubscriptionStmt.subname ?? "" };
  if ("DropSubscriptionStmt" in tree) return { command: "DROP", name: tree.DropSubscriptionStmt.subname ?? "" };
  return changeOf(tree, "OBJECT_SUBSCRIPTION");
}

export const subscription: Limit = {
  construct: "CREATE, ALTER, DROP and COMMENT ON SUBSCRIPTION",
  treat: ({ tree }) => {
    const about = subscriptionOf(tree);
    if (about === null) return null;
    const reason = "The embedded engine cannot replicate.";
    const what = `subscription ${about.name}`;
    return about.command === "CREATE" ? missing(what, reason) : leftOut(what, reason);
  },
};

const SLOT_FUNCTIONS = /^pg_(create_logical_replication_slot|drop_replication_slot|copy_logical_replication_slot)$/;

export const replicationSlot: Limit = {
  construct: "logical replication slots",
  treat: ({ text, tree }) => {
    if (!("SelectStmt" in tree) || !/replication_slot/i.test(text)) return null;
    let found = false;
    walkTree(tree, (node) => {
      found ||= "FuncCall" in node && SLOT_FUNCTIONS.test(partsOf(node.FuncCall.funcname).at(-1) ?? "");
      return !found;
    });
    if (!found) return null;
    return leftOut("a replication slot", "The embedded engine cannot replicate; a slot is no part of the schema.");
  },
};

const NO_TWO_PHASES = "The embedded engine has no two-phase commit; the transaction is committed at once.";

export const twoPhaseCommit: Limit = {
  construct: "PREPARE TRANSACTION, COMMIT PREPARED, ROLLBACK PREPARED",
  treat: ({ tree }) => {
    const kind = "TransactionStmt" in tree ? tree.TransactionStmt.kind : undefined;
    if (kind === "TRANS_STMT_PREPARE") return rewritten("COMMIT", "PREPARE TRANSACTION", NO_TWO_PHASES);
    if (kind === "TRANS_STMT_COMMIT_PREPARED") return leftOut("COMMIT PREPARED", NO_TWO_PHASES);
    if (kind !== "TRANS_STMT_ROLLBACK_PREPARED") return null;
    return {
      kind: "fatal",
      message: "The embedded engine cannot roll a prepared transaction back.",
      hint: "Take the transaction out of the script, or run it on a server and give its postgres:// URL instead.",
    };
  },
};

export const securityLabel: Limit = {
  construct: "SECURITY LABEL",
  treat: ({ tree }) =>
    "SecLabelStmt" in tree
      ? missing("a security label", "The embedded engine has no provider of security labels.")
      : null,
};

const ONE_DATABASE = "The script is replayed in the one database that the engine has.";

function databaseOf(tree: Node): About | null {
  if ("CreatedbStmt" in tree) return { command: "CREATE", name: tree.CreatedbStmt.dbname ?? "" };
  if ("DropdbStmt" in tree) return { command: "DROP", name: tree.DropdbStmt.dbname ?? "" };
  if ("AlterDatabaseStmt" in tree) return { command: "ALTER", name: tree.AlterDatabaseStmt.dbname ?? "" };
  if ("AlterDatabaseSetStmt" in tree) return { command: "ALTER", name: tree.AlterDatabaseSetStmt.dbname ?? "" };
  if ("AlterDatabaseRefreshCollStmt" in tree)
    return { command: "ALTER", name: tree.AlterDatabaseRefreshCollStmt.dbname ?? "" };
  return changeOf(tree, "OBJECT_DATABASE");
}

export const database: Limit = {
  construct: "CREATE, ALTER, DROP and COMMENT ON DATABASE, GRANT … ON DATABASE",
  treat: ({ text, tree, words }) => {
    if ("GrantStmt" in tree && tree.GrantStmt.objtype === "OBJECT_DATABASE") {
      return leftOut(`${tree.GrantStmt.is_grant ? "GRANT" : "REVOKE"} … ON DATABASE`, ONE_DATABASE);
    }
    const about = databaseOf(tree);
    if (about === null) return null;
    const name = quoteIdentifier(about.name);
    if (about.command !== "COMMENT") return leftOut(`${about.command} DATABASE ${name}`, ONE_DATABASE);
    if (about.name === "postgres") return null;
    return rewritten(without(text, words, [[3, 4]], "postgres"), `COMMENT ON DATABASE ${name}`, ONE_DATABASE);
  },
};
