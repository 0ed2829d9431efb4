/** What of a remedy's action the order and the transactions of a file hang on. */
import { type AlterTableStmt, type Node, parseSync } from "libpg-query";
import { quoteIdentifier } from "../model/names.ts";
import type { RemedyAction } from "../model/remedy-action.ts";

export interface ActionTraits {
  does: "retype" | "index" | "rename" | "remove" | "other";
  /** False where PostgreSQL refuses it inside a transaction. */
  transactional: boolean;
  /** It reads the whole table, so that the strong lock of a statement before it would be held as long. */
  validates: boolean;
}

const OTHER: ActionTraits = { does: "other", transactional: true, validates: false };

/** `libpg-query` must have been loaded: a statement of a team's own is parsed. */
export function traitsOf(action: RemedyAction): ActionTraits {
  switch (action.kind) {
    case "set type":
      return { ...OTHER, does: "retype" };
    case "create index":
      return { ...OTHER, does: "index", transactional: !action.concurrently };
    case "rebuild index":
      return { ...OTHER, does: "index", transactional: false };
    case "drop index":
      return { ...OTHER, does: "remove", transactional: !action.concurrently };
    case "drop constraint":
      return { ...OTHER, does: "remove" };
    case "rename constraint":
    case "rename index":
    case "rename sequence":
      return { ...OTHER, does: "rename" };
    case "validate constraint":
      return { ...OTHER, validates: true };
    case "statement":
      return traitsOfStatement(action.sql);
    default:
      return OTHER;
  }
}

function traitsOfStatement(sql: string): ActionTraits {
  const node = parseStatement(sql);
  if (node === null) return OTHER;
  if ("IndexStmt" in node) return { ...OTHER, does: "index", transactional: !node.IndexStmt.concurrent };
  if ("ReindexStmt" in node) {
    const concurrently = (node.ReindexStmt.params ?? []).some(
      (each) => "DefElem" in each && each.DefElem.defname === "concurrently",
    );
    return { ...OTHER, does: "index", transactional: !concurrently };
  }
  if ("DropStmt" in node && node.DropStmt.removeType === "OBJECT_INDEX") {
    return { ...OTHER, does: "remove", transactional: !node.DropStmt.concurrent };
  }
  if ("RenameStmt" in node) return { ...OTHER, does: "rename" };
  if ("AlterTableStmt" in node) return traitsOfAlterTable(node.AlterTableStmt);
  return OTHER;
}

function traitsOfAlterTable({ cmds = [] }: AlterTableStmt): ActionTraits {
  const subtypes = cmds.flatMap((each) => ("AlterTableCmd" in each ? [each.AlterTableCmd.subtype] : []));
  return {
    does: subtypes.includes("AT_AlterColumnType")
      ? "retype"
      : subtypes.every((subtype) => subtype === "AT_DropConstraint")
        ? "remove"
        : "other",
    transactional: true,
    validates: subtypes.includes("AT_ValidateConstraint"),
  };
}

/** `null` for what is no single statement that the parser takes: PostgreSQL will say so when it is run. */
function parseStatement(sql: string): Node | null {
  try {
    const { stmts = [] } = parseSync(sql);
    return stmts.length === 1 ? (stmts[0]?.stmt ?? null) : null;
  } catch {
    return null;
  }
}

/** Whether the action makes, renames or drops an object of the name. */
export function isAbout(action: RemedyAction, name: string): boolean {
  if (action.kind === "statement") return action.sql.includes(quoteIdentifier(name));
  return ("name" in action && action.name === name) || ("to" in action && action.to === name);
}
