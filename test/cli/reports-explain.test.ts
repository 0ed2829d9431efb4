import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { formatMarkdownLines } from "../../src/cli/reports/markdown-lines.ts";
import { formatPartText } from "../../src/cli/reports/part-text.ts";
import { formatRuleText } from "../../src/cli/reports/rule-text.ts";
import { formatTableText } from "../../src/cli/reports/table-text.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { RelationScore } from "../../src/model/scorecard.ts";
import { formatCatalogChunks } from "../../src/model/write-json.ts";
import { buildRulesInForce } from "../../src/score/applied-rules.ts";
import { runCartularyHere } from "../support/cartulary.ts";
import { aCatalog, aColumn, aTable, aView } from "../support/catalog.ts";
import { anAttestedRule, aRule } from "../support/fake-rules.ts";
import { aSmallCatalog, aSmallScorecard } from "../support/report.ts";

const PLAIN = { colour: false, width: 60 };
const catalog = aSmallCatalog();
const scorecard = aSmallScorecard(catalog);
const bills = catalog.relations[0] as Relation;

/** A rule as it is applied without a config. */
function applied(rule: Parameters<typeof buildRulesInForce>[0][number]) {
  const [inForce] = buildRulesInForce([rule], { rules: {} });
  if (inForce === undefined) throw new Error("no rule");
  return inForce.applied;
}

describe("a rule explained", () => {
  test("is its facts, exemptions, options and page", () => {
    const rule = aRule("bills-small", {
      title: "A bill has few lines, as far as anybody can tell from its table.",
      requires: ["pk-required"],
      sameAs: ["splinter 0099"],
      exempt: ["Bills of the year before last, which nobody may touch any more."],
      options: { most: { type: "integer", default: 12, minimum: 1, description: "Lines that a bill may have." } },
    });
    const page = [
      "# bills-small",
      "",
      "## Why",
      "",
      "Long bills are **not read**: see [the study](https://example.com/study), and",
      "`EXPLAIN` of the query.",
      "",
      "- one reason",
      "- another one, which goes on for longer than a line has columns",
      "",
      "## Write",
      "",
      "```sql",
      "CREATE TABLE bills (",
      "  id uuid PRIMARY KEY",
      ");",
      "```",
      "",
    ].join("\n");
    expect(formatRuleText(applied(rule), page, PLAIN)).toMatchInlineSnapshot(`
      "bills-small
      A bill has few lines, as far as anybody can tell from its
      table.

        Severity      medium, told as warning
        Counts        3 points in the tables score
        Judges        columns
        Known from    the catalog
        Guide         statement 0.0, Structure
        Judged after  pk-required
        Elsewhere     splinter 0099

      Leaves alone

        - Bills of the year before last, which nobody may touch
          any more.

      Options

        most = 12
          Lines that a bill may have.

      Why

      Long bills are not read: see the study
      (https://example.com/study), and \`EXPLAIN\` of the query.

        - one reason
        - another one, which goes on for longer than a line has
          columns

      Write

          CREATE TABLE bills (
            id uuid PRIMARY KEY
          );
      "
    `);
  });

  test("without a page says why, and how to waive or attest it", () => {
    expect(formatRuleText(applied(aRule("bills-paid")), null, PLAIN)).toMatchInlineSnapshot(`
      "bills-paid
      It holds.

        Severity    medium, told as warning
        Counts      3 points in the tables score
        Judges      columns
        Known from  the catalog
        Guide       statement 0.0, Structure

      Why

      It matters.

      To waive it, in a design note

          decisions:
            - rule: bills-paid
              subject: public.orders
              kind: waived
              reason: why it holds here all the same
              review-by: 2027-06-30
      "
    `);
    expect(formatRuleText(applied(anAttestedRule("drill-held")), null, PLAIN)).toMatchInlineSnapshot(`
      "drill-held
      It holds.

        Severity    medium, told as warning
        Counts      3 points in the operations score
        Judges      the whole project
        Known from  people's word, in a design note
        Guide       statement 0.0, Backup

      Why

      It matters.

      To attest it, in a design note

          attests:
            - rule: drill-held
              on: 2027-01-20
              by: a.person
      "
    `);
  });

  test("shows code in colour, without its back ticks, where there are colours", () => {
    const lines = formatMarkdownLines("Use `uuid` **always**.", { colour: true, width: 60 });
    expect(lines).toEqual(["Use \u001b[36muuid\u001b[39m \u001b[1malways\u001b[22m.", ""]);
  });
});

describe("a table explained", () => {
  test("is its grade with the arithmetic, verdicts, findings, and what would raise it most", () => {
    const text = formatTableText(bills, scorecard.relations[0] as RelationScore, scorecard, PLAIN);
    expect(text).toMatchInlineSnapshot(`
      "public.bills  table, E, 33 of 100
        score     3 / (3 + 6) = 33
        assessed  (3 + 6 + 0) / (3 + 6 + 0 + 0) = 100 %

      Types
        fail          money-exact  2 of 4 columns, 1 excused
      Documentation
        pass          table-said   1 of 1 tables
      Structure
        fail          table-small  1 of 1 columns

      Findings
        error   money-exact, 2 findings
                Column total is real.
                  ALTER TABLE public.bills ALTER COLUMN total TYPE numeric;
                Column total_net is real.
                  ALTER TABLE public.bills ALTER COLUMN total TYPE numeric;
                  A rewrite.
        info    table-small
                bills has three columns.
                  No SQL: the rule offers none.

      Excused
        justified money-exact: Column total_tax is real. Reason:
          The tax office asks for it so

      What would raise its grade most
        money-exact  2 findings: E 33 to A 100, and the tables
                     score +33.3
      "
    `);
  });
});

describe("a part of a table explained", () => {
  test("is what it is, and what fails it", () => {
    expect(
      formatPartText(bills, bills.columns[1] as Relation["columns"][number], scorecard, PLAIN),
    ).toMatchInlineSnapshot(`
      "public.bills.total  column
        real NOT NULL

        error   money-exact
                Column total is real.
                  ALTER TABLE public.bills ALTER COLUMN total TYPE numeric;
                  A rewrite.
      "
    `);
  });

  test("shows the evidence that the message leaves out", () => {
    const total = bills.columns[1] as Relation["columns"][number];
    const evidence = [
      { name: "type", value: "real" },
      { name: "statement", value: "SELECT total\n\u001b[31mFROM bills" },
    ];
    const findings = scorecard.findings.map((finding) => ({ ...finding, evidence }));
    expect(
      formatPartText(bills, total, { ...scorecard, findings }, PLAIN)
        .split("\n")
        .slice(3, 7),
    ).toEqual([
      "  error   money-exact",
      "          Column total is real.",
      "            statement: SELECT total \\u001b[31mFROM bills",
      "            ALTER TABLE public.bills ALTER COLUMN total TYPE numeric;",
    ]);
  });

  test("says what excuses it, and where nothing is wrong", () => {
    expect(
      formatPartText(bills, bills.columns[3] as Relation["columns"][number], scorecard, PLAIN),
    ).toMatchInlineSnapshot(`
      "public.bills.total_tax  column
        real NOT NULL

        No rule fails it.
        justified money-exact: Column total_tax is real. Reason:
          The tax office asks for it so
      "
    `);
    expect(
      formatPartText(bills, bills.columns[0] as Relation["columns"][number], scorecard, PLAIN),
    ).toMatchInlineSnapshot(`
      "public.bills.id  column
        uuid NOT NULL

        No rule fails it.
      "
    `);
  });
});

describe("cartulary explain", () => {
  const folder = mkdtempSync(join(tmpdir(), "cartulary-explain-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const relations = [aTable("orders", { columns: [aColumn("id", "uuid")] }), aView("open_orders")];
  writeFileSync(join(folder, "catalog.json"), [...formatCatalogChunks(aCatalog({ relations }))].join(""));
  const explain = (...args: string[]) => runCartularyHere(["explain", "--quiet", ...args], { cwd: folder });

  test("explains every rule of a statement of the guide", async () => {
    const run = await explain("2.3");
    const heads = run.stdout.split("\n").filter((line) => /^pk-[a-z-]+$/.test(line));
    expect([run.code, run.stderr, heads]).toEqual([0, "", ["pk-uuid", "pk-uuid-default"]]);
    const none = await explain("2.99");
    expect([none.code, none.stderr]).toEqual([
      2,
      "error No rule judges statement 2.99 of the guide.\n      Rules judge 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7, 2.8, 2.9.\n",
    ]);
  });

  test("explains rules without a source, and tables of one", async () => {
    const run = await explain("pk-required", "public.orders", "public.orders.id", "-s", "catalog.json");
    const heads = run.stdout.split("\n").filter((line) => /^(pk-required|public\.)/.test(line));
    expect([run.code, run.stderr, heads]).toEqual([
      0,
      "",
      [
        "pk-required",
        expect.stringMatching(/^public\.orders {2}table, [A-E], \d+ of 100$/),
        "public.orders.id  column",
      ],
    ]);
    const rule = await explain("index-fk");
    expect([rule.code, rule.stdout.split("\n")[0]]).toEqual([0, "index-fk"]);
  });

  test("explains a rule that sums others up by what they say of the source, if one is named", async () => {
    const [run, bare, other] = await Promise.all([
      explain("gp-design-goals", "-s", "catalog.json"),
      explain("gp-design-goals"),
      explain("index-fk", "-s", "nothing.json"),
    ]);
    const here = /\nHere\n\n(.*?)\n\n/s.exec(run.stdout)?.[1]?.replace(/\s+/g, " ").trim();
    expect([run.code, here]).toEqual([
      0,
      expect.stringMatching(
        /^points met: schema and tables \d+%, naming \d+%, types and constraints not assessed, indexing not assessed$/,
      ),
    ]);
    expect([bare.code, bare.stdout.includes("Here")]).toEqual([0, false]);
    expect(other.code).toBe(0);
  });

  test("says why a relation is not judged", async () => {
    const run = await explain("public.open_orders", "-s", "catalog.json");
    expect(run).toEqual({ code: 0, stdout: "public.open_orders is not judged: it is a view.\n", stderr: "" });
  });

  test.each([
    [
      "pk-requird",
      "There is no rule pk-requird.",
      "Is pk-required meant? A table is written with its schema: public.orders.",
    ],
    ["public.order", 'There is no relation public."order".', "Is public.orders meant?"],
    ["public.orders.idd", "There is no column public.orders.idd.", "Is public.orders.id meant?"],
    [
      "public.orders#x",
      "There is no constraint or index public.orders#x.",
      "Names are written as SQL writes them: public.orders.",
    ],
  ])("refuses %s with the nearest name", async (word, message, hint) => {
    const run = await explain(word, "-s", "catalog.json");
    expect(run).toEqual({ code: 2, stdout: "", stderr: `error ${message}\n      ${hint}\n` });
  });

  test("asks for a source where a table is named and there is none", async () => {
    const run = await explain("public.orders");
    expect([run.code, run.stderr.split("\n")[0]]).toEqual([2, "error There is nothing to read: no source was given."]);
  });
});
