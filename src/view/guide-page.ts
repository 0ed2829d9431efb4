/** The guide's index as an object: every statement with its rules, and where the guide contradicts itself. */
import type { AppliedRule } from "../model/scorecard.ts";
import { toPlainProse } from "./comment.ts";
import { type Frame, toFrame } from "./frame.ts";
import { type GuideRule, toGuideRule } from "./guide-rules.ts";
import {
  BESIDES,
  OWN,
  ownRulesOf,
  rulesOf,
  type SectionStanding,
  toContradictions,
  toShareText,
  toStandings,
} from "./guide-sections.ts";
import { count, type Link, type Prose } from "./inline.ts";
import type { Site } from "./site.ts";
import { anchors, paths, toHref } from "./urls.ts";

export interface IndexedStatement {
  number: string;
  href: string;
  title: Prose;
  /** Empty where no rule in force answers it. */
  rules: GuideRule[];
}

export interface IndexedSection extends Link {
  id: string;
  /** `12 rules, 91% of points met`, `no rule`. */
  standing: string;
  statements: IndexedStatement[];
}

/** Rules outside the guide: the team's own, and those of the extended profile. */
export interface OtherRules {
  text: string;
  id: string;
  standing: string;
  rules: GuideRule[];
}

export interface GuidePage {
  frame: Frame;
  crumbs: Link[];
  name: string;
  lead: string;
  sections: IndexedSection[];
  contradictions: { number: string; href: string; title: Prose; statement: string }[];
  others: OtherRules[];
}

const CONTRADICTIONS = { text: "Where the guide contradicts itself", id: "contradictions" };

export function toGuidePage(site: Site): GuidePage {
  const path = paths.guide;
  const sections = toStandings(site).map((standing) => toSection(site, path, standing));
  const contradictions = toContradictions(site).map(({ section, statement, contradiction }) => ({
    number: contradiction.number,
    href: toHref(path, paths.guideSection(section.number), anchors.contradiction(contradiction.number)),
    title: toPlainProse(contradiction.title),
    statement: statement.number,
  }));
  const others = [
    toOthers(site, path, OWN, ownRulesOf(site), "of your own, beside the guide"),
    toOthers(
      site,
      path,
      BESIDES,
      site.scorecard.rules.filter(({ id }) => site.isExtended(id)),
      "beyond the guide, in no score",
    ),
  ].flat();
  const entry = ({ text, id }: { text: string; id: string }, number: number) =>
    number === 0 ? [] : [{ text, href: `#${id}`, count: number }];
  return {
    frame: toFrame(site, {
      path,
      title: "Guide",
      description: "The style guide, statement by statement, and how this database stands to it",
      section: paths.guide,
      contents: [
        ...sections.map(({ text, id, statements }) => ({ text, href: `#${id}`, count: statements.length })),
        ...entry(CONTRADICTIONS, contradictions.length),
        ...others.flatMap((each) => entry(each, each.rules.length)),
      ],
    }),
    crumbs: [{ text: site.title, href: toHref(path, paths.overview) }],
    name: "Guide",
    lead: "The style guide that every table is judged by, statement by statement, and how this database stands to each.",
    sections,
    contradictions,
    others,
  };
}

function toSection(site: Site, path: string, standing: SectionStanding): IndexedSection {
  const { section, rules } = standing;
  const file = paths.guideSection(section.number);
  return {
    text: section.title,
    href: toHref(path, file),
    id: `section-${section.number}`,
    standing: rules.length === 0 ? "no rule" : `${count(rules.length, "rule")}, ${toShareText(standing)}`,
    statements: section.statements.map((statement) => ({
      number: statement.number,
      href: toHref(path, file, anchors.statement(statement.number)),
      title: toPlainProse(statement.title),
      rules: rulesOf(site, statement).map((rule) => toGuideRule(site, path, rule)),
    })),
  };
}

/** None where there are no such rules, or all are turned off. */
function toOthers(
  site: Site,
  path: string,
  { text, id }: typeof BESIDES,
  rules: readonly AppliedRule[],
  what: string,
): OtherRules[] {
  if (rules.length === 0) return [];
  return [
    {
      text,
      id,
      standing: `${count(rules.length, "rule")} ${what}`,
      rules: rules.map((rule) => toGuideRule(site, path, rule)),
    },
  ];
}
