import { describe, expect, test } from "vitest";
import { reporters } from "../../src/cli/reports/index.ts";
import type { Report } from "../../src/cli/reports/report.ts";
import type { Rule } from "../../src/model/rule.ts";
import { buildBaseline } from "../../src/score/baseline.ts";
import { aCatalog, aColumn, aTable } from "../support/catalog.ts";
import { aReport, aSmallScorecard, TABLE_RULES } from "../support/report.ts";

function write(format: keyof typeof reporters, given: Partial<Report> = {}): string {
  return [...reporters[format](aReport(given))].join("");
}

/** A baseline of everything but the table's finding. */
function aBaseline(): Report["baseline"] {
  const { findings } = aSmallScorecard();
  return buildBaseline({ findings: findings.filter((finding) => finding.rule !== "table-said") });
}

const CLEAN = aCatalog({ relations: [aTable("bills", { comment: "Owed.", columns: [aColumn("id", "uuid")] })] });
const clean = { catalog: CLEAN, scorecard: aSmallScorecard(CLEAN, TABLE_RULES) };

describe("the text report", () => {
  test("groups findings by table where it is asked to, worst first, then by rule, and says what to do next", () => {
    expect(write("text", { by: "table" })).toMatchInlineSnapshot(`
      "public.bills  E, 33 of 100
        error   money-exact, 2 findings
                Column total is real.
                  ALTER TABLE public.bills ALTER COLUMN total TYPE numeric;
                Column total_net is real.
                  ALTER TABLE public.bills ALTER COLUMN total TYPE numeric;
        info    table-small
                bills has three columns.

      shop."Odd Lines"  D, 66 of 100
        warning table-said
                Table Odd Lines says nothing.

      The project
        error   drill-held
                The attestation is stale: attested by a.person on 2026-01-31,
                which counted until 2026-05-01.

      shop & sons  tables E, 50 of 100
        9 / (9 + 9) = 50, 100 % assessed
        operations E, 0 of 100
        6 findings: 3 errors, 1 warning, 1 for information, 1 excused

      Next
        2 rules lead the tables from 50 (E) to 100 (A): money-exact,
        table-said
        cartulary plan                    what to mend in which order, and
                                          what it costs
        cartulary explain money-exact     why, how to fix it, when to waive it
        cartulary fix --rule money-exact  the SQL that mends it, proven first
        cartulary explain public.bills    its marks, and what would raise them
                                          most
      "
    `);
  });

  test("shows new findings only, and how many are known, where there is a baseline", () => {
    expect(write("text", { baseline: aBaseline() })).toMatchInlineSnapshot(`
      "  warning table-said  1 in 1 table        +16.6
                shop."Odd Lines": Table Odd Lines says nothing.

      shop & sons  tables E, 50 of 100
        9 / (9 + 9) = 50, 100 % assessed
        operations E, 0 of 100
        6 findings: 3 errors, 1 warning, 1 for information, 1 excused
        1 new, 4 in the baseline

      Next
        cartulary explain table-said  why, how to fix it, when to waive it
      "
    `);
  });

  test("wraps to the columns given, which wide characters take two of", () => {
    const relations = [aTable("bills", { columns: [aColumn("total_金額金額金額金額金額", "real")] })];
    const catalog = aCatalog({ relations });
    const text = write("text", { by: "table", catalog, style: { colour: false, width: 44 } });
    expect(text.split("\n").slice(0, 6)).toMatchInlineSnapshot(`
      [
        "public.bills  E, 0 of 100",
        "  error   money-exact",
        "          Column total_金額金額金額金額金額",
        "          is real.",
        "            ALTER TABLE public.bills ALTER COLUMN total TYPE numeric;",
        "  warning table-said",
      ]
    `);
  });

  test("goes by rule, errors first, then by what mending gives back, and names the tables", () => {
    expect(write("text")).toMatchInlineSnapshot(`
      "  error   money-exact  2 in 1 table        +33.3
                public.bills: Column total is real.
                public.bills: Column total_net is real.
        error   drill-held   1                   +100.0 operations
                The attestation is stale: attested by a.person on 2026-01-31,
                which counted until 2026-05-01.
        warning table-said   1 in 1 table        +16.6
                shop."Odd Lines": Table Odd Lines says nothing.
        info    table-small 1

      shop & sons  tables E, 50 of 100
        9 / (9 + 9) = 50, 100 % assessed
        operations E, 0 of 100
        6 findings: 3 errors, 1 warning, 1 for information, 1 excused

      Next
        2 rules lead the tables from 50 (E) to 100 (A): money-exact,
        table-said
        cartulary plan                    what to mend in which order, and
                                          what it costs
        cartulary explain money-exact     why, how to fix it, when to waive it
        cartulary fix --rule money-exact  the SQL that mends it, proven first
      "
    `);
  });

  test("tells a team without a baseline how to start", () => {
    const text = write("text", { isFirst: true, sameSource: { argument: " db", option: " --source db" } });
    expect(text.split("Next\n")[1]).toMatchInlineSnapshot(`
      "  2 rules lead the tables from 50 (E) to 100 (A): money-exact,
        table-said
        cartulary plan db                     what to mend in which order, and
                                              what it costs
        cartulary explain money-exact         why, how to fix it, when to
                                              waive it
        cartulary fix db --rule money-exact   the SQL that mends it, proven
                                              first
        cartulary score db --update-baseline  to start: take all of this as
                                              known
        cartulary score db --fail-on new      from then on: fail only on what
                                              is new
      "
    `);
  });

  test("says in a line how the schema names things, where that is not how the guide does", () => {
    const house = ["They are named as ", { code: "Rails" }, " names them."];
    expect(write("text", { house }).split("\n")).toContain("  They are named as Rails names them.");
    expect(write("markdown", { house }).split("\n")).toContain("They are named as `Rails` names them.");
  });

  test("fits a schema of any size on a page, and names the worst tables of each rule", () => {
    const relations = Array.from({ length: 140 }, (_, number) =>
      aTable(`bills_${String(number).padStart(3, "0")}`, {
        columns: Array.from({ length: 1 + (number % 5) }, (_, at) => aColumn(`total_${at}`, "real")),
      }),
    );
    const catalog = aCatalog({ relations });
    const [first] = TABLE_RULES as [Rule];
    const rules = Array.from({ length: 40 }, (_, number) => ({ ...first, id: `money-exact-${number}` }));
    const scorecard = aSmallScorecard(catalog, rules);
    const lines = write("text", { catalog, scorecard, style: { colour: false, width: 100 } })
      .trimEnd()
      .split("\n");
    expect(lines.length).toBeLessThanOrEqual(100);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(lines.slice(0, 3)).toMatchInlineSnapshot(`
      [
        "  error   money-exact-0   420 in 140 tables   +2.5",
        "          Money is exact.",
        "          worst in public.bills_004 5, public.bills_009 5, public.bills_014 5",
      ]
    `);
  });

  test.each([
    [46, "rule"],
    [72, "rule"],
    [46, "table"],
    [72, "table"],
    [100, "table"],
  ] as const)("has no line wider than %i columns by %s, but for SQL and what cannot be broken", (width, by) => {
    const text = write("text", {
      by,
      isFirst: true,
      baseline: { formatVersion: 1, fingerprints: [] },
      excluded: 3,
      style: { colour: false, width },
    });
    const wide = text.split("\n").filter((line) => line.length > width && !line.endsWith(";"));
    expect(wide.filter((line) => line.trim().includes(" ") && !line.startsWith("  cartulary "))).toEqual([]);
  });

  test("colours levels, names and code where the terminal has colours", () => {
    const [block] = reporters.text(aReport({ by: "table", style: { colour: true, width: 72 } }));
    expect((block as string).replaceAll("\u001b", "␛")).toMatchInlineSnapshot(`
      "␛[1mpublic.bills␛[22m  ␛[2mE, 33 of 100␛[22m
        ␛[31merror  ␛[39m money-exact␛[2m, 2 findings␛[22m
                Column ␛[36mtotal␛[39m is ␛[36mreal␛[39m.
                  ALTER TABLE public.bills ALTER COLUMN total TYPE numeric;
                Column ␛[36mtotal_net␛[39m is ␛[36mreal␛[39m.
                  ALTER TABLE public.bills ALTER COLUMN total TYPE numeric;
        ␛[2minfo   ␛[22m table-small
                ␛[36mbills␛[39m has three columns.

      "
    `);
  });

  test("says that there is nothing to mend", () => {
    expect(write("text", clean)).toMatchInlineSnapshot(`
      "shop & sons  tables A, 100 of 100
        9 / (9 + 0) = 100, 100 % assessed
        0 findings: 0 errors, 0 warnings

      Nothing to mend.
      "
    `);
  });
});

describe("the Markdown report", () => {
  test("is a heading, a table of rules, hardest first, and a folded list", () => {
    expect(write("markdown")).toMatchInlineSnapshot(`
      "### shop \\& sons: E, 50 of 100

      Tables 9 / (9 + 9) = 50, 100 % assessed. Operations E, 0 of 100.

      6 findings: 3 errors, 1 warning, 1 for information, 1 excused.

      | Rule | Level | Findings | Tables | Mended it gives | Worst |
      | :-- | :-- | --: | --: | --: | :-- |
      | \`money-exact\` | error | 2 | 1 | +33.3 | in \`public.bills\` 2 |
      | \`drill-held\` | error | 1 | 0 | +100.0 operations |  |
      | \`table-said\` | warning | 1 | 1 | +16.6 | in \`shop."Odd Lines"\` |
      | \`table-small\` | information | 1 | 1 |  | in \`public.bills\` |

      <details>
      <summary>5 findings</summary>

      - **error** The attestation is stale: attested by \`a.person\` on \`2026-01-31\`, which counted until \`2026-05-01\`. (\`drill-held\`)
      - **error** \`public.bills\`: Column \`total\` is \`real\`. (\`money-exact\`, \`db/migrations/0002_bills.sql:7\`)
      - **error** \`public.bills\`: Column \`total_net\` is \`real\`. (\`money-exact\`, \`db/migrations/0002_bills.sql:7\`)
      - warning \`shop."Odd Lines"\`: Table \`Odd Lines\` says nothing. (\`table-said\`)
      - information \`public.bills\`: \`bills\` has three columns. (\`table-small\`, \`db/migrations/0002_bills.sql:7\`)

      </details>
      "
    `);
  });

  test("has a table of tables instead, worst first, where it is asked to go by table", () => {
    expect(write("markdown", { by: "table" })).toMatchInlineSnapshot(`
      "### shop \\& sons: E, 50 of 100

      Tables 9 / (9 + 9) = 50, 100 % assessed. Operations E, 0 of 100.

      6 findings: 3 errors, 1 warning, 1 for information, 1 excused.

      | Table | Grade | Errors | Warnings | Raises the score most |
      | :-- | :-- | --: | --: | :-- |
      | \`public.bills\` | E, 33 of 100 | 2 | 0 | \`money-exact\` +33.3 |
      | \`shop."Odd Lines"\` | D, 66 of 100 | 0 | 1 | \`table-said\` +16.6 |

      <details>
      <summary>5 findings</summary>

      - **error** The attestation is stale: attested by \`a.person\` on \`2026-01-31\`, which counted until \`2026-05-01\`. (\`drill-held\`)
      - **error** \`public.bills\`: Column \`total\` is \`real\`. (\`money-exact\`, \`db/migrations/0002_bills.sql:7\`)
      - **error** \`public.bills\`: Column \`total_net\` is \`real\`. (\`money-exact\`, \`db/migrations/0002_bills.sql:7\`)
      - warning \`shop."Odd Lines"\`: Table \`Odd Lines\` says nothing. (\`table-said\`)
      - information \`public.bills\`: \`bills\` has three columns. (\`table-small\`, \`db/migrations/0002_bills.sql:7\`)

      </details>
      "
    `);
  });

  test("links rules to the site where its address is known, and lists new findings alone", () => {
    expect(
      write("markdown", { baseline: aBaseline(), siteUrl: "https://docs.example.com/db/" }),
    ).toMatchInlineSnapshot(`
      "### shop \\& sons: E, 50 of 100

      Tables 9 / (9 + 9) = 50, 100 % assessed. Operations E, 0 of 100.

      6 findings: 3 errors, 1 warning, 1 for information, 1 excused. 1 new, 4 in the baseline.

      | Rule | Level | Findings | Tables | Mended it gives | Worst |
      | :-- | :-- | --: | --: | --: | :-- |
      | [\`table-said\`](https://docs.example.com/db/rules/table-said.html) | warning | 1 | 1 | +16.6 | in \`shop."Odd Lines"\` |

      <details>
      <summary>1 new finding</summary>

      - warning \`shop."Odd Lines"\`: Table \`Odd Lines\` says nothing. ([\`table-said\`](https://docs.example.com/db/rules/table-said.html))

      </details>
      "
    `);
  });

  test("has neither table nor list where nothing fails", () => {
    expect(write("markdown", clean)).toMatchInlineSnapshot(`
      "### shop \\& sons: A, 100 of 100

      Tables 9 / (9 + 0) = 100, 100 % assessed.

      0 findings: 0 errors, 0 warnings.
      "
    `);
  });
});

test("the JSON report is the scorecard", () => {
  expect(JSON.parse(write("json"))).toEqual(aSmallScorecard());
});

describe("the SARIF report", () => {
  test("holds rules with help, results with places, fingerprints and suppressions", () => {
    expect(JSON.parse(write("sarif"))).toMatchInlineSnapshot(`
      {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [
          {
            "automationDetails": {
              "id": "cartulary/",
            },
            "columnKind": "utf16CodeUnits",
            "results": [
              {
                "level": "error",
                "locations": [
                  {
                    "logicalLocations": [
                      {
                        "fullyQualifiedName": "project",
                        "kind": "project",
                        "name": "project",
                      },
                    ],
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "db/migrations",
                        "uriBaseId": "%SRCROOT%",
                      },
                    },
                  },
                ],
                "message": {
                  "markdown": "The attestation is stale: attested by \`a.person\` on \`2026-01-31\`, which counted until \`2026-05-01\`.",
                  "text": "The attestation is stale: attested by a.person on 2026-01-31, which counted until 2026-05-01.",
                },
                "partialFingerprints": {
                  "cartulary/v1": "drill-held||project:project",
                },
                "properties": {
                  "evidence": [
                    {
                      "name": "attested on",
                      "value": "2026-01-31",
                    },
                    {
                      "name": "by",
                      "value": "a.person",
                    },
                    {
                      "name": "valid for days",
                      "value": "90",
                    },
                    {
                      "name": "place",
                      "value": "drills",
                    },
                  ],
                  "remedy": [],
                  "verdict": "stale",
                },
                "ruleId": "drill-held",
                "ruleIndex": 3,
                "suppressions": [],
              },
              {
                "level": "error",
                "locations": [
                  {
                    "logicalLocations": [
                      {
                        "fullyQualifiedName": "public.bills.total",
                        "kind": "member",
                        "name": "total",
                      },
                    ],
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "db/migrations/0002_bills.sql",
                        "uriBaseId": "%SRCROOT%",
                      },
                      "region": {
                        "startLine": 7,
                      },
                    },
                  },
                ],
                "message": {
                  "markdown": "Column \`total\` is \`real\`.",
                  "text": "Column total is real.",
                },
                "partialFingerprints": {
                  "cartulary/v1": "money-exact|public.bills|column:total",
                },
                "properties": {
                  "evidence": [],
                  "remedy": [
                    "ALTER TABLE public.bills ALTER COLUMN total TYPE numeric",
                  ],
                  "verdict": "fail",
                },
                "ruleId": "money-exact",
                "ruleIndex": 0,
                "suppressions": [],
              },
              {
                "level": "error",
                "locations": [
                  {
                    "logicalLocations": [
                      {
                        "fullyQualifiedName": "public.bills.total_net",
                        "kind": "member",
                        "name": "total_net",
                      },
                    ],
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "db/migrations/0002_bills.sql",
                        "uriBaseId": "%SRCROOT%",
                      },
                      "region": {
                        "startLine": 7,
                      },
                    },
                  },
                ],
                "message": {
                  "markdown": "Column \`total_net\` is \`real\`.",
                  "text": "Column total_net is real.",
                },
                "partialFingerprints": {
                  "cartulary/v1": "money-exact|public.bills|column:total_net",
                },
                "properties": {
                  "evidence": [],
                  "remedy": [
                    "ALTER TABLE public.bills ALTER COLUMN total TYPE numeric",
                  ],
                  "verdict": "fail",
                },
                "ruleId": "money-exact",
                "ruleIndex": 0,
                "suppressions": [],
              },
              {
                "level": "error",
                "locations": [
                  {
                    "logicalLocations": [
                      {
                        "fullyQualifiedName": "public.bills.total_tax",
                        "kind": "member",
                        "name": "total_tax",
                      },
                    ],
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "db/migrations/0002_bills.sql",
                        "uriBaseId": "%SRCROOT%",
                      },
                      "region": {
                        "startLine": 7,
                      },
                    },
                  },
                ],
                "message": {
                  "markdown": "Column \`total_tax\` is \`real\`.",
                  "text": "Column total_tax is real.",
                },
                "partialFingerprints": {
                  "cartulary/v1": "money-exact|public.bills|column:total_tax",
                },
                "properties": {
                  "evidence": [],
                  "remedy": [
                    "ALTER TABLE public.bills ALTER COLUMN total TYPE numeric",
                  ],
                  "verdict": "justified",
                },
                "ruleId": "money-exact",
                "ruleIndex": 0,
                "suppressions": [
                  {
                    "justification": "The tax office asks for it so",
                    "kind": "external",
                    "status": "accepted",
                  },
                ],
              },
              {
                "level": "warning",
                "locations": [
                  {
                    "logicalLocations": [
                      {
                        "fullyQualifiedName": "shop."Odd Lines"",
                        "kind": "table",
                        "name": "Odd Lines",
                      },
                    ],
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "db/migrations",
                        "uriBaseId": "%SRCROOT%",
                      },
                    },
                  },
                ],
                "message": {
                  "markdown": "Table \`Odd Lines\` says nothing.",
                  "text": "Table Odd Lines says nothing.",
                },
                "partialFingerprints": {
                  "cartulary/v1": "table-said|shop."Odd Lines"|table:"Odd Lines"",
                },
                "properties": {
                  "evidence": [],
                  "remedy": [],
                  "verdict": "fail",
                },
                "ruleId": "table-said",
                "ruleIndex": 1,
                "suppressions": [],
              },
              {
                "level": "note",
                "locations": [
                  {
                    "logicalLocations": [
                      {
                        "fullyQualifiedName": "public.bills",
                        "kind": "table",
                        "name": "bills",
                      },
                    ],
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "db/migrations/0002_bills.sql",
                        "uriBaseId": "%SRCROOT%",
                      },
                      "region": {
                        "startLine": 7,
                      },
                    },
                  },
                ],
                "message": {
                  "markdown": "\`bills\` has three columns.",
                  "text": "bills has three columns.",
                },
                "partialFingerprints": {
                  "cartulary/v1": "table-small|public.bills|table:bills",
                },
                "properties": {
                  "evidence": [],
                  "remedy": [],
                  "verdict": "fail",
                },
                "ruleId": "table-small",
                "ruleIndex": 2,
                "suppressions": [],
              },
            ],
            "tool": {
              "driver": {
                "name": "Cartulary",
                "rules": [
                  {
                    "defaultConfiguration": {
                      "level": "error",
                    },
                    "fullDescription": {
                      "text": "Sums drift.",
                    },
                    "help": {
                      "markdown": "# money-exact

      ## Why

      Sums drift.
      ",
                      "text": "Money is exact.
      Sums drift.",
                    },
                    "id": "money-exact",
                    "properties": {
                      "problem.severity": "error",
                      "severity": "high",
                      "statement": "0.0",
                      "tags": [
                        "Types",
                        "guide",
                      ],
                    },
                    "shortDescription": {
                      "text": "Money is exact.",
                    },
                  },
                  {
                    "defaultConfiguration": {
                      "level": "warning",
                    },
                    "fullDescription": {
                      "text": "Others read it.",
                    },
                    "help": {
                      "text": "A table says what it is.
      Others read it.",
                    },
                    "id": "table-said",
                    "properties": {
                      "problem.severity": "warning",
                      "severity": "medium",
                      "statement": "0.0",
                      "tags": [
                        "Documentation",
                        "guide",
                      ],
                    },
                    "shortDescription": {
                      "text": "A table says what it is.",
                    },
                  },
                  {
                    "defaultConfiguration": {
                      "level": "note",
                    },
                    "fullDescription": {
                      "text": "Small is good.",
                    },
                    "help": {
                      "text": "A table is small.
      Small is good.",
                    },
                    "id": "table-small",
                    "properties": {
                      "problem.severity": "recommendation",
                      "severity": "info",
                      "statement": "0.0",
                      "tags": [
                        "Structure",
                        "guide",
                      ],
                    },
                    "shortDescription": {
                      "text": "A table is small.",
                    },
                  },
                  {
                    "defaultConfiguration": {
                      "level": "error",
                    },
                    "fullDescription": {
                      "text": "Hope is no plan.",
                    },
                    "help": {
                      "text": "A drill was held.
      Hope is no plan.",
                    },
                    "id": "drill-held",
                    "properties": {
                      "problem.severity": "error",
                      "severity": "critical",
                      "statement": "0.0",
                      "tags": [
                        "Backup",
                        "guide",
                      ],
                    },
                    "shortDescription": {
                      "text": "A drill was held.",
                    },
                  },
                ],
                "semanticVersion": "1.2.3",
                "version": "1.2.3",
              },
            },
          },
        ],
        "version": "2.1.0",
      }
    `);
  });

  test("tells new results from unchanged ones by the baseline, and links rules to the site", () => {
    const log = JSON.parse(write("sarif", { baseline: aBaseline(), siteUrl: "https://docs.example.com/db/" }));
    const [run] = log.runs;
    const states = run.results.map((result: Record<string, unknown>) => [result.ruleId, result.baselineState]);
    expect(states).toMatchInlineSnapshot(`
      [
        [
          "drill-held",
          "unchanged",
        ],
        [
          "money-exact",
          "unchanged",
        ],
        [
          "money-exact",
          "unchanged",
        ],
        [
          "money-exact",
          "unchanged",
        ],
        [
          "table-said",
          "new",
        ],
        [
          "table-small",
          "unchanged",
        ],
      ]
    `);
    expect(run.tool.driver.rules[0].helpUri).toBe("https://docs.example.com/db/rules/money-exact.html");
  });
});

describe("the JUnit report", () => {
  test("is a suite a table and a case a rule, with failures, excuses and what is only said", () => {
    expect(write("junit")).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="cartulary" tests="7" failures="3" errors="0" skipped="0">
        <testsuite name="public.bills" tests="3" failures="1" errors="0" skipped="0">
          <testcase classname="public.bills" name="money-exact"><failure type="error" message="Column total is real. And 1 more.">Column total is real.
        public.bills.total, db/migrations/0002_bills.sql:7
        ALTER TABLE public.bills ALTER COLUMN total TYPE numeric;
      Column total_net is real.
        public.bills.total_net, db/migrations/0002_bills.sql:7
        ALTER TABLE public.bills ALTER COLUMN total TYPE numeric;</failure></testcase>
          <testcase classname="public.bills" name="table-said"/>
          <testcase classname="public.bills" name="table-small"><system-out>bills has three columns.
        public.bills, db/migrations/0002_bills.sql:7</system-out></testcase>
        </testsuite>
        <testsuite name="shop.&quot;Odd Lines&quot;" tests="3" failures="1" errors="0" skipped="0">
          <testcase classname="shop.&quot;Odd Lines&quot;" name="money-exact"/>
          <testcase classname="shop.&quot;Odd Lines&quot;" name="table-said"><failure type="warning" message="Table Odd Lines says nothing.">Table Odd Lines says nothing.
        shop.&quot;Odd Lines&quot;</failure></testcase>
          <testcase classname="shop.&quot;Odd Lines&quot;" name="table-small"/>
        </testsuite>
        <testsuite name="the project" tests="1" failures="1" errors="0" skipped="0">
          <testcase classname="the project" name="drill-held"><failure type="error" message="The attestation is stale: attested by a.person on 2026-01-31, which counted until 2026-05-01.">The attestation is stale: attested by a.person on 2026-01-31, which counted until 2026-05-01.
        project</failure></testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  test("skips what the baseline holds", () => {
    expect(write("junit", { baseline: aBaseline() })).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="cartulary" tests="7" failures="1" errors="0" skipped="3">
        <testsuite name="public.bills" tests="3" failures="0" errors="0" skipped="2">
          <testcase classname="public.bills" name="money-exact"><skipped message="in the baseline"/></testcase>
          <testcase classname="public.bills" name="table-said"/>
          <testcase classname="public.bills" name="table-small"><skipped message="in the baseline"/></testcase>
        </testsuite>
        <testsuite name="shop.&quot;Odd Lines&quot;" tests="3" failures="1" errors="0" skipped="0">
          <testcase classname="shop.&quot;Odd Lines&quot;" name="money-exact"/>
          <testcase classname="shop.&quot;Odd Lines&quot;" name="table-said"><failure type="warning" message="Table Odd Lines says nothing.">Table Odd Lines says nothing.
        shop.&quot;Odd Lines&quot;</failure></testcase>
          <testcase classname="shop.&quot;Odd Lines&quot;" name="table-small"/>
        </testsuite>
        <testsuite name="the project" tests="1" failures="0" errors="0" skipped="1">
          <testcase classname="the project" name="drill-held"><skipped message="in the baseline"/></testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });
});

describe("the annotations for GitHub", () => {
  test("are one workflow command a finding, on the file and line that made its object", () => {
    expect(write("github")).toMatchInlineSnapshot(`
      "::error title=drill-held%3A project::The attestation is stale: attested by a.person on 2026-01-31, which counted until 2026-05-01.%0AHope is no plan.
      ::error file=db/migrations/0002_bills.sql,line=7,title=money-exact%3A public.bills.total::Column total is real.%0ASums drift.%0AALTER TABLE public.bills ALTER COLUMN total TYPE numeric;
      ::error file=db/migrations/0002_bills.sql,line=7,title=money-exact%3A public.bills.total_net::Column total_net is real.%0ASums drift.%0AALTER TABLE public.bills ALTER COLUMN total TYPE numeric;
      ::warning title=table-said%3A shop."Odd Lines"::Table Odd Lines says nothing.%0AOthers read it.
      ::notice file=db/migrations/0002_bills.sql,line=7,title=table-small%3A public.bills::bills has three columns.%0ASmall is good.
      "
    `);
  });

  test("are of new findings only where there is a baseline", () => {
    expect(write("github", { baseline: aBaseline() })).toMatchInlineSnapshot(`
      "::warning title=table-said%3A shop."Odd Lines"::Table Odd Lines says nothing.%0AOthers read it.
      "
    `);
  });
});

describe("the code quality report for GitLab", () => {
  test("lists everything that fails, with a path for each", () => {
    expect(write("gitlab")).toMatchInlineSnapshot(`
      "[
      {"description":"The attestation is stale: attested by a.person on 2026-01-31, which counted until 2026-05-01. (project)","check_name":"drill-held","fingerprint":"580ebdf8fc866aa4b6acd35cbe6b3efed48f671bd8aac8b3c3808feb87e43260","severity":"blocker","location":{"path":"db/migrations","lines":{"begin":1}}},
      {"description":"Column total is real. (public.bills.total)","check_name":"money-exact","fingerprint":"99ab2313df2f9af8b017e73a12efd3412a918d0d37ca65bdc17b63bff4ca120c","severity":"critical","location":{"path":"db/migrations/0002_bills.sql","lines":{"begin":7}}},
      {"description":"Column total_net is real. (public.bills.total_net)","check_name":"money-exact","fingerprint":"7d5ded586200c9db1b1010b9882e6d6df961dc5948ec9791945e7838b01613f5","severity":"critical","location":{"path":"db/migrations/0002_bills.sql","lines":{"begin":7}}},
      {"description":"Table Odd Lines says nothing. (shop.\\"Odd Lines\\")","check_name":"table-said","fingerprint":"e977afbe00bd23ea30b7e652bb9ff8edcc0f48fa38096dc277f76508eacb94b1","severity":"major","location":{"path":"db/migrations","lines":{"begin":1}}},
      {"description":"bills has three columns. (public.bills)","check_name":"table-small","fingerprint":"eadec5a5a2147c88b7f7f1a52eccb2b90174d5f85b6bb9f0f4f6b10d142de80f","severity":"info","location":{"path":"db/migrations/0002_bills.sql","lines":{"begin":7}}}
      ]
      "
    `);
  });

  test("is an empty list where nothing fails", () => {
    expect(write("gitlab", clean)).toBe("[]\n");
  });
});
