import type { Catalog } from "../../model/catalog.ts";
import { defineProjectRule, notAssessed, PROJECT } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";

/** The tables in which tools keep what they have run. */
const HISTORY_TABLES: ReadonlySet<string> = new Set([
  "__diesel_schema_migrations",
  "__drizzle_migrations",
  "_prisma_migrations",
  "_sqlx_migrations",
  "alembic_version",
  "atlas_schema_revisions",
  "databasechangelog",
  "flyway_schema_history",
  "goose_db_version",
  "pgmigrations",
  "refinery_schema_history",
  "schema_migrations",
]);

export const migTool = defineProjectRule({
  id: "mig-tool",
  statement: "6.1",
  title: "A migration tool runs the migrations.",
  why: "Only a tool knows on each database which migrations have run, and runs no other.",
  severity: "medium",
  score: "migrations",
  group: "Migrations",
  profile: "guide",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["A plain folder of SQL bears no mark of what runs it, so it is not assessed until somebody attests it."],
  validity: 365,
  find: ({ catalog }) => (catalog.source.kind === "script" ? [] : [PROJECT]),
  judge(_subject, { catalog }) {
    const { tool } = catalog.source;
    if (tool !== null && tool !== "sql") return { verdict: "pass", note: [`the layout is ${tool}'s`] };
    const table = findHistoryTable(catalog);
    if (table !== null) return { verdict: "pass", note: say`${table} is a tool's record of what has run` };
    return notAssessed(
      catalog.source.kind === "server"
        ? ["the server holds no tool's record of what has run"]
        : ["a plain folder of SQL bears no mark of what runs it"],
    );
  },
});

function findHistoryTable({ relations }: Catalog): string | null {
  return relations.find(({ name }) => HISTORY_TABLES.has(name))?.name ?? null;
}
