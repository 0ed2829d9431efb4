/** A section of the guide: its statements with their rules, and the contradictions that touch them. */
import type { GuideContradiction, GuideSection, GuideStatement, Rendered } from "../../content/guide.ts";
import { rules as registry } from "../../rules/index.ts";
import type { Block, FactEntry, MarkdownText, Page, Section } from "../page.ts";
import { buildNeighbours, section } from "../parts/blocks.ts";
import { plainProse } from "../parts/comment.ts";
import { buildRuleLines } from "../parts/guide-rules.ts";
import {
  contradictionsOf,
  describeShare,
  rulesOf,
  type SectionResult,
  sectionResults,
} from "../parts/guide-sections.ts";
import type { Site } from "../site.ts";
import { join, type Link } from "../text.ts";
import { anchors } from "../urls.ts";

export function buildGuideSectionPage(site: Site, { number, title, introduction, statements }: GuideSection): Page {
  const at = site.guide.findIndex((each) => each.number === number);
  const link = (other: GuideSection | undefined): Link | undefined =>
    other && { text: other.title, to: { page: "guide section", section: other.number } };
  return {
    crumbs: [{ text: "Guide", to: { page: "guide" } }],
    name: title,
    face: "prose",
    description: `The guide on ${title.toLowerCase()}, and how this database stands to it`,
    body: [
      { kind: "markdown", look: "lead", text: introduction },
      { kind: "facts", entries: buildFacts(sectionResults(site)[at] as SectionResult) },
      ...statements.map((statement) => buildStatement(site, statement)),
      ...buildNeighbours(link(site.guide[at - 1]), link(site.guide[at + 1])),
    ],
  };
}

function buildFacts(result: SectionResult): FactEntry[] {
  const { rules, checked, attested, stale } = result;
  if (rules.length === 0) return [];
  const fact = (label: string, number: number, alarming = false): FactEntry[] =>
    number === 0 ? [] : [{ label, value: [String(number)], alarming }];
  return [
    { label: "Here", value: [describeShare(result)] },
    { label: "Rules", value: [String(rules.length)] },
    ...fact("Checked", checked),
    ...fact("Attested", attested),
    ...fact("Expired", stale, true),
    ...fact("Open, or nothing to check", rules.length - checked - attested - stale),
  ];
}

function buildStatement(site: Site, statement: GuideStatement): Section {
  const { number, title, contradictions } = statement;
  const rules = rulesOf(site, statement);
  const missing = (text: Extract<Block, { kind: "paragraph" }>["text"]): Block => ({
    kind: "paragraph",
    look: "missing",
    text,
  });
  const elsewhere = contradictionsOf(site).filter(({ contradiction }) => contradiction.touches.includes(number));
  return section(
    plainProse(title),
    [
      text(statement),
      rules.length > 0
        ? buildRuleLines(site, rules)
        : missing([`No rule: ${statement.noRule ?? explainNoRule(site, statement)}`]),
      ...contradictions.map((contradiction) => buildContradiction(site, contradiction)),
      ...elsewhere.map(({ section: of, contradiction }) => {
        const anchor = anchors.contradiction(contradiction.number);
        const link: Link = { text: contradiction.number, to: { page: "guide section", section: of.number, anchor } };
        return missing(["See ", link, ": ", ...plainProse(contradiction.title), "."]);
      }),
    ],
    { look: "statement", number, anchor: anchors.statement(number) },
  );
}

function text({ html, markdown }: Rendered): MarkdownText {
  return { kind: "markdown", look: "text", text: { html, markdown } };
}

/** Why no rule answers a statement that could have one. */
function explainNoRule(site: Site, { number }: GuideStatement): string {
  const off = registry
    .filter(({ id, statement }) => statement === number && site.config.rules[id]?.off === true)
    .map(({ id }) => id);
  return off.length === 0
    ? "this version has none for it."
    : `${off.join(" and ")} ${off.length === 1 ? "is" : "are"} turned off in the configuration.`;
}

function buildContradiction(site: Site, contradiction: GuideContradiction): Section {
  const { number, title, says, reading, touches } = contradiction;
  const links = site.guide.flatMap(({ number: of, statements }) =>
    statements
      .filter((statement) => touches.includes(statement.number))
      .map((statement): Link => {
        const anchor = anchors.statement(statement.number);
        return { text: statement.number, to: { page: "guide section", section: of, anchor } };
      }),
  );
  const about: Block = { kind: "paragraph", look: "missing", text: ["About ", ...join(links), " too."] };
  return section(
    plainProse(title),
    [
      text(says),
      { kind: "paragraph", look: "label", text: ["Read here"] },
      text(reading),
      ...(links.length === 0 ? [] : [about]),
    ],
    { look: "contradiction", number, anchor: anchors.contradiction(number) },
  );
}
