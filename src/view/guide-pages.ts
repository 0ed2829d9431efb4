/** The guide's index and its sections as objects: the rules, and how the site stands to each. */
import type { AppliedRule, RuleResult } from "../model/scorecard.ts";
import { toLook } from "./conformance.ts";
import { type Frame, toFrame } from "./frame.ts";
import { BESIDES, type SectionStanding, sectionName, toStandings } from "./guide-sections.ts";
import { count, type Link } from "./inline.ts";
import type { Site } from "./site.ts";
import { paths, toHref } from "./urls.ts";

export interface GuideRule extends Link {
  title: string;
  statement: string;
  severity: string;
  /** `3 of 14 tables fail`, `met`, `attested`, `not assessed`. */
  standing: string;
  look: "error" | "warning" | "met" | "excused" | "unassessed" | null;
}

export interface GuideSection extends Link {
  id: string;
  standing: string;
  rules: GuideRule[];
}

export interface GuidePage {
  frame: Frame;
  crumbs: (Link | string)[];
  name: string;
  lead: string;
  sections: GuideSection[];
}

export function toGuidePage(site: Site): GuidePage {
  const path = paths.guide;
  const sections = [...toStandings(site).map((standing) => toSection(site, path, standing)), ...toBesides(site, path)];
  return {
    frame: toFrame(site, {
      path,
      title: "Guide",
      description: "The style guide, rule by rule, and how this database stands to it",
      section: paths.guide,
      contents: sections.map(({ text, id, rules }) => ({ text, href: `#${id}`, count: rules.length })),
    }),
    crumbs: [{ text: site.title, href: toHref(path, paths.overview) }],
    name: "Guide",
    lead: "The style guide that every table is judged by, rule by rule, and how this database stands to each.",
    sections,
  };
}

export function toGuideSectionPage(site: Site, number: number): GuidePage {
  const path = paths.guideSection(number);
  const sections = toStandings(site)
    .filter((standing) => standing.number === number)
    .map((standing) => toSection(site, path, standing));
  return {
    frame: toFrame(site, {
      path,
      title: sectionName(number),
      description: `The guide on ${sectionName(number).toLowerCase()}, and how this database stands to it`,
      section: paths.guide,
    }),
    crumbs: [{ text: "Guide", href: toHref(path, paths.guide) }],
    name: sectionName(number),
    lead: sections[0]?.standing ?? "",
    sections,
  };
}

function toSection(site: Site, path: string, standing: SectionStanding): GuideSection {
  const share = standing.share === null ? "not assessed" : `${standing.share}% of points met`;
  return {
    text: standing.name,
    href: toHref(path, paths.guideSection(standing.number)),
    id: `section-${standing.number}`,
    standing: `${count(standing.rules.length, "rule")}, ${share}.`,
    rules: standing.rules.map((rule) => toGuideRule(path, site.resultsOf(rule.id), rule)),
  };
}

/** The rules of the extended profile, after the guide's sections; none where all are turned off. */
function toBesides(site: Site, path: string): GuideSection[] {
  const rules = site.scorecard.rules.filter(({ id }) => site.isExtended(id));
  if (rules.length === 0) return [];
  return [
    {
      text: BESIDES.text,
      href: toHref(path, paths.guide, BESIDES.id),
      id: BESIDES.id,
      standing: `${count(rules.length, "rule")} beyond the guide, in no score.`,
      rules: rules.map((rule) => toGuideRule(path, site.resultsOf(rule.id), rule)),
    },
  ];
}

function toGuideRule(path: string, results: readonly RuleResult[], rule: AppliedRule): GuideRule {
  const of = (...verdicts: string[]) => results.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const failing = of("fail", "stale");
  const judged = results.length - of("n.a.");
  const common = {
    text: rule.id,
    href: toHref(path, paths.rule(rule.id)),
    title: rule.title,
    statement: rule.statement,
    severity: rule.severity,
  };
  if (failing > 0) {
    const where = rule.scope === "project" ? "expired" : `fails on ${failing} of ${count(judged, "table")}`;
    return { ...common, standing: where, look: toLook("fail", rule) };
  }
  if (of("pass") > 0) return { ...common, standing: `met by ${count(of("pass"), "table")}`, look: "met" };
  if (of("attested") > 0) return { ...common, standing: "attested", look: "met" };
  if (of("waived", "justified") > 0) return { ...common, standing: "waived or justified", look: "excused" };
  if (of("not assessed") > 0) return { ...common, standing: "not assessed", look: "unassessed" };
  return { ...common, standing: "nothing to check", look: null };
}
