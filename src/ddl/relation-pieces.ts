/** Relations as pieces, in two steps where they stand in a circle. */

import type { CatalogLookup } from "../model/lookup.ts";
import { quoteIdentifier } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import { qualifiedKey } from "../model/shared-parts.ts";
import { keyOfDefaultClass, keyOfKind, mentionsOf } from "./mentions.ts";
import type { Piece } from "./order.ts";
import { formatConstraintClause, formatTableStatements } from "./tables.ts";
import { formatPlaceholderView, formatViewStatements } from "./views.ts";
import { qualified } from "./words.ts";

export function buildRelationPiece(relation: Relation, lookup: CatalogLookup): Piece {
  const defines = [qualifiedKey(relation)];
  const needs = [
    ...(relation.accessMethod === null ? [] : [keyOfKind("access method", relation.accessMethod)]),
    // A key, a partition key, a DISTINCT takes the class without naming it.
    ...relation.columns
      .filter(({ typeParts }) => typeParts.base.schema !== "pg_catalog")
      .map(({ typeParts }) => keyOfDefaultClass(qualifiedKey(typeParts.base))),
    ...(relation.foreign === null ? [] : [keyOfKind("foreign server", relation.foreign.server)]),
  ];
  if (relation.kind === "view" && relation.definition !== null) {
    return {
      defines,
      statements: formatViewStatements(relation),
      needs,
      steps: () => [
        { defines, statements: [formatPlaceholderView(relation)] },
        { defines: [], needs, statements: formatViewStatements(relation, true) },
      ],
    };
  }
  // Its query runs when it is made: a circle through it cannot be opened here.
  if (relation.kind === "view" || relation.kind === "materialized view") {
    return { defines, statements: formatViewStatements(relation), needs };
  }
  return {
    defines,
    statements: formatTableStatements(relation, lookup),
    needs,
    steps: () => buildTableSteps(relation, lookup, { defines, needs }),
  };
}

/** First without the defaults and checks that call routines, then these: the routines may take the table's row. */
function buildTableSteps(
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
    { defines, needs, statements: formatTableStatements(plain, lookup) },
    {
      defines: [],
      statements: [
        ...table.columns
          .filter((column) => calls(column.default))
          .map((column) => `${target} ALTER COLUMN ${quoteIdentifier(column.name)} SET DEFAULT ${column.default}`),
        ...checks.map((constraint) => `${target} ADD ${formatConstraintClause(constraint)}`),
      ],
    },
  ];
}
