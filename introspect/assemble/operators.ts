/** Rows of casts, operators, and operator classes and families. */
import { compareText } from "../../src/model/names.ts";
import type { Cast, Operator, OperatorClass } from "../../src/model/operators.ts";
import type { OperatorClassMemberRow } from "../queries/operator-class-members.ts";
import type { Rows } from "../read/rows.ts";
import { CAST_CONTEXTS, CAST_METHODS, decodeBoolean, decodeWord } from "./decode.ts";
import { type Directory, groupBy } from "./directory.ts";

export function assembleCasts(rows: Rows): Cast[] {
  return rows.casts
    .map(
      (row): Cast => ({
        kind: "cast",
        source: row.source,
        target: row.target,
        context: decodeWord(CAST_CONTEXTS, row.castcontext),
        method: decodeWord(CAST_METHODS, row.castmethod),
        function: row.function,
        comment: row.description,
        extension: row.extname,
      }),
    )
    .sort((a, b) => compareText(a.source, b.source) || compareText(a.target, b.target));
}

export function assembleOperators(rows: Rows, directory: Directory): Operator[] {
  const unlessNone = (name: string) => (name === "-" ? null : name);
  return rows.operators
    .map(
      (row): Operator => ({
        kind: "operator",
        schema: row.nspname,
        name: row.oprname,
        owner: directory.owner(row.oprowner),
        comment: row.description,
        extension: row.extname,
        left: row.left,
        right: row.right,
        result: row.result,
        function: row.oprcode,
        commutator: row.oprcom,
        negator: row.oprnegate,
        restrict: unlessNone(row.oprrest),
        join: unlessNone(row.oprjoin),
        hashes: decodeBoolean(row.oprcanhash),
        merges: decodeBoolean(row.oprcanmerge),
      }),
    )
    .sort(
      (a, b) =>
        bySchemaAndName(a, b) || compareText(a.left ?? "", b.left ?? "") || compareText(a.right ?? "", b.right ?? ""),
    );
}

/** Classes and families, sorted by schema, name, kind and method. */
export function assembleOperatorClasses(rows: Rows, directory: Directory): OperatorClass[] {
  const members = groupBy(rows.operatorClassMembers, (row) => `${row.holder} ${row.refobjid}`);
  const classes = rows.operatorClasses.map(
    (row): OperatorClass => ({
      kind: "operator class",
      schema: row.nspname,
      name: row.opcname,
      owner: directory.owner(row.opcowner),
      comment: row.description,
      extension: row.extname,
      method: row.amname,
      ...buildMembers(members.get(`pg_opclass ${row.oid}`) ?? []),
      type: row.type,
      default: decodeBoolean(row.opcdefault),
      family: { schema: row.famnamespace, name: row.opfname },
      storage: row.storage,
    }),
  );
  const families = rows.operatorFamilies.map(
    (row): OperatorClass => ({
      kind: "operator family",
      schema: row.nspname,
      name: row.opfname,
      owner: directory.owner(row.opfowner),
      comment: row.description,
      extension: row.extname,
      method: row.amname,
      ...buildMembers(members.get(`pg_opfamily ${row.oid}`) ?? []),
    }),
  );
  return [...classes, ...families].sort(
    (a, b) => bySchemaAndName(a, b) || compareText(a.kind, b.kind) || compareText(a.method, b.method),
  );
}

function buildMembers(rows: readonly OperatorClassMemberRow[]): Pick<OperatorClass, "operators" | "functions"> {
  const operators = rows.flatMap(({ number, operator, sortnamespace, sortname }) =>
    operator === null
      ? []
      : [
          {
            number: Number(number),
            operator,
            orderFamily: sortnamespace === null || sortname === null ? null : { schema: sortnamespace, name: sortname },
          },
        ],
  );
  const functions = rows.flatMap(({ number, function: name, left, right }) =>
    name === null || left === null || right === null ? [] : [{ number: Number(number), left, right, function: name }],
  );
  return {
    operators: operators.sort((a, b) => a.number - b.number || compareText(a.operator, b.operator)),
    functions: functions.sort(
      (a, b) => a.number - b.number || compareText(a.left, b.left) || compareText(a.right, b.right),
    ),
  };
}

function bySchemaAndName(a: { schema: string; name: string }, b: { schema: string; name: string }): number {
  return compareText(a.schema, b.schema) || compareText(a.name, b.name);
}
