/** Relations as pieces, in two steps where they stand in a circle. */
import type { CatalogLookup } from "../model/lookup.ts";
import { quoteIdentifier } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import { keyOf, keyOfDefaultClass, keyOfKind, mentionsOf } from "./mentions.ts";
import type { Piece } from "./order.ts";
import { toConstraintClause, toTableStatements } from "./tables.ts";
import { toPlaceholderView, toViewStatements } from "./views.ts";
import { qualified } from "./words.ts";

export function toRelationPiece(relation: Relation, lookup: CatalogLookup): Piece {
  const defines = [keyOf(relation.schema, relation.name)];
  const needs = [
    ...(relation.accessMethod === null ? [] : [keyOfKind("access method", relation.accessMethod)]),
    // A key, a partition key, a DISTINCT takes the class without naming it.
    ...relation.columns
      .filter(({ typeParts }) => typeParts.base.schema !== "pg_catalog")
      .map(({ typeParts }) => keyOfDefaultClass(keyOf(typeParts.base.schema, typeParts.base.name))),
    ...(relation.foreign === null ? [] : [keyOfKind("foreign server", relation.foreign.server)]),
  ];
  if (relation.kind === "view" && relation.definition !== null) {
    return {
      defines,
      statements: toViewStatements(relation),
      needs,
      steps: () => [
        { defines, statements: [toPlaceholderView(relation)] },
        { defines: [], needs, statements: toViewStatements(relation, true) },
      ],
    };
  }
  // Its query runs when it is made: a circle through it cannot be opened here.
  if (relation.kind === "view" || relation.kind === "materialized view") {
    return { defines, statements: toViewStatements(relation), needs };
  }
  return {
    defines,
    statements: toTableStatements(relation, lookup),
    needs,
    steps: () => toTableSteps(relation, lookup, { defines, needs }),
  };
}

/** First without the defaults and checks that call routines, then these: the routines may take the table's row. */
function toTableSteps(
  table: Relation,
  lookup: CatalogLookup,
  { defines, needs }: { defines: string[]; needs: string[] },
): readonly [Piece, Piece] {
  const calls = (sql: string | null) => sql !== null && mentionsOf(sql).size > 0;
  const checks = table.constraints.filter(
    (constraint) => constraint.kind === "check" && constraint.local && calls(constraint.definition),
  );
  const plain: Relation = {
    ...table,
    columns: table.columns.map((column) => (calls(column.default) ? { ...column, default: null } : column)),
    constraints: table.constraints.filter((constraint) => !checks.includes(constraint)),
  };
  const target = `ALTER ${table.kind === "foreign table" ? "FOREIGN TABLE" : "TABLE"} ${qualified(table)}`;
  return [
    { defines, needs, statements: toTableStatements(plain, lookup) },
    {
      defines: [],
      statements: [
        ...table.columns
          .filter((column) => calls(column.default))
          .map((column) => `${target} ALTER COLUMN ${quoteIdentifier(column.name)} SET DEFAULT ${column.default}`),
        ...checks.map((constraint) => `${target} ADD ${toConstraintClause(constraint)}`),
      ],
    },
  ];
}
