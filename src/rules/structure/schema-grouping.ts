import type { Relation } from "../../model/relation.ts";
import { defineProjectRule, fail, type OptionDefinitions, pass, type RuleContext } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";

const options = {
  tables: {
    type: "integer",
    default: 50,
    minimum: 1,
    description: "The number of tables from which on schemas group them.",
  },
  share: {
    type: "integer",
    default: 80,
    minimum: 1,
    description: "The most tables that one schema may hold, in percent of all.",
  },
} as const satisfies OptionDefinitions;

export const schemaGrouping = defineProjectRule({
  id: "schema-grouping",
  statement: "2.1",
  title: "Many tables are grouped into schemas.",
  why: "In a list of hundreds nobody sees which tables belong together, and who answers for them.",
  severity: "low",
  score: "none",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "schemas of a large database",
  justifiable: false,
  options,
  sameAs: [],
  exempt: [
    "Databases with fewer tables than the option tables says.",
    "Schemas with the very same tables, one for each tenant: they count as one.",
  ],
  validity: null,
  find: (context) =>
    countTables(context) < context.options.tables
      ? []
      : [...toSchemas(context.tables).keys()].map((name) => ({ schema: null, relation: null, kind: "schema", name })),
  judge(subject, context) {
    const all = countTables(context);
    const own = toSchemas(context.tables).get(subject.name)?.length ?? 0;
    const share = Math.floor((100 * own) / all);
    if (share <= context.options.share || own <= context.options.tables) return pass;
    return fail(say`Schema ${subject.name} holds ${String(own)} of ${String(all)} tables.`);
  },
});

/** The tables of each schema; of schemas with the same tables, the first one's. */
function toSchemas(tables: readonly Relation[]): Map<string, Relation[]> {
  const schemas = new Map<string, Relation[]>();
  const seen = new Set<string>();
  for (const [schema, own] of Map.groupBy(tables, (table) => table.schema)) {
    const names = own.map(({ name }) => name).join("\0");
    if (!seen.has(names)) schemas.set(schema, own);
    seen.add(names);
  }
  return schemas;
}

function countTables({ tables }: Pick<RuleContext, "tables">): number {
  return [...toSchemas(tables).values()].reduce((sum, own) => sum + own.length, 0);
}
