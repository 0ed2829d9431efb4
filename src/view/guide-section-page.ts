/** A section of the guide as an object: its statements with their rules, and the contradictions that touch them. */
import type { GuideContradiction, GuideSection, GuideStatement, Rendered } from "../content/guide.ts";
import { rules as registry } from "../rules/index.ts";
import { toPlainProse } from "./comment.ts";
import { type Frame, toFrame } from "./frame.ts";
import { type GuideRule, toGuideRule } from "./guide-rules.ts";
import { rulesOf, type SectionStanding, toContradictions, toShareText, toStandings } from "./guide-sections.ts";
import type { Link, Prose } from "./inline.ts";
import type { FactEntry } from "./relation-page.ts";
import type { Site } from "./site.ts";
import { anchors, paths, toHref } from "./urls.ts";

export interface ContradictionBlock {
  id: string;
  number: string;
  title: Prose;
  says: Rendered;
  reading: Rendered;
  /** Statements that it is about besides the one under which it stands. */
  touches: Link[];
}

export interface StatementBlock {
  id: string;
  number: string;
  title: Prose;
  text: Rendered;
  rules: GuideRule[];
  /** Why no rule is listed, to follow "No rule: "; `null` where one is. */
  noRule: string | null;
  contradictions: ContradictionBlock[];
  /** Contradictions that touch it and stand under another statement. */
  elsewhere: (Link & { title: Prose })[];
}

export interface GuideSectionPage {
  frame: Frame;
  crumbs: Link[];
  name: string;
  lead: Rendered;
  facts: FactEntry[];
  statements: StatementBlock[];
  before: Link | null;
  after: Link | null;
}

export function toGuideSectionPage(site: Site, section: GuideSection): GuideSectionPage {
  const path = paths.guideSection(section.number);
  const standings = toStandings(site);
  const at = site.guide.indexOf(section);
  const standing = standings[at] as SectionStanding;
  const link = (other: GuideSection | undefined): Link | null =>
    other === undefined ? null : { text: other.title, href: toHref(path, paths.guideSection(other.number)) };
  return {
    frame: toFrame(site, {
      path,
      title: section.title,
      description: `The guide on ${section.title.toLowerCase()}, and how this database stands to it`,
      section: paths.guide,
      contents: section.statements.map(({ number, title }) => ({
        text: `${number} ${title.replaceAll("`", "")}`,
        href: `#${anchors.statement(number)}`,
        count: null,
      })),
    }),
    crumbs: [{ text: "Guide", href: toHref(path, paths.guide) }],
    name: section.title,
    lead: section.introduction,
    facts: toFacts(standing),
    statements: section.statements.map((statement) => toStatement(site, path, statement)),
    before: link(site.guide[at - 1]),
    after: link(site.guide[at + 1]),
  };
}

function toFacts(standing: SectionStanding): FactEntry[] {
  const { rules, checked, attested, stale } = standing;
  if (rules.length === 0) return [];
  const fact = (label: string, number: number, alarming = false): FactEntry[] =>
    number === 0 ? [] : [{ label, value: [String(number)], ...(alarming ? { alarming } : {}) }];
  return [
    { label: "Here", value: [toShareText(standing)] },
    { label: "Rules", value: [String(rules.length)] },
    ...fact("Checked", checked),
    ...fact("Attested", attested),
    ...fact("Expired", stale, true),
    ...fact("Open, or nothing to check", rules.length - checked - attested - stale),
  ];
}

function toStatement(site: Site, path: string, statement: GuideStatement): StatementBlock {
  const rules = rulesOf(site, statement).map((rule) => toGuideRule(site, path, rule));
  return {
    id: anchors.statement(statement.number),
    number: statement.number,
    title: toPlainProse(statement.title),
    text: { markdown: statement.markdown, html: statement.html },
    rules,
    noRule: rules.length > 0 ? null : (statement.noRule ?? toReason(site, statement)),
    contradictions: statement.contradictions.map((contradiction) => toBlock(site, path, contradiction)),
    elsewhere: toContradictions(site)
      .filter(({ contradiction }) => contradiction.touches.includes(statement.number))
      .map(({ section, contradiction }) => ({
        text: contradiction.number,
        href: toHref(path, paths.guideSection(section.number), anchors.contradiction(contradiction.number)),
        title: toPlainProse(contradiction.title),
      })),
  };
}

/** Why no rule answers a statement that could have one. */
function toReason(site: Site, { number }: GuideStatement): string {
  const off = registry
    .filter(({ id, statement }) => statement === number && site.config.rules[id]?.off === true)
    .map(({ id }) => id);
  return off.length === 0
    ? "this version has none for it."
    : `${off.join(" and ")} ${off.length === 1 ? "is" : "are"} turned off in the configuration.`;
}

function toBlock(site: Site, path: string, contradiction: GuideContradiction): ContradictionBlock {
  const { number, title, says, reading, touches } = contradiction;
  return {
    id: anchors.contradiction(number),
    number,
    title: toPlainProse(title),
    says,
    reading,
    touches: site.guide.flatMap((section) =>
      section.statements
        .filter((statement) => touches.includes(statement.number))
        .map((statement) => ({
          text: statement.number,
          href: toHref(path, paths.guideSection(section.number), anchors.statement(statement.number)),
        })),
    ),
  };
}
