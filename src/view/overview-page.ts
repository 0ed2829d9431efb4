/** The overview as an object. */
import { quoteIdentifier } from "../model/names.ts";
import type { Grade } from "../model/scorecard.ts";
import { toLevel } from "../model/verdict.ts";
import { toRiseText } from "../score/arithmetic.ts";
import type { Gain } from "../score/gains.ts";
import { toCodeLinks, toComment, toFirstSentence } from "./comment.ts";
import { type Seal, toArithmetic, toSeal } from "./conformance.ts";
import { toCounts } from "./counts.ts";
import { type Frame, toFrame } from "./frame.ts";
import { type SectionStanding, toEvidenceCounts, toStandings } from "./guide-sections.ts";
import { type HistoryEntry, toHistoryEntry } from "./history-list.ts";
import { type Comment, count, type Inline, type Link, type Prose, toProse } from "./inline.ts";
import { type Matrix, toMatrix } from "./matrix.ts";
import type { Site } from "./site.ts";
import { paths, toHref } from "./urls.ts";

const MOST_FIXES = 8;
const MOST_STEPS = 4;
/** Relations of one schema in the index of the overview. */
const MOST_LISTED = 60;

const SCORES = [
  { name: "Tables", key: "tables" },
  { name: "Migrations", key: "migrations" },
  { name: "Operations", key: "operations" },
] as const;

export interface Fix {
  relation: Inline;
  what: Prose;
  /** `+1.9`. */
  rise: string;
}

export interface IndexedRelation extends Link {
  grade: Grade | null;
  kind: string;
  /** The comment's first sentence. */
  about: Prose;
}

export interface IndexedSchema extends Link {
  counts: string;
  comment: Prose;
  grade: Grade | null;
  score: number | null;
  relations: IndexedRelation[];
  more: Link | null;
}

export interface ScoreLine {
  name: string;
  /** `null` where it is unrated. */
  grade: Grade | null;
  /** `84 of 100`, `unrated`. */
  standing: string;
  /** `96% assessed`. */
  assessed: string;
}

export interface SectionCard {
  name: string;
  href: string;
  /** 0 to 100; `null` where nothing was judged. */
  share: number | null;
  /** `84%`, `1 expired`, `not assessed`. */
  standing: string;
  /** `9 of 9 rules checked here`. */
  checked: string;
}

export interface OverviewPage {
  frame: Frame;
  name: string;
  seal: Seal;
  lead: Comment | null;
  summary: Prose;
  counts: { look: "error" | "warning" | "information" | "excused"; text: string }[];
  findings: Link | null;
  /** The three scores, which are never mixed; one that has nothing to assess is left out. */
  scores: ScoreLine[];
  omissions: { what: string; reason: string; hint: string | null; place: string | null }[];
  matrix: Matrix | null;
  /** How each of the scores came about, by its name. */
  arithmetic: { name: string; lines: string[] }[];
  fixes: Fix[];
  lately: HistoryEntry[];
  migrations: string;
  schemas: IndexedSchema[];
  guide: { summary: string; cards: SectionCard[] };
}

export function toOverviewPage(site: Site): OverviewPage {
  const path = paths.overview;
  const { scorecard, catalog, config } = site;
  const lead = config.description ?? catalog.database.comment;
  const standings = toStandings(site).filter((standing) => standing.rules.length > 0);
  const matrix = toMatrix(site, path);
  const scores = SCORES.map(({ name, key }) => ({ name, score: scorecard.scores[key] })).filter(
    ({ score }) => score.coverage !== null,
  );
  const fixes = site.gains.filter(({ score }) => score === "tables").slice(0, MOST_FIXES);
  const lately = catalog.history.toReversed().slice(0, MOST_STEPS);
  return {
    frame: toFrame(site, { path, title: site.title, description: lead ?? `The register of ${site.title}` }),
    name: site.title,
    seal: toSeal(scorecard.scores.tables),
    lead: toComment(lead, toCodeLinks(site, path, null)),
    summary: [toSummary(site)],
    counts: toFindingCounts(site),
    findings:
      site.guideFindings.length === 0
        ? null
        : { text: count(site.guideFindings.length, "finding"), href: toHref(path, paths.findings) },
    scores: scores.map(({ name, score: { grade, score, coverage } }) => ({
      name,
      grade,
      standing: grade === null ? "unrated" : `${score} of 100`,
      assessed: `${coverage}% assessed`,
    })),
    omissions: catalog.omissions
      .filter(({ kind }) => kind === "schema")
      .map(({ what, reason, hint, place }) => ({ what, reason, hint, place })),
    matrix,
    arithmetic: scores.map(({ name, score }) => ({ name, lines: toArithmetic(score) })),
    fixes: fixes.map((gain) => toFix(site, path, gain)),
    lately: lately.map((step) => toHistoryEntry(site, path, step, step.changes, 4)),
    migrations: toHref(path, paths.migrations),
    schemas: site.schemas.map((schema) => toIndexedSchema(site, path, schema)),
    guide: {
      summary: toGuideSummary(site, standings),
      cards: standings.map((standing) => ({
        name: standing.section.title,
        href: toHref(path, paths.guideSection(standing.section.number)),
        share: standing.share,
        standing:
          standing.stale > 0
            ? `${standing.stale} expired`
            : standing.share === null
              ? "not assessed"
              : `${standing.share}%`,
        checked: `${standing.checked + standing.attested + standing.stale} of ${count(standing.rules.length, "rule")} assessed${standing.attested === 0 ? "" : `, ${standing.attested} attested`}`,
      })),
    },
  };
}

function toSummary({ catalog, listed, schemas }: Site): string {
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
  const counted = toCounts(listed) || "Nothing";
  return `${counted} and ${count(keys, "foreign key")} in ${count(schemas.length, "schema")}, ${from}.`;
}

export function toFindingCounts({ guideFindings }: Site): OverviewPage["counts"] {
  const excused = guideFindings.filter(({ verdict }) => verdict === "waived" || verdict === "justified").length;
  const failing = guideFindings.filter(({ verdict }) => verdict === "fail" || verdict === "stale");
  const { error = [], warning = [], information = [] } = Object.groupBy(failing, ({ severity }) => toLevel(severity));
  const all: OverviewPage["counts"] = [
    { look: "error", text: count(error.length, "error") },
    { look: "warning", text: count(warning.length, "warning") },
    { look: "information", text: `${information.length} for information` },
    { look: "excused", text: `${excused} waived or justified` },
  ];
  return all.filter(({ text }) => !text.startsWith("0 "));
}

function toFix(site: Site, path: string, gain: Gain): Fix {
  const { schema, relation } = gain;
  const finding = (
    schema === null || relation === null ? site.scorecard.findings : site.findingsOf({ schema, name: relation })
  ).find((each) => each.rule === gain.rule && (each.verdict === "fail" || each.verdict === "stale"));
  const more = gain.failures > 1 ? [` And ${gain.failures - 1} more.`] : [];
  const href =
    schema === null || relation === null
      ? toHref(path, paths.rule(gain.rule))
      : site.hrefOf(path, schema, relation, "findings");
  return {
    relation: { code: relation === null ? gain.rule : quoteIdentifier(relation), ...(href === null ? {} : { href }) },
    what: finding === undefined ? [gain.rule] : [...toProse(finding.message), ...more],
    rise: toRiseText(gain.rise),
  };
}

function toIndexedSchema(
  site: Site,
  path: string,
  { name, comment, counts, relations }: Site["schemas"][number],
): IndexedSchema {
  const href = toHref(path, paths.schema(name));
  const score = site.scorecard.schemas.find((each) => each.name === name);
  return {
    text: name,
    href,
    counts,
    comment: toFirstSentence(comment),
    grade: score?.grade ?? null,
    score: score?.score ?? null,
    relations: relations.slice(0, MOST_LISTED).map((relation) => toIndexedRelation(site, path, relation)),
    more:
      relations.length <= MOST_LISTED ? null : { text: `All ${count(relations.length, "relation")} of ${name}`, href },
  };
}

export function toIndexedRelation(site: Site, path: string, relation: Site["listed"][number]): IndexedRelation {
  return {
    text: relation.name,
    href: toHref(path, paths.relation(relation.schema, relation.name)),
    grade: site.scoreOf(relation)?.grade ?? null,
    kind: relation.kind,
    about: toFirstSentence(relation.comment),
  };
}

function toGuideSummary(site: Site, standings: readonly SectionStanding[]): string {
  const rules = standings.flatMap((standing) => standing.rules);
  return `${standings.length} of ${count(site.guide.length, "section")}, ${count(rules.length, "rule")}: ${toEvidenceCounts(rules)}`;
}
