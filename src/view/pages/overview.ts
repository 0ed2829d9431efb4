/** The overview: the whole database at a glance. */
import { quoteIdentifier } from "../../model/names.ts";
import { formatRiseText } from "../../score/arithmetic.ts";
import type { Gain } from "../../score/gains.ts";
import { count } from "../numbers.ts";
import type { Block, Cards, Columns, ListItem, Page, Section } from "../page.ts";
import { plainList, section } from "../parts/blocks.ts";
import { buildComment, firstSentence } from "../parts/comment.ts";
import { countEvidence, sectionResults } from "../parts/guide-sections.ts";
import { buildTimeline } from "../parts/history.ts";
import { buildMatrix } from "../parts/matrix.ts";
import { buildSeal, describeArithmetic } from "../parts/score.ts";
import { countRelations, type ListedSchema, type Site } from "../site.ts";
import { codeLink, type Prose, styled, toProse } from "../text.ts";
import { anchors } from "../urls.ts";
import { countFindings } from "./findings.ts";

const MOST_FIXES = 8;
const MOST_STEPS = 4;
/** Changes listed of one step. */
const MOST_CHANGES = 4;
/** Relations of one schema in the index of the overview. */
const MOST_LISTED = 60;

const SCORES = [
  { name: "Tables", key: "tables" },
  { name: "Migrations", key: "migrations" },
  { name: "Operations", key: "operations" },
] as const;

export function buildOverviewPage(site: Site): Page {
  const text = site.config.description ?? site.catalog.database.comment;
  const lead = buildComment({ site, at: { page: "overview" }, home: null }, text);
  return {
    crumbs: [],
    name: site.title,
    face: "prose",
    seal: buildSeal(site.scorecard.scores.tables),
    description: text ?? `The register of ${site.title}`,
    hero: [
      ...(lead === null ? [] : [{ kind: "markdown", look: "lead", text: lead } as const]),
      { kind: "paragraph", look: "summary", text: buildSummary(site) },
    ],
    body: [
      ...buildScores(site),
      ...buildOmissions(site),
      ...buildTables(site),
      ...buildFixes(site),
      ...buildLately(site),
      ...site.schemas.map((schema) => buildSchema(site, schema)),
      ...buildGuide(site),
    ],
  };
}

function buildSummary(site: Site): Prose {
  const { catalog, listed, schemas } = site;
  const keys = listed.reduce(
    (sum, each) => sum + each.constraints.filter(({ kind }) => kind === "foreign key").length,
    0,
  );
  const from =
    catalog.source.kind === "server"
      ? `read from PostgreSQL ${catalog.server.major}`
      : catalog.source.kind === "script"
        ? `read from ${catalog.source.name}`
        : `read from ${count(catalog.history.length, "migration")}`;
  const counted = countRelations(listed) || "Nothing";
  const findings = site.guideFindings.length;
  return [
    `${counted} and ${count(keys, "foreign key")} in ${count(schemas.length, "schema")}, ${from}.`,
    ...(findings === 0
      ? []
      : [
          " ",
          { text: count(findings, "finding"), to: { page: "findings" } } as const,
          ": ",
          ...countFindings(site),
          ".",
        ]),
  ];
}

/** The three scores, which are never mixed; one that has nothing to assess is left out. */
function buildScores({ scorecard }: Site): Block[] {
  const scores = SCORES.map(({ name, key }) => ({ name, score: scorecard.scores[key] })).filter(
    ({ score }) => score.coverage !== null,
  );
  if (scores.length === 0) return [];
  const entries = scores.map(({ name, score: { grade, score, coverage } }) => ({
    label: name,
    value: [
      ...(grade === null ? ["unrated"] : [{ grade }, ` ${score} of 100`]),
      " ",
      styled("small", `${coverage}% assessed`),
    ],
  }));
  const arithmetic = scores.flatMap(({ name, score }): Block[] => [
    { kind: "paragraph", look: "label", text: [name] },
    plainList(describeArithmetic(score)),
  ]);
  return [
    { kind: "facts", look: "scores", entries },
    { kind: "fold", summary: ["How the grades come about"], body: arithmetic },
  ];
}

function buildOmissions({ catalog }: Site): Section[] {
  const lines = catalog.omissions
    .filter(({ kind }) => kind === "schema")
    .map(({ what, reason, hint, place }) => `${what}${place === null ? "" : ` (${place})`}: ${reason} ${hint ?? ""}`);
  if (lines.length === 0) return [];
  return [section("Part of the schema is missing here.", [plainList(lines)], { look: "omissions", anchor: "missing" })];
}

function buildTables(site: Site): Section[] {
  const matrix = buildMatrix(site);
  if (matrix === null) return [];
  const shown = matrix.rows.length;
  const more = site.scorecard.relations.length - shown;
  const note = `each cell is one rule${more === 0 ? "" : `; the ${shown} worst tables, ${more} more below`}`;
  return [section("Tables against the guide", [matrix, { kind: "legend" }], { anchor: "matrix", note: [note] })];
}

function buildFixes(site: Site): Section[] {
  const gains = site.gains.filter(({ score }) => score === "tables").slice(0, MOST_FIXES);
  if (gains.length === 0) return [];
  const columns: Columns = { Table: "name", What: "about", Points: "number" };
  const rows = gains.map((gain) => ({ cells: buildFix(site, gain) }));
  const table: Block = { kind: "table", columns, headless: true, rows };
  return [section("Fix these first", [table], { anchor: "fix", note: ["most points back"], look: "half" })];
}

function buildFix(site: Site, { rule, schema, relation, failures, rise }: Gain): Prose[] {
  const whole = schema === null || relation === null;
  const findings = whole ? site.scorecard.findings : site.findingsOf({ schema, name: relation });
  const finding = findings.find((each) => each.rule === rule && (each.verdict === "fail" || each.verdict === "stale"));
  const more = failures > 1 ? [` And ${failures - 1} more.`] : [];
  return [
    [
      whole
        ? { code: rule, to: { page: "rule", rule } }
        : codeLink(quoteIdentifier(relation), site.targetOf(schema, relation, "findings")),
    ],
    finding === undefined ? [rule] : [...toProse(finding.message), ...more],
    [formatRiseText(rise)],
  ];
}

function buildLately(site: Site): Section[] {
  const steps = site.catalog.history.toReversed().slice(0, MOST_STEPS);
  if (steps.length === 0) return [];
  const all = { text: "all", to: { page: "migrations" } } as const;
  const timeline = buildTimeline(site, steps, MOST_CHANGES);
  return [section("Changed lately", [timeline], { anchor: "lately", note: [all], look: "half" })];
}

function buildSchema(site: Site, { name, comment, counts, relations }: ListedSchema): Section {
  const to = { page: "schema", schema: name } as const;
  const { grade = null, score = null } = site.scorecard.schemas.find((each) => each.name === name) ?? {};
  const about = firstSentence(comment);
  const items = relations.slice(0, MOST_LISTED).map((relation): ListItem => {
    const own = site.scoreOf(relation)?.grade ?? null;
    const sentence = firstSentence(relation.comment);
    return {
      parts: [
        [{ code: relation.name, to: { page: "relation", schema: name, name: relation.name } }],
        [own === null ? styled("kind", relation.kind) : { grade: own }],
        ...(sentence.length === 0 ? [] : [[styled("about", ...sentence)]]),
      ],
    };
  });
  const all = { text: `All ${count(relations.length, "relation")} of ${name}`, to };
  return section(
    [{ code: name, to }, ...(grade === null ? [] : [" ", { grade }])],
    [
      { kind: "list", look: "register", items },
      ...(relations.length <= MOST_LISTED ? [] : [{ kind: "paragraph", text: [all] } satisfies Block]),
    ],
    {
      anchor: anchors.schema(name),
      note: [counts, ...(score === null ? [] : [`, ${score} of 100`]), ...(about.length === 0 ? [] : [". ", ...about])],
    },
  );
}

function buildGuide(site: Site): Section[] {
  const results = sectionResults(site).filter(({ rules }) => rules.length > 0);
  if (results.length === 0) return [];
  const rules = results.flatMap((result) => result.rules);
  const cards: Cards["cards"] = results.map(
    ({ section: { title, number }, share, stale, checked, attested, rules: own }) => ({
      title,
      to: { page: "guide section", section: number },
      aside: stale > 0 ? `${stale} expired` : share === null ? "not assessed" : `${share}%`,
      share,
      lines: [
        [
          `${checked + attested + stale} of ${count(own.length, "rule")} assessed`,
          ...(attested === 0 ? [] : [`, ${attested} attested`]),
        ],
      ],
    }),
  );
  const summary = `${results.length} of ${count(site.guide.length, "section")}, ${count(rules.length, "rule")}: ${countEvidence(rules)}`;
  return [section("The guide", [{ kind: "cards", look: "card", cards }], { anchor: "guide", note: [summary] })];
}
