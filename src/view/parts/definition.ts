/** The SQL that makes a relation with all that is part of it. */
import { formatRelationDdl } from "../../ddl/index.ts";
import type { Relation } from "../../model/relation.ts";
import type { Block, Section } from "../page.ts";
import { section } from "./blocks.ts";
import type { Context } from "./comment.ts";

/** None where its definition is not known, as of a view that was locked. */
export function buildDefinition({ site }: Context, relation: Relation): Section[] {
  const statements = formatRelationDdl(relation, site.lookup);
  if (statements.length === 0) return [];
  const fold: Block = {
    kind: "fold",
    summary: [statements.length === 1 ? "1 statement makes it" : `${statements.length} statements make it`],
    open: relation.definition !== null,
    plain: true,
    body: [{ kind: "sql", text: statements.map((statement) => `${statement};`).join("\n\n") }],
  };
  return [section("Definition", [fold])];
}
