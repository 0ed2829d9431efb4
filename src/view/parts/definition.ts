/** The SQL that makes a relation with all that is part of it, and what a view reads. */
import { formatRelationDdl } from "../../ddl/index.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Block, Columns, Section } from "../page.ts";
import { section } from "./blocks.ts";
import type { Context } from "./comment.ts";
import { relationLink } from "./relation-link.ts";

/** None where its definition is not known, as of a view that was locked. */
export function buildDefinition({ site }: Context, relation: Relation): Section[] {
  const statements = formatRelationDdl(relation, site.lookup);
  if (statements.length === 0) return [];
  const reads = relation.dependsOn.map(({ schema, relation: name, columns }) => ({
    cells: [[relationLink(site, { schema, name })], [{ code: columns.map(quoteIdentifier).join(", ") }]],
  }));
  const columns: Columns = { Reads: "name", Columns: "type" };
  const table: Block[] = reads.length === 0 ? [] : [{ kind: "table", columns, rows: reads }];
  const fold: Block = {
    kind: "fold",
    summary: [statements.length === 1 ? "1 statement makes it" : `${statements.length} statements make it`],
    open: reads.length > 0,
    plain: true,
    body: [{ kind: "sql", text: statements.map((statement) => `${statement};`).join("\n\n") }],
  };
  return [section("Definition", [...table, fold])];
}
