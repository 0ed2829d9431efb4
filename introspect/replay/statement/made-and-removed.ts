/** What statements make, remove and write to, by the names in their trees. Pure: runs nothing. */
import type { Node, RangeVar } from "libpg-query";
import {
  nameOf,
  partsOf,
  type Statement,
  toWrittenName,
  treeOf,
  type WrittenName,
  walkTree,
} from "./statement-tree.ts";

/** What a CREATE makes. */
export interface MadeObject extends WrittenName {
  /** In lower case, as CREATE says it: `foreign table`. */
  kind: string;
}

const DEFINED: ReadonlyMap<string, string> = new Map([
  ["OBJECT_AGGREGATE", "aggregate"],
  ["OBJECT_OPERATOR", "operator"],
  ["OBJECT_TYPE", "type"],
  ["OBJECT_COLLATION", "collation"],
  ["OBJECT_TSPARSER", "text search parser"],
  ["OBJECT_TSDICTIONARY", "text search dictionary"],
  ["OBJECT_TSTEMPLATE", "text search template"],
  ["OBJECT_TSCONFIGURATION", "text search configuration"],
]);

/** `null` for any other statement, and for what has no name of its own. */
export function objectMadeBy(statement: Statement): MadeObject | null {
  const node = treeOf(statement);
  if (node === null) return null;
  const of = (kind: string, name: WrittenName | null): MadeObject | null => name && { kind, ...name };
  const relation = (kind: string, range: RangeVar | undefined) => of(kind, range === undefined ? null : nameOf(range));
  const qualified = (kind: string, parts: Node[] | undefined) => of(kind, toWrittenName(partsOf(parts)));
  const plain = (kind: string, name: string | undefined) =>
    of(kind, name === undefined ? null : { schema: null, name });
  if ("CreateStmt" in node) return relation("table", node.CreateStmt.relation);
  if ("CreateForeignTableStmt" in node) return relation("foreign table", node.CreateForeignTableStmt.base?.relation);
  if ("CreateTableAsStmt" in node) {
    const { objtype, into } = node.CreateTableAsStmt;
    return relation(objtype === "OBJECT_MATVIEW" ? "materialized view" : "table", into?.rel);
  }
  if ("ViewStmt" in node) return relation("view", node.ViewStmt.view);
  if ("CreateSeqStmt" in node) return relation("sequence", node.CreateSeqStmt.sequence);
  if ("CompositeTypeStmt" in node) return relation("type", node.CompositeTypeStmt.typevar);
  if ("CreateEnumStmt" in node) return qualified("type", node.CreateEnumStmt.typeName);
  if ("CreateRangeStmt" in node) return qualified("type", node.CreateRangeStmt.typeName);
  if ("CreateDomainStmt" in node) return qualified("domain", node.CreateDomainStmt.domainname);
  if ("CreateFunctionStmt" in node) {
    const { is_procedure, funcname } = node.CreateFunctionStmt;
    return qualified(is_procedure ? "procedure" : "function", funcname);
  }
  if ("CreateStatsStmt" in node) return qualified("statistics", node.CreateStatsStmt.defnames);
  if ("CreateOpClassStmt" in node) return qualified("operator class", node.CreateOpClassStmt.opclassname);
  if ("CreateOpFamilyStmt" in node) return qualified("operator family", node.CreateOpFamilyStmt.opfamilyname);
  if ("DefineStmt" in node) {
    const { kind = "OBJECT_TYPE", defnames } = node.DefineStmt;
    return qualified(DEFINED.get(kind) ?? "object", defnames);
  }
  if ("IndexStmt" in node) return plain("index", node.IndexStmt.idxname);
  if ("CreateTrigStmt" in node) return plain("trigger", node.CreateTrigStmt.trigname);
  if ("CreatePolicyStmt" in node) return plain("policy", node.CreatePolicyStmt.policy_name);
  if ("CreateSchemaStmt" in node) return plain("schema", node.CreateSchemaStmt.schemaname);
  if ("CreateForeignServerStmt" in node) return plain("server", node.CreateForeignServerStmt.servername);
  if ("CreateFdwStmt" in node) return plain("foreign data wrapper", node.CreateFdwStmt.fdwname);
  if ("CreateEventTrigStmt" in node) return plain("event trigger", node.CreateEventTrigStmt.trigname);
  if ("CreateAmStmt" in node) return plain("access method", node.CreateAmStmt.amname);
  if ("CreatePLangStmt" in node) return plain("language", node.CreatePLangStmt.plname);
  return "CreatePublicationStmt" in node ? plain("publication", node.CreatePublicationStmt.pubname) : null;
}

/** A table that a statement makes. */
export interface MadeTable extends WrittenName {
  /** IF NOT EXISTS: what is there already stays as it is. */
  unlessThere: boolean;
}

/** The table that the statement makes; `null` for none, and for one that goes with the session. */
export function tableMadeBy(statement: Statement): MadeTable | null {
  const made = objectMadeBy(statement);
  const node = treeOf(statement);
  if (made === null || node === null || !/^(foreign )?table$/.test(made.kind)) return null;
  const { relation, if_not_exists = false } =
    "CreateStmt" in node
      ? node.CreateStmt
      : "CreateTableAsStmt" in node
        ? { relation: node.CreateTableAsStmt.into?.rel, if_not_exists: node.CreateTableAsStmt.if_not_exists }
        : "CreateForeignTableStmt" in node
          ? (node.CreateForeignTableStmt.base ?? {})
          : {};
  if (relation?.relpersistence === "t" || /^pg_temp/.test(made.schema ?? "")) return null;
  return { schema: made.schema, name: made.name, unlessThere: if_not_exists };
}

/**
 * Whether the statements drop every one of the tables, by its own name or with its schema, `public` where none is named;
 * none is not all.
 */
export function dropAll(statements: readonly Statement[], tables: readonly WrittenName[]): boolean {
  const removed = new Set(statements.flatMap(namesRemovedBy));
  return tables.length > 0 && tables.every(({ schema, name }) => removed.has(name) || removed.has(schema ?? "public"));
}

/** The bare names of what the statement makes, columns and constraints that it adds among them; empty for one without. */
export function namesMadeBy(statement: Statement): string[] {
  const node = treeOf(statement);
  if (node === null) return [];
  if ("AlterTableStmt" in node) return (node.AlterTableStmt.cmds ?? []).flatMap(nameAddedBy);
  const made = objectMadeBy(statement);
  if (made === null) return "IndexStmt" in node ? [""] : [];
  return /^(foreign )?table$/.test(made.kind) && tableMadeBy(statement) === null ? [] : [made.name];
}

function nameAddedBy(part: Node): string[] {
  const def = "AlterTableCmd" in part ? part.AlterTableCmd.def : undefined;
  if (def === undefined) return [];
  if ("ColumnDef" in def) return def.ColumnDef.colname === undefined ? [] : [def.ColumnDef.colname];
  return "Constraint" in def ? [def.Constraint.conname ?? ""] : [];
}

/** The bare names of what the statement drops, columns and constraints among them. */
export function namesRemovedBy(statement: Statement): string[] {
  const node = treeOf(statement);
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

/** Whether the statement takes something away, or gives it another name. */
export function isRemoval(statement: Statement): boolean {
  const node = treeOf(statement);
  if (node === null) return false;
  if ("DropStmt" in node || "DropRoleStmt" in node || "DropOwnedStmt" in node) return true;
  if ("DeleteStmt" in node || "TruncateStmt" in node || "RenameStmt" in node) return true;
  if ("GrantStmt" in node) return node.GrantStmt.is_grant !== true;
  if ("GrantRoleStmt" in node) return node.GrantRoleStmt.is_grant !== true;
  if (!("AlterTableStmt" in node)) return false;
  return (node.AlterTableStmt.cmds ?? []).some(
    (part) => "AlterTableCmd" in part && /^AT_Drop/.test(part.AlterTableCmd.subtype ?? ""),
  );
}

/**
 * Whether the statement writes rows of other tables than these (bare names), or runs code that may do anything. Of
 * functions only those are known that pg_dump calls, for settings and the positions of sequences.
 */
export function worksBeside(statement: Statement, own: ReadonlySet<string>): boolean {
  const tree = treeOf(statement);
  if (tree === null) return /^(INSERT|UPDATE|DELETE|MERGE|COPY|TRUNCATE|WITH|SELECT|DO|CALL)\b/i.test(statement.text);
  if (!WORKING.some((kind) => kind in tree)) return false;
  let found = false;
  walkTree(tree, (node) => {
    found ||= targetsOf(node).some(({ name }) => !own.has(name)) || (isCode(node) && !("InsertStmt" in tree));
    return !found;
  });
  return found;
}

const WORKING = [
  ...["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CopyStmt", "TruncateStmt"],
  ...["SelectStmt", "DoStmt", "CallStmt", "ExecuteStmt"],
];

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
