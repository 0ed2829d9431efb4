import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { reporters } from "../../src/cli/reports/index.ts";
import { printable } from "../../src/cli/reports/printable.ts";
import type { Report } from "../../src/cli/reports/report.ts";
import { compareText, quoteQualified } from "../../src/model/names.ts";
import { toPlainText } from "../../src/model/sentence.ts";
import { aCatalog, aColumn, aTable } from "../support/catalog.ts";
import { RAW, RUNNER_COMMAND } from "../support/hostile-schema.ts";
import { aReport, aSmallScorecard } from "../support/report.ts";
import { type Element, parseWorkflowCommand, parseXml, sarifFaults } from "../support/report-formats.ts";

/** Names that mean something in one medium or another. */
const NAMES = [
  "<script>alert(1)</script>",
  "]]><!-- & \"quotes\" 'more'",
  "a|b | c",
  "`code` ``more``",
  "`",
  "[link](https://evil.example)",
  "![picture](https://evil.example/x.png)",
  "https://evil.example and www.evil.example",
  "@octo-org/team and #12",
  "*bold* _it_ ~~gone~~ $x$",
  "line\n::error::feed",
  "\r\n## heading\r\n",
  "100%0A::error::x, file=y:z",
  "red\u001b[31m\u0007\u0085\u0000",
  "right\u202eto left\u2066\u200f",
  "\ufffe\uffff{0} {{1}}",
  "表'; DROP TABLE x",
  "##vso[task.setvariable variable=PATH]/tmp/evil",
  "a ##teamcity[buildStop] b ##[group]",
  "link\u001b]8;;https://evil.example\u001b\\",
  "no\u200bwidth\ufeff\u00ad and a tag\u{e0041}",
  "half\ud800",
  "fixes GH-12, !12, %12, ~12, &12, $12, ^alert#12",
];

const catalog = aCatalog({
  source: { kind: "migrations", name: "migrations", tool: null, commit: null },
  history: [
    {
      version: "0002",
      name: "x",
      file: "00,2:a b%\n_ü##vso[x]\u001b.sql",
      commit: null,
      changes: [],
      code: null,
      facts: null,
    },
  ],
  relations: NAMES.map((name) =>
    aTable(name, { columns: [aColumn(`total ${name}`, "real")], origin: { created: "0002", changed: [] } }),
  ),
});
const report: Report = aReport({ catalog, scorecard: aSmallScorecard(catalog), title: NAMES.join(" ") });

function write(format: keyof typeof reporters, by: Report["by"] = "rule"): string {
  return [...reporters[format]({ ...report, by })].join("");
}

/** The text of HTML that marked wrote, its own tags aside. */
function decode(html: string): string {
  const characters: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return html.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => characters[entity] as string);
}

describe("names that mean something in a medium", () => {
  test.each(Object.keys(reporters) as (keyof typeof reporters)[])(
    "bring neither what steers a terminal nor a runner's command into the %s report",
    (format) => {
      const text = write(format);
      expect([RAW.exec(text), /\t/.exec(text)]).toEqual([null, null]);
      expect(RUNNER_COMMAND.exec(format === "github" ? text.replaceAll(/^::\w+ /gm, "") : text)).toBeNull();
    },
  );

  test.each(["json", "sarif", "gitlab"] as const)("are read whole by who parses the %s report", (format) => {
    const data = JSON.stringify(JSON.parse(write(format)));
    const held = NAMES.filter((name) => data.includes(JSON.stringify(name.replaceAll('"', '""')).slice(1, -1)));
    expect(held).toEqual(format === "gitlab" ? NAMES.filter((name) => printable(name) === name) : NAMES);
  });

  test("make no lines of their own in a terminal", () => {
    const lines = write("text", "table").split("\n");
    expect([...lines, ...write("text").split("\n")].filter((line) => /^(::|## )/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith("public.")).length).toBe(NAMES.length);
  });

  test("leave a log that the SARIF schema takes, without links", () => {
    const text = write("sarif");
    expect(sarifFaults(text)).toEqual([]);
    const { results } = JSON.parse(text).runs[0];
    const messages = results.map((result: { message: { text: string } }) => result.message.text);
    expect(messages.filter((message: string) => /(?<!\\)\]\(/.test(message))).toEqual([]);
    const uris = results.flatMap(
      (result: { locations: { physicalLocation?: { artifactLocation: { uri: string } } }[] }) =>
        result.locations[0]?.physicalLocation?.artifactLocation.uri,
    );
    expect([...new Set(uris)].sort()).toEqual([
      "db/migrations",
      "db/migrations/00%2C2%3Aa%20b%25%0A_%C3%BC%23%23vso%5Bx%5D%1B.sql",
    ]);
  });

  test("leave well-formed XML with every name whole", () => {
    const suites = parseXml(write("junit")).children;
    const printed = new Map(NAMES.map((name) => [`public."${name.replaceAll('"', '""')}"`, name]));
    expect(suites.length).toBe(NAMES.length + 1);
    const plain = suites.map((suite: Element) => suite.attributes.name).filter((name) => printed.has(name as string));
    expect(plain.length).toBe(NAMES.filter((name) => printable(name) === name).length);
    expect(suites.map((suite) => suite.attributes.name)).toContain('public."\\ufffe\\uffff{0} {{1}}"');
  });

  test("leave one workflow command a finding, with the properties that were given", () => {
    const lines = write("github").split("\n").slice(0, -1);
    const heard = report.scorecard.findings.filter(
      (finding) => finding.verdict === "fail" || finding.verdict === "stale",
    );
    expect(lines.length).toBe(heard.length);
    expect(lines.map(parseWorkflowCommand).map(({ properties, data }) => [properties, data.split("\n")[0]])).toEqual(
      heard.map((finding) => [
        {
          ...(finding.origin === null
            ? {}
            : { file: "db/migrations/00,2:a b%\n_ü#\\u0023vso[x]\\u001b.sql", line: "7" }),
          title: `${finding.rule}: ${printable(finding.waiverKey)}`,
        },
        printable(toPlainText(finding.message)),
      ]),
    );
  });

  test.each(["rule", "table"] as const)(
    "leave GitHub's Markdown by %s without links, pictures, HTML, mentions",
    (by) => {
      const text = write("markdown", by);
      const html = marked.parse(text, { gfm: true, async: false });
      const tags = new Set([...html.matchAll(/<([a-z0-9]+|!--)/g)].map((match) => match[1]));
      expect([...tags].sort()).toEqual([
        "!--",
        "code",
        "details",
        "h3",
        "li",
        "p",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
      ]);
      const outsideCode = html.replace(/<code>.*?<\/code>|&#?\w+;/gs, "");
      expect(outsideCode.match(/[@#!%~&$^](?=\w)|GH-\d/g)).toBeNull();
      if (by === "rule") return;
      const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map((row) =>
        [...(row[1] as string).matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map((cell) => decode(cell[1] as string)),
      );
      // All are as bad, so they stand by name, and the report ends after twenty.
      const tables = NAMES.toSorted(compareText)
        .slice(0, 20)
        .map((name) => `<code>${printable(quoteQualified("public", name)).trim()}</code>`);
      expect(
        rows
          .slice(1)
          .map(([table]) => table)
          .sort(),
      ).toEqual(tables.sort());
      expect(new Set(rows.slice(1).map((cells) => cells[4]))).toEqual(new Set(["<code>money-exact</code> +2.8"]));
    },
  );
});
