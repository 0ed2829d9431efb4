/** CREATE VIEW and CREATE MATERIALIZED VIEW. */
import { quoteIdentifier } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import { join, qualified, withOptions } from "./words.ts";

/**
 * Nothing where the catalog could not read the definition. `replace` puts an ordinary view in the place of one that has
 * the same columns.
 */
export function formatViewStatements(view: Relation, replace = false): string[] {
  if (view.definition === null) return [];
  const query = view.definition.trim().replace(/;$/, "");
  const name = qualified(view);
  if (view.kind === "materialized view") {
    return [
      join(
        `CREATE MATERIALIZED VIEW ${name}`,
        view.accessMethod !== null && view.accessMethod !== "heap" && `USING ${quoteIdentifier(view.accessMethod)}`,
        withOptions(view.options),
        view.tablespace !== null && `TABLESPACE ${quoteIdentifier(view.tablespace)}`,
        `AS\n${query}\n`,
        view.populated === false ? "WITH NO DATA" : "WITH DATA",
      ),
      ...view.columns.flatMap((column) => [
        ...(column.storage === null
          ? []
          : [setColumn("MATERIALIZED VIEW", `SET STORAGE ${column.storage.toUpperCase()}`, name, column.name)]),
        ...(column.statisticsTarget === null
          ? []
          : [setColumn("MATERIALIZED VIEW", `SET STATISTICS ${column.statisticsTarget}`, name, column.name)]),
      ]),
    ];
  }
  return [
    join(`CREATE ${replace ? "OR REPLACE " : ""}VIEW ${name}`, withOptions(view.options), `AS\n${query}`),
    ...view.columns.flatMap((column) =>
      column.default === null ? [] : [setColumn("VIEW", `SET DEFAULT ${column.default}`, name, column.name)],
    ),
  ];
}

/** A view with the same columns that reads nothing: what a routine that its query calls may take or return. */
export function formatPlaceholderView(view: Relation): string {
  const columns = view.columns.map((column) =>
    join(
      `NULL::${column.type}`,
      column.collation !== null && `COLLATE ${qualified(column.collation)}`,
      `AS ${quoteIdentifier(column.name)}`,
    ),
  );
  return `CREATE VIEW ${qualified(view)} AS SELECT ${columns.join(", ")}`;
}

function setColumn(keyword: string, action: string, view: string, column: string): string {
  return `ALTER ${keyword} ${view} ALTER COLUMN ${quoteIdentifier(column)} ${action}`;
}
