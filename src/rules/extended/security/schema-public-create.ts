import type { Schema } from "../../../model/catalog.ts";
import { defineProjectRule, type RuleContext } from "../../../model/rule.ts";
import { buildSchemaSubject, judgeSchema } from "../../security/schema-create.ts";
import { tablesOf } from "../once-per-catalog.ts";

export const schemaPublicCreate = defineProjectRule({
  id: "schema-public-create",
  statement: "extended",
  title: "Not everybody may create objects in a schema, even one without tables.",
  why: "Whoever may create a function in a schema of the search path has it called in place of the one that was meant.",
  severity: "low",
  score: "none",
  group: "Security",
  profile: "extended",
  evidence: "catalog",
  subjects: "schemas without tables",
  justifiable: false,
  options: {},
  sameAs: ["pglinter S003"],
  exempt: ["Schemas with tables of yours, which sec-least-privilege judges, and those that an extension made."],
  validity: null,
  find: (context) =>
    context.catalog.schemas.filter((schema) => isWithoutTables(schema, context)).map(buildSchemaSubject),
  judge: (subject, { catalog }) => judgeSchema(subject, catalog),
});

/**
 * Nor with any that the config leaves out: then the schema is left out as well. All but `public`, which is in every
 * search path, whatever a tool keeps there.
 */
function isWithoutTables({ name, extension }: Schema, { catalog, tables }: RuleContext): boolean {
  if (extension !== null || tables.some(({ schema }) => schema === name)) return false;
  return name === "public" || !tablesOf(catalog).some(({ schema }) => schema === name);
}
