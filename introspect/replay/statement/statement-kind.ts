/** What a statement is, by the kind of its node; of what does not parse, by its first word. */
import type { Node } from "libpg-query";
import { type BlockContents, readBlock } from "./block-statements.ts";
import { hasOption, type Statement, treeOf, walkTree } from "./statement-tree.ts";

export type StatementKind =
  /** The session's transaction. */
  | "transaction"
  /** Settings, cursors, prepared statements, locks, messages: nothing of it is in the database. */
  | "session"
  /** Reads rows; a WITH in it may write some. */
  | "query"
  /** Writes rows. */
  | "rows"
  /** Writes all rows of a table, or those that stand in the script. */
  | "bulk"
  /** Runs code that may do anything. */
  | "code"
  /** Makes an object of what the statement says itself. */
  | "definition"
  /** Changes a relation by what the statement says itself. */
  | "alteration"
  | "comment"
  | "privilege"
  | "owner"
  /** What an extension owns, or its version. */
  | "extension"
  | "removal"
  /** VACUUM, REINDEX and the like. */
  | "upkeep"
  | "other";

type NodeKind = Node extends infer Each ? (Each extends unknown ? keyof Each : never) : never;

/** The one table of node kinds; those that it does not name are `other`. */
const NODES: Readonly<Partial<Record<StatementKind, readonly NodeKind[]>>> = {
  transaction: ["TransactionStmt"],
  session: [
    ...(["VariableSetStmt", "VariableShowStmt", "DiscardStmt", "ConstraintsSetStmt", "LockStmt", "LoadStmt"] as const),
    ...(["PrepareStmt", "DeallocateStmt", "DeclareCursorStmt", "FetchStmt", "ClosePortalStmt"] as const),
    ...(["ListenStmt", "UnlistenStmt", "NotifyStmt", "ExplainStmt", "CheckPointStmt"] as const),
  ],
  query: ["SelectStmt"],
  rows: ["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"],
  bulk: ["CopyStmt", "TruncateStmt"],
  code: ["DoStmt", "CallStmt", "ExecuteStmt"],
  definition: [
    ...(["CreateStmt", "CreateTableAsStmt", "ViewStmt", "IndexStmt", "CreateSeqStmt", "CreateTrigStmt"] as const),
    ...(["CompositeTypeStmt", "CreateEnumStmt", "CreateRangeStmt", "CreateDomainStmt", "CreateFunctionStmt"] as const),
  ],
  alteration: ["AlterTableStmt", "AlterSeqStmt"],
  comment: ["CommentStmt"],
  privilege: ["GrantStmt", "GrantRoleStmt"],
  owner: ["AlterOwnerStmt"],
  extension: ["AlterExtensionStmt", "AlterExtensionContentsStmt"],
  removal: [
    ...(["DropStmt", "DropRoleStmt", "DropOwnedStmt", "DropUserMappingStmt", "DropSubscriptionStmt"] as const),
    ...(["DropTableSpaceStmt", "DropdbStmt"] as const),
  ],
  upkeep: ["VacuumStmt", "ReindexStmt", "ClusterStmt"],
};

const KINDS: ReadonlyMap<string, StatementKind> = new Map(
  Object.entries(NODES).flatMap(([kind, nodes]) => nodes.map((node) => [node, kind as StatementKind] as const)),
);

const FIRST_WORDS: readonly [StatementKind, RegExp][] = [
  ["query", /^(SELECT|TABLE|VALUES)\b/i],
  ["rows", /^(INSERT|UPDATE|DELETE|MERGE|WITH)\b/i],
  ["bulk", /^(COPY|TRUNCATE)\b/i],
  ["code", /^(DO|CALL|EXECUTE)\b/i],
  ["comment", /^COMMENT\s+ON\b/i],
  ["privilege", /^(GRANT|REVOKE)\b/i],
  ["removal", /^DROP\b/i],
  ["session", /^(SET|RESET|SHOW|DISCARD|LOCK|LOAD|PREPARE|DEALLOCATE|DECLARE|FETCH|MOVE|CLOSE|NOTIFY|EXPLAIN)\b/i],
  ["upkeep", /^(VACUUM|ANALYZE|ANALYSE|REINDEX|CLUSTER)\b/i],
];

export function kindOf(statement: Statement): StatementKind {
  const tree = treeOf(statement);
  if (tree === null) return FIRST_WORDS.find(([, words]) => words.test(statement.text))?.[0] ?? "other";
  if ("RenameStmt" in tree) return tree.RenameStmt.relation === undefined ? "other" : "alteration";
  if ("AlterObjectSchemaStmt" in tree)
    return tree.AlterObjectSchemaStmt.relation === undefined ? "other" : "alteration";
  if ("CreateTableAsStmt" in tree) return tree.CreateTableAsStmt.objtype === "OBJECT_TABLE" ? "definition" : "other";
  if ("DefineStmt" in tree)
    return /^OBJECT_(AGGREGATE|TYPE)$/.test(tree.DefineStmt.kind ?? "") ? "definition" : "other";
  return KINDS.get(Object.keys(tree)[0] ?? "") ?? "other";
}

/** Whether it may leave the schema or rows different. Of what a query calls it is taken that it does not. */
export function isChange(statement: Statement): boolean {
  const tree = treeOf(statement);
  const kind = kindOf(statement);
  if (kind === "transaction" || kind === "query") return tree !== null && writesRows(tree);
  if (tree === null) return kind !== "session" && !/^ANALY[SZ]E\b/i.test(statement.text);
  if (kind === "session")
    return "ExplainStmt" in tree && hasOption(tree.ExplainStmt.options, "analyze") && writesRows(tree);
  if ("VacuumStmt" in tree) return tree.VacuumStmt.is_vacuumcmd === true;
  return "DoStmt" in tree ? changesSomething(readBlock(statement)) : true;
}

function changesSomething({ statements, complete }: BlockContents): boolean {
  return !complete || statements.some(isChange);
}

/** Whether it writes rows itself, in a WITH too, or makes a table of what it reads. */
function writesRows(tree: Node): boolean {
  let found = false;
  walkTree(tree, (node) => {
    found ||= "InsertStmt" in node || "UpdateStmt" in node || "DeleteStmt" in node || "MergeStmt" in node;
    found ||= "intoClause" in node;
    return !found;
  });
  return found;
}

/** Whether it reads or writes rows; what functions do that it calls is another matter. */
export function isAboutRows(statement: Statement): boolean {
  return ["query", "rows", "bulk"].includes(kindOf(statement));
}

const ASIDE: ReadonlySet<StatementKind> = new Set<StatementKind>([
  ...(["query", "rows", "bulk", "comment", "privilege", "owner", "extension", "removal", "upkeep", "session"] as const),
]);

/** Whether a statement, left out, takes nothing of the schema with it that is not missing already. */
export function isAside(statement: Statement): boolean {
  const tree = treeOf(statement);
  if (tree === null || !("AlterTableStmt" in tree)) return ASIDE.has(kindOf(statement));
  // Hands something over, or does away with a constraint.
  return (tree.AlterTableStmt.cmds ?? []).every(
    (each) =>
      "AlterTableCmd" in each &&
      /^AT_(ChangeOwner|DropConstraint|ValidateConstraint)$/.test(each.AlterTableCmd.subtype ?? ""),
  );
}
