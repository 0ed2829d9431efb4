/** The guide as Markdown: its index, and its sections with their own text. */
import type { GuidePage } from "../guide-page.ts";
import type { GuideRule } from "../guide-rules.ts";
import type { ContradictionBlock, GuideSectionPage, StatementBlock } from "../guide-section-page.ts";
import { toDocument, toLine, toLink, toList, toSection, toText } from "./markdown.ts";

export function toGuideTwin(page: GuidePage): string {
  return toDocument([
    `# ${page.name}`,
    page.lead,
    ...page.sections.flatMap(({ text, href, standing, statements }) =>
      toSection(
        toLink(text, href),
        `${standing}.`,
        toList(
          statements.map((statement) => {
            const rules = statement.rules.map((rule) => `${toLink(rule.text, rule.href)} ${rule.standing}`).join(", ");
            return `${statement.number} ${toLine(statement.title)}: ${rules || "no rule"}`;
          }),
        ),
      ),
    ),
    ...toSection(
      "Where the guide contradicts itself",
      toList(
        page.contradictions.map(
          ({ number, title, statement, href }) => `${number} ${toLine(title)}: ${toLink(statement, href)}`,
        ),
      ),
    ),
    ...page.others.flatMap(({ text, standing, rules }) => toSection(text, `${standing}.`, toRules(rules))),
  ]);
}

export function toGuideSectionTwin(page: GuideSectionPage): string {
  return toDocument([
    `# ${page.name}`,
    page.lead.markdown,
    toList(page.facts.map(({ label, value }) => `${label}: ${toLine(value)}`)),
    ...page.statements.flatMap(toStatement),
    [page.before, page.after].flatMap((link) => (link === null ? [] : [toLink(link.text, link.href)])).join(", "),
  ]);
}

function toStatement(statement: StatementBlock): string[] {
  return [
    `## ${statement.number} ${toLine(statement.title)}`,
    statement.text.markdown,
    toRules(statement.rules),
    statement.noRule === null ? "" : `No rule: ${statement.noRule}`,
    ...statement.contradictions.flatMap(toContradiction),
    toList(statement.elsewhere.map(({ text, href, title }) => `See ${toLink(text, href)}: ${toLine(title)}`)),
  ];
}

function toContradiction({ number, title, says, reading, touches }: ContradictionBlock): string[] {
  return [
    `### ${number} ${toLine(title)}`,
    says.markdown,
    `Read here: ${reading.markdown}`,
    touches.length === 0 ? "" : `About ${touches.map(({ text, href }) => toLink(text, href)).join(", ")} too.`,
  ];
}

function toRules(rules: readonly GuideRule[]): string {
  return toList(
    rules.map(({ text, href, severity, standing, more, title }) => {
      const said = more.length === 0 ? standing : `${standing}; ${toLine(more)}`;
      return `${toLink(text, href)}, ${severity}, ${said}: ${toText(title)}`;
    }),
  );
}
