/** What statements make, remove and write to, by the names in their trees. Pure: runs nothing. */
import type { CreateStmt, Node, RangeVar } from "libpg-query";
import { nameOf, partsOf, treeOf, type WrittenName, walkTree } from "./statement-tree.ts";

interface Statement {
  text: string;
}

/** Longer statements are rows. */
const LENGTH = 200_000;

function readTree(statement: Statement): Node | null {
  return statement.text.length > LENGTH ? null : treeOf(statement);
}

/** A table that a statement makes. */
export interface MadeTable extends WrittenName {
  /** IF NOT EXISTS: what is there already stays as it is. */
  unlessThere: boolean;
}

/** The table that the statement makes; `null` for none, and for one that goes with the session. */
export function tableMadeBy(statement: Statement): MadeTable | null {
  const node = /^CREATE\b/i.test(statement.text) ? readTree(statement) : null;
  if (node === null) return null;
  if ("CreateStmt" in node) return buildMadeTable(node.CreateStmt.relation, node.CreateStmt);
  if ("CreateForeignTableStmt" in node) {
    const { base } = node.CreateForeignTableStmt;
    return buildMadeTable(base?.relation, base);
  }
  if (!("CreateTableAsStmt" in node) || node.CreateTableAsStmt.objtype !== "OBJECT_TABLE") return null;
  return buildMadeTable(node.CreateTableAsStmt.into?.rel, node.CreateTableAsStmt);
}

function buildMadeTable(
  relation: RangeVar | undefined,
  { if_not_exists = false }: Pick<CreateStmt, "if_not_exists"> = {},
): MadeTable | null {
  if (relation === undefined || relation.relpersistence === "t" || /^pg_temp/.test(relation.schemaname ?? ""))
    return null;
  return { ...nameOf(relation), unlessThere: if_not_exists };
}

/** Whether the statements drop every one of the tables, by its own name or with its schema, `public` where none is named; none is not all. */
export function dropAll(statements: readonly Statement[], tables: readonly WrittenName[]): boolean {
  const removed = new Set(statements.flatMap(namesRemovedBy));
  return tables.length > 0 && tables.every(({ schema, name }) => removed.has(name) || removed.has(schema ?? "public"));
}

/** The bare names of what the statement makes, columns and constraints that it adds among them. */
export function namesMadeBy(statement: Statement): string[] {
  const node = /^(CREATE|ALTER\s+TABLE)\b/i.test(statement.text) ? readTree(statement) : null;
  if (node === null) return [];
  const table = tableMadeBy(statement);
  if (table !== null) return [table.name];
  if ("AlterTableStmt" in node) return (node.AlterTableStmt.cmds ?? []).flatMap(nameAddedBy);
  if ("ViewStmt" in node) return [nameOf(node.ViewStmt.view ?? {}).name];
  if ("IndexStmt" in node) return [node.IndexStmt.idxname ?? ""];
  if ("CreateSeqStmt" in node) return [nameOf(node.CreateSeqStmt.sequence ?? {}).name];
  if ("CreateSchemaStmt" in node) return [node.CreateSchemaStmt.schemaname ?? ""];
  if ("CreateTrigStmt" in node) return [node.CreateTrigStmt.trigname ?? ""];
  if ("CreatePolicyStmt" in node) return [node.CreatePolicyStmt.policy_name ?? ""];
  if ("CreateEnumStmt" in node) return partsOf(node.CreateEnumStmt.typeName).slice(-1);
  if ("CreateDomainStmt" in node) return partsOf(node.CreateDomainStmt.domainname).slice(-1);
  if ("CompositeTypeStmt" in node) return [nameOf(node.CompositeTypeStmt.typevar ?? {}).name];
  return "CreateFunctionStmt" in node ? partsOf(node.CreateFunctionStmt.funcname).slice(-1) : [];
}

function nameAddedBy(part: Node): string[] {
  const def = "AlterTableCmd" in part ? part.AlterTableCmd.def : undefined;
  if (def === undefined) return [];
  if ("ColumnDef" in def) return def.ColumnDef.colname === undefined ? [] : [def.ColumnDef.colname];
  return "Constraint" in def ? [def.Constraint.conname ?? ""] : [];
}

/** The bare names of what the statement drops, columns and constraints among them. */
export function namesRemovedBy(statement: Statement): string[] {
  const node = /^(DROP|ALTER\s+TABLE)\b/i.test(statement.text) ? readTree(statement) : null;
  if (node === null) return [];
  if ("DropStmt" in node) return (node.DropStmt.objects ?? []).flatMap((each) => partsOf(nameWithin(each)).slice(-1));
  if (!("AlterTableStmt" in node)) return [];
  return (node.AlterTableStmt.cmds ?? []).flatMap((part) => {
    if (!("AlterTableCmd" in part)) return [];
    const { subtype = "", name } = part.AlterTableCmd;
    return name !== undefined && /^AT_Drop(Column|Constraint)$/.test(subtype) ? [name] : [];
  });
}

/** Whether the statements drop all tables that the others make; where those make none, all that they do make. */
export function takeBack(statements: readonly Statement[], others: readonly Statement[]): boolean {
  const tables = others.flatMap((statement) => tableMadeBy(statement) ?? []);
  if (tables.length > 0) return dropAll(statements, tables);
  const made = others.flatMap(namesMadeBy);
  const removed = new Set(statements.flatMap(namesRemovedBy));
  return made.length > 0 && made.every((name) => removed.has(name));
}

/** A routine's name stands before its arguments, and a type's within its own node. */
function nameWithin(node: Node): Node | Node[] | undefined {
  if ("ObjectWithArgs" in node) return node.ObjectWithArgs.objname;
  return "TypeName" in node ? node.TypeName.names : node;
}

/**
 * Whether the statement writes rows of other tables than these (bare names), or runs code that may do anything. Of
 * functions only those are known that pg_dump calls, for settings and the positions of sequences.
 */
export function worksBeside(statement: Statement, own: ReadonlySet<string>): boolean {
  if (!/^(INSERT|UPDATE|DELETE|MERGE|COPY|TRUNCATE|WITH|SELECT|DO|CALL|EXECUTE)\b/i.test(statement.text)) return false;
  const tree = readTree(statement);
  if (tree === null) return true;
  let found = false;
  walkTree(tree, (node) => {
    found ||=
      targetsOf(node).some(({ name }) => !own.has(name)) || (isCode(node) && !/^INSERT\b/i.test(statement.text));
    return !found;
  });
  return found;
}

function targetsOf(node: Node): WrittenName[] {
  if ("InsertStmt" in node) return [nameOf(node.InsertStmt.relation ?? {})];
  if ("UpdateStmt" in node) return [nameOf(node.UpdateStmt.relation ?? {})];
  if ("DeleteStmt" in node) return [nameOf(node.DeleteStmt.relation ?? {})];
  if ("MergeStmt" in node) return [nameOf(node.MergeStmt.relation ?? {})];
  if ("CopyStmt" in node) return node.CopyStmt.is_from === true ? [nameOf(node.CopyStmt.relation ?? {})] : [];
  if (!("TruncateStmt" in node)) return [];
  return (node.TruncateStmt.relations ?? []).flatMap((each) => ("RangeVar" in each ? [nameOf(each.RangeVar)] : []));
}

function isCode(node: Node): boolean {
  if ("DoStmt" in node || "CallStmt" in node || "ExecuteStmt" in node) return true;
  return "FuncCall" in node && !/^(set_config|setval)$/.test(partsOf(node.FuncCall.funcname).at(-1) ?? "");
}
