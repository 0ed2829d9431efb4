import type { Catalog } from "../../model/catalog.ts";
import { defineProjectRule, notAssessed, PROJECT } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { isMigrationRecord } from "../../model/tool-tables.ts";

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
  return relations.find(({ name }) => isMigrationRecord(name))?.name ?? null;
}
