/** Rows of pg_proc and pg_aggregate to routines. */
import { compareText, quoteLiteral, quoteQualified } from "../../src/model/names.ts";
import type { Routine } from "../../src/model/routine.ts";
import type { AggregateRow } from "../queries/aggregates.ts";
import type { RoutineRow } from "../queries/routines.ts";
import type { Rows } from "../read/rows.ts";
import {
  ARGUMENT_MODES,
  decodeBoolean,
  decodeOptions,
  decodeWord,
  PARALLEL_SAFETIES,
  ROUTINE_KINDS,
  VOLATILITIES,
} from "./decode.ts";
import type { Directory } from "./directory.ts";

/** All routines, sorted by schema, name and arguments; without those whose definition a lock hides. */
export function assembleRoutines(rows: Rows, directory: Directory): Routine[] {
  const aggregates = new Map(rows.aggregates.map((row) => [row.oid, row]));
  return rows.routines
    .map((row): Routine | null => {
      const aggregate = aggregates.get(row.oid);
      const definition = aggregate === undefined ? row.functiondef : formatAggregateDefinition(row, aggregate);
      return definition === null ? null : buildRoutine(row, definition, directory);
    })
    .filter((routine) => routine !== null)
    .sort(
      (a, b) => compareText(a.schema, b.schema) || compareText(a.name, b.name) || compareText(a.identity, b.identity),
    );
}

function buildRoutine(row: RoutineRow, definition: string, directory: Directory): Routine {
  const parts =
    row.arguments === null
      ? []
      : (JSON.parse(row.arguments) as [name: string | null, mode: string, type: string, byDefault: string | null][]);
  return {
    kind: decodeWord(ROUTINE_KINDS, row.prokind),
    schema: row.nspname,
    name: row.proname,
    identity: row.identity,
    arguments: parts.map(([name, mode, type, byDefault]) => ({
      name: name === "" ? null : name,
      mode: decodeWord(ARGUMENT_MODES, mode),
      type,
      default: byDefault,
    })),
    returns: row.result,
    language: row.lanname,
    volatility: decodeWord(VOLATILITIES, row.provolatile),
    strict: decodeBoolean(row.proisstrict),
    securityDefiner: decodeBoolean(row.prosecdef),
    leakproof: decodeBoolean(row.proleakproof),
    parallel: decodeWord(PARALLEL_SAFETIES, row.proparallel),
    cost: Number(row.procost),
    rows: Number(row.prorows),
    configuration: decodeOptions(row.proconfig),
    definition,
    owner: directory.owner(row.proowner),
    comment: row.description,
    privileges: directory.privileges(row.proacl),
    extension: row.extname,
    origin: null,
  };
}

const MODIFICATIONS = { r: "READ_ONLY", s: "SHAREABLE", w: "READ_WRITE" } as const;

/** The CREATE AGGREGATE statement; options that have their default value are left out. */
function formatAggregateDefinition(row: RoutineRow, aggregate: AggregateRow): string {
  const ordered = aggregate.aggkind !== "n";
  const usualModification = ordered ? "w" : "r";
  const options: (string | null)[] = [
    `SFUNC = ${aggregate.aggtransfn}`,
    `STYPE = ${aggregate.transtype}`,
    unless(aggregate.aggtransspace, "0", "SSPACE = "),
    unless(aggregate.aggfinalfn, "-", "FINALFUNC = "),
    decodeBoolean(aggregate.aggfinalextra) ? "FINALFUNC_EXTRA" : null,
    aggregate.aggfinalfn === "-" || aggregate.aggfinalmodify === usualModification
      ? null
      : `FINALFUNC_MODIFY = ${decodeWord(MODIFICATIONS, aggregate.aggfinalmodify)}`,
    unless(aggregate.aggcombinefn, "-", "COMBINEFUNC = "),
    unless(aggregate.aggserialfn, "-", "SERIALFUNC = "),
    unless(aggregate.aggdeserialfn, "-", "DESERIALFUNC = "),
    aggregate.agginitval === null ? null : `INITCOND = ${quoteLiteral(aggregate.agginitval)}`,
    unless(aggregate.aggmtransfn, "-", "MSFUNC = "),
    unless(aggregate.aggminvtransfn, "-", "MINVFUNC = "),
    aggregate.mtranstype === null ? null : `MSTYPE = ${aggregate.mtranstype}`,
    unless(aggregate.aggmtransspace, "0", "MSSPACE = "),
    unless(aggregate.aggmfinalfn, "-", "MFINALFUNC = "),
    decodeBoolean(aggregate.aggmfinalextra) ? "MFINALFUNC_EXTRA" : null,
    aggregate.aggmfinalfn === "-" || aggregate.aggmfinalmodify === usualModification
      ? null
      : `MFINALFUNC_MODIFY = ${decodeWord(MODIFICATIONS, aggregate.aggmfinalmodify)}`,
    aggregate.aggminitval === null ? null : `MINITCOND = ${quoteLiteral(aggregate.aggminitval)}`,
    aggregate.aggsortop === null ? null : `SORTOP = OPERATOR(${aggregate.aggsortop})`,
    aggregate.proparallel === "u"
      ? null
      : `PARALLEL = ${decodeWord(PARALLEL_SAFETIES, aggregate.proparallel).toUpperCase()}`,
    aggregate.aggkind === "h" ? "HYPOTHETICAL" : null,
  ];
  const list = options.filter((option) => option !== null).map((option) => `    ${option}`);
  const signature = aggregate.arguments === "" ? "*" : aggregate.arguments;
  return `CREATE AGGREGATE ${quoteQualified(row.nspname, row.proname)}(${signature}) (\n${list.join(",\n")}\n)`;
}

function unless(value: string, unset: string, option: string): string | null {
  return value === unset ? null : `${option}${value}`;
}
