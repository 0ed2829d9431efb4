/** What the parts of an ALTER TABLE do, beyond a moment's lock. */
import type { AlterTableCmd, AlterTableStmt, ColumnDef, Constraint, Node } from "libpg-query";
import type { StepActionKind } from "../../../src/model/migration-facts.ts";
import { partsOf } from "../statement/statement-tree.ts";

/** One thing that a statement does to a relation. */
export interface Effect {
  kind: StepActionKind;
  /** The column, constraint or index; `null` for none. */
  name: string | null;
}

/** What the step has done to the table before. */
export interface Earlier {
  /** The step itself added the column or the unchecked constraint. */
  isAdded(part: string): boolean;
  add(part: string): void;
  keepsNullsOut(column: string): boolean;
}

/** Parts that take SHARE UPDATE EXCLUSIVE, which neither reads nor writes wait for (the manual's page of ALTER TABLE). */
const QUIET: ReadonlySet<string> = new Set([
  "AT_ValidateConstraint",
  "AT_AttachPartition",
  "AT_ClusterOn",
  "AT_DropCluster",
  "AT_SetRelOptions",
  "AT_ResetRelOptions",
  "AT_SetStatistics",
  "AT_SetOptions",
  "AT_ResetOptions",
]);

/** Of parts that write the table anew; whether they really do, running them shows. */
const REWRITING: ReadonlySet<string> = new Set(["AT_SetLogged", "AT_SetUnLogged", "AT_SetAccessMethod"]);

export function alterTableEffects({ cmds = [] }: AlterTableStmt, earlier: Earlier): Effect[] {
  const parts = cmds.flatMap((each) => ("AlterTableCmd" in each ? [each.AlterTableCmd] : []));
  const effects = parts.flatMap((part) => readPart(part, earlier));
  return parts.every(isQuiet) ? effects : [...effects, { kind: "alter", name: null }];
}

function isQuiet({ subtype = "AT_AddColumn", def }: AlterTableCmd): boolean {
  if (subtype !== "AT_DetachPartition") return QUIET.has(subtype);
  return def !== undefined && "PartitionCmd" in def && def.PartitionCmd.concurrent === true;
}

function readPart({ subtype = "AT_AddColumn", name, def }: AlterTableCmd, earlier: Earlier): Effect[] {
  if (REWRITING.has(subtype)) return [{ kind: "rewrite table", name: null }];
  if (subtype === "AT_AddConstraint") {
    return def !== undefined && "Constraint" in def ? addConstraint(def.Constraint, earlier) : [];
  }
  if (subtype === "AT_AddColumn")
    return def !== undefined && "ColumnDef" in def ? addColumn(def.ColumnDef, earlier) : [];
  if (name === undefined) return [];
  switch (subtype) {
    case "AT_ValidateConstraint":
      return earlier.isAdded(name) ? [{ kind: "validate constraint", name }] : [];
    case "AT_DropColumn":
      return earlier.isAdded(name) ? [] : [{ kind: "drop column", name }];
    case "AT_SetNotNull":
      return earlier.isAdded(name) || earlier.keepsNullsOut(name) ? [] : [{ kind: "set not null", name }];
    case "AT_AlterColumnType":
    case "AT_SetExpression":
      return earlier.isAdded(name) ? [] : [{ kind: "rewrite table", name }];
    default:
      return [];
  }
}

const CHECKING: ReadonlySet<string> = new Set(["CONSTR_CHECK", "CONSTR_FOREIGN", "CONSTR_NOTNULL"]);

function addConstraint(constraint: Constraint, earlier: Earlier): Effect[] {
  const { contype = "CONSTR_NULL", conname, skip_validation, indexname } = constraint;
  const name = conname ?? null;
  if (skip_validation) {
    if (name !== null) earlier.add(name);
    return [];
  }
  if (CHECKING.has(contype)) return [{ kind: "check constraint", name }];
  // USING INDEX takes an index that is there.
  return indexname === undefined ? [{ kind: "build constraint", name }] : [];
}

function addColumn({ colname, typeName, constraints = [] }: ColumnDef, earlier: Earlier): Effect[] {
  if (colname === undefined) return [];
  earlier.add(colname);
  const own = constraints.flatMap((each) => ("Constraint" in each ? [each.Constraint] : []));
  const has = (...kinds: Constraint["contype"][]) => own.some(({ contype }) => kinds.includes(contype));
  const filled =
    own.some(({ contype, raw_expr }) => contype === "CONSTR_DEFAULT" && !isNull(raw_expr)) ||
    has("CONSTR_IDENTITY", "CONSTR_GENERATED") ||
    SERIAL.test(partsOf(typeName?.names).at(-1) ?? "");
  const effects: Effect[] = [];
  if (has("CONSTR_NOTNULL", "CONSTR_PRIMARY") && !filled) effects.push({ kind: "add required column", name: colname });
  if (has("CONSTR_PRIMARY", "CONSTR_UNIQUE")) effects.push({ kind: "build constraint", name: colname });
  // A foreign key is not held against rows in which the new column is null; a check is held against all.
  if (has("CONSTR_CHECK") || (has("CONSTR_FOREIGN") && filled)) effects.push({ kind: "check constraint", name: null });
  if (filled) effects.push({ kind: "rewrite table", name: colname });
  return effects;
}

const SERIAL = /^(small|big)?serial[248]?$/;

function isNull(expression: Node | undefined): boolean {
  if (expression === undefined) return false;
  if ("TypeCast" in expression) return isNull(expression.TypeCast.arg);
  return "A_Const" in expression && expression.A_Const.isnull === true;
}
