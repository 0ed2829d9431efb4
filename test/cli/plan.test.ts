import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPlanJsonSchema } from "../../scripts/json-schemas.ts";
import { type PlanFormat, planReporters } from "../../src/cli/reports/plan/index.ts";
import { planSchema } from "../../src/model/plan.ts";
import { formatCatalogChunks } from "../../src/model/write-json.ts";
import { buildPlan } from "../../src/score/plan/index.ts";
import { runCartularyHere } from "../support/cartulary.ts";
import { aCatalog, aColumn, aPrimaryKey, aTable } from "../support/catalog.ts";
import { aSmallScorecard } from "../support/report.ts";

function write(format: PlanFormat): string {
  const style = { colour: false, width: 72 };
  const sameSource = { argument: " db", option: " --source db" };
  const plan = buildPlan(aSmallScorecard());
  return [...planReporters[format]({ plan, house: null, title: "shop & sons", sameSource, style })].join("");
}

describe("a plan", () => {
  test("in a terminal is the way to the goal, then the rest by what it gives", () => {
    expect(write("text")).toMatchInlineSnapshot(`
      "shop & sons  2 rules lead the tables from 50 (E) to 100 (A)

        1. +33.3  mend 2 findings in 1 table, money-exact: 83 (B)
        2. +16.6  mend 1 finding in 1 table, table-said: 100 (A)
                  by hand

      Then
        +100.0 operations  A drill was held, drill-held (by hand)

      By kind of work, each after those above it
        +33.3     Types          1 rule, 2 findings: 83 (B)
        +16.6     Documentation  1 rule, 1 finding: 100 (A)

        cartulary fix db --rule money-exact  the SQL of one rule, proven first
        cartulary plan db --format markdown  the same as an issue
      "
    `);
  });

  test("in Markdown is an issue with boxes to tick", () => {
    expect(write("markdown")).toMatchInlineSnapshot(`
      "## shop \\& sons: 2 rules lead the tables from 50 (E) to 100 (A)

      - [ ] **Mend 2 findings in 1 table** (\`money-exact\`), +33.3: 83 (B)
        - \`public.bills\` 2
        - \`cartulary fix db --rule money-exact\`

      - [ ] **Mend 1 finding in 1 table** (\`table-said\`), +16.6: 100 (A)
        - by hand
        - \`shop."Odd Lines"\`

      ### Then

      | Gives | What | Rule | Costs |
      | --: | :-- | :-- | :-- |
      | +100.0 operations | A drill was held | \`drill-held\` | by hand |
      "
    `);
  });

  test("as JSON keeps to its schema", () => {
    const schema = buildPlanJsonSchema();
    const isPlan = new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(schema);
    const plan = JSON.parse(write("json"));
    expect([isPlan(plan), isPlan.errors]).toEqual([true, null]);
    expect(isPlan({ ...plan, formatVersion: 0 })).toBe(false);
    expect(planSchema.parse(plan)).toEqual(plan);
  });
});

describe("cartulary plan", () => {
  const folder = mkdtempSync(join(tmpdir(), "cartulary-plan-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(() => {
    const keyed = { columns: [aColumn("id", "uuid")], constraints: [aPrimaryKey("bills_pkey", ["id"])] };
    const catalog = aCatalog({
      relations: [aTable("bills", keyed), aTable("totals", { columns: [aColumn("id", "uuid")] })],
    });
    writeFileSync(join(folder, "catalog.json"), [...formatCatalogChunks(catalog)].join(""));
  });
  const run = (...args: string[]) => runCartularyHere(["plan", "catalog.json", "--quiet", ...args], { cwd: folder });

  test("prints the plan and ends with 0, whatever it finds", async () => {
    const { code, stdout, stderr } = await run();
    expect([code, stderr, stdout.split("\n").slice(0, 4)]).toMatchInlineSnapshot(`
      [
        0,
        "",
        [
          "fixture.sql  1 rule leads the tables from 69 (D) to 91 (A)",
          "",
          "  1. +21.6  give 1 table a primary key, pk-required: 91 (A)",
          "            by hand; counts as met with it: pk-uuid, pk-uuid-default, pk-surrogate, name-pk-column,",
        ],
      ]
    `);
  });

  test("leads to the score that it is told, and refuses one that is none", async () => {
    const { stdout } = await run("--goal", "50", "--format", "json");
    const { goal, route } = planSchema.parse(JSON.parse(stdout));
    expect([goal, route.map(({ rule }) => rule)]).toMatchInlineSnapshot(`
      [
        100,
        [
          "pk-required",
          "doc-table-comment",
        ],
      ]
    `);
    const refused = await run("--goal", "120");
    expect([refused.code, refused.stderr.includes("It must be a whole number from 0 to 100.")]).toEqual([2, true]);
  });
});
