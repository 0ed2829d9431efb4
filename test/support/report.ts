/** A small project, judged by rules of its own, as the reports get it. */
import type { Report } from "../../src/cli/reports/report.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { fail } from "../../src/model/own-rule.ts";
import type { Rule } from "../../src/model/rule.ts";
import { pass } from "../../src/model/rule.ts";
import type { Scorecard } from "../../src/model/scorecard.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aColumn, aConfig, aTable } from "./catalog.ts";
import { aColumnRule, anAttestedRule, aRule } from "./fake-rules.ts";

const REMEDY = { sql: ["ALTER TABLE public.bills ALTER COLUMN total TYPE numeric"], lock: "A rewrite.", proven: null };

/** An error on columns, a warning and a piece of information on tables. */
export const TABLE_RULES: readonly Rule[] = [
  aColumnRule("money-exact", [], {
    severity: "high",
    title: "Money is exact.",
    why: "Sums drift.",
    justifiable: true,
    group: "Types",
    judge: ({ name }) =>
      name.startsWith("total")
        ? fail(["Column ", { code: name }, " is ", { code: "real" }, "."], { remedy: REMEDY })
        : pass,
  }),
  aRule("table-said", {
    title: "A table says what it is.",
    why: "Others read it.",
    subjects: "tables",
    group: "Documentation",
    judge: (_, table) => (table.comment === null ? fail(["Table ", { code: table.name }, " says nothing."]) : pass),
  }),
  aRule("table-small", {
    severity: "info",
    title: "A table is small.",
    why: "Small is good.",
    judge: (_, table) => (table.columns.length > 2 ? fail([{ code: table.name }, " has three columns."]) : pass),
  }),
];

/** Attested, and stale by now. */
const DRILL: Rule = anAttestedRule("drill-held", {
  severity: "critical",
  title: "A drill was held.",
  why: "Hope is no plan.",
});

/** `public.bills` fails three columns, one excused; `shop."Odd Lines"` fails as a table; the drill is long ago. */
export function aSmallCatalog(): Catalog {
  const origin = { created: "0002", changed: [] };
  return aCatalog({
    source: { kind: "migrations", name: "migrations", tool: null, commit: null },
    history: [
      { version: "0002", name: "bills", file: "0002_bills.sql", commit: null, changes: [], code: null, facts: null },
    ],
    relations: [
      aTable("bills", {
        comment: "What customers owe.",
        columns: [aColumn("id", "uuid"), ...["total", "total_net", "total_tax"].map((name) => aColumn(name, "real"))],
        origin,
      }),
      aTable("Odd Lines", { schema: "shop", columns: [aColumn("id", "uuid")] }),
    ],
  });
}

export function aSmallScorecard(
  catalog: Catalog = aSmallCatalog(),
  rules: readonly Rule[] = [...TABLE_RULES, DRILL],
): Scorecard {
  const waived = catalog.relations.some((relation) => relation.columns.some((column) => column.name === "total_tax"));
  const config = aConfig({
    waivers: !waived
      ? []
      : [
          {
            rule: "money-exact",
            subjects: ["public.bills.total_tax"],
            kind: "justified",
            reason: "The tax office asks for it so",
          },
        ],
  });
  const drill = { rule: "drill-held", on: "2026-01-31", by: "a.person", evidence: null };
  return buildScorecard(catalog, {
    rules,
    config,
    decisions: [],
    attestations: rules.includes(DRILL) ? [{ ...drill, carrier: "note", place: "drills" }] : [],
    asOf: "2026-11-23",
  });
}

/** The report of the small project: objects with an origin stand on line 7 of its file. */
export function aReport(given: Partial<Report> = {}): Report {
  const catalog = given.catalog ?? aSmallCatalog();
  return {
    catalog,
    scorecard: aSmallScorecard(catalog),
    title: "shop & sons",
    version: "1.2.3",
    baseline: null,
    excluded: 0,
    weighed: new Set(),
    placeOf: ({ origin }) =>
      origin === null ? null : { file: `db/migrations/${catalog.history[0]?.file ?? ""}`, line: 7 },
    sourcePath: "db/migrations",
    by: "rule",
    sameSource: { argument: "", option: "" },
    isFirst: false,
    house: null,
    siteUrl: null,
    rulePages: new Map([["money-exact", "# money-exact\n\n## Why\n\nSums drift.\n"]]),
    style: { colour: false, width: 72 },
    ...given,
  };
}
