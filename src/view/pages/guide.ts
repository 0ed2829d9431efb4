/** The guide's index: every statement with its rules, and where the guide contradicts itself. */
import type { AppliedRule } from "../../model/scorecard.ts";
import { count } from "../numbers.ts";
import type { ListItem, Page, Section } from "../page.ts";
import { section } from "../parts/blocks.ts";
import { plainProse } from "../parts/comment.ts";
import { BEYOND } from "../parts/findings.ts";
import { buildRuleLines, buildShortRuleLines } from "../parts/guide-rules.ts";
import {
  contradictionsOf,
  describeShare,
  OWN_RULES,
  ownRulesOf,
  rulesOf,
  type SectionResult,
  sectionResults,
} from "../parts/guide-sections.ts";
import type { Site } from "../site.ts";
import { styled } from "../text.ts";
import { anchors, type Target } from "../urls.ts";

const LEAD =
  "The style guide that every table is judged by, statement by statement, and how this database stands to each.";

export function buildGuidePage(site: Site): Page {
  const beyond = site.scorecard.rules.filter(({ id }) => site.isExtended(id));
  return {
    crumbs: [{ text: site.title, to: { page: "overview" } }],
    name: "Guide",
    face: "prose",
    description: "The style guide, statement by statement, and how this database stands to it",
    body: [
      { kind: "paragraph", look: "lead", text: [LEAD] },
      { kind: "legend" },
      ...sectionResults(site).map((result) => buildSection(site, result)),
      ...buildContradictions(site),
      ...buildOthers(site, OWN_RULES, ownRulesOf(site), "of your own, beside the guide"),
      ...buildOthers(site, BEYOND, beyond, "beyond the guide, in no score"),
    ],
  };
}

function buildSection(site: Site, result: SectionResult): Section {
  const { number, title, statements } = result.section;
  const to: Target = { page: "guide section", section: number };
  const items = statements.map((statement): ListItem => {
    const rules = rulesOf(site, statement);
    const name = { code: statement.number, to: { ...to, anchor: anchors.statement(statement.number) } };
    const none = rules.length === 0 ? [[styled("missing", "no rule")]] : [];
    return { parts: [[name], plainProse(statement.title), ...none], items: buildShortRuleLines(site, rules) };
  });
  const rules = result.rules.length;
  return section([{ text: title, to }], [{ kind: "list", look: "statements", items }], {
    anchor: `section-${number}`,
    count: statements.length,
    note: [rules === 0 ? "no rule" : `${count(rules, "rule")}, ${describeShare(result)}`],
  });
}

function buildContradictions(site: Site): Section[] {
  const items = contradictionsOf(site).map(({ section: { number: of }, statement, contradiction }): ListItem => {
    const { number, title } = contradiction;
    const to: Target = { page: "guide section", section: of, anchor: anchors.contradiction(number) };
    return {
      parts: [[{ code: number, to }], plainProse(title), [styled("missing", `under ${statement.number}`)]],
    };
  });
  if (items.length === 0) return [];
  return [
    section("Where the guide contradicts itself", [{ kind: "list", look: "statements", items }], {
      anchor: "contradictions",
      count: items.length,
      note: ["and how it is read here"],
    }),
  ];
}

/** Rules outside the guide. None where there are no such rules, or all are turned off. */
function buildOthers(
  site: Site,
  { title, anchor }: typeof BEYOND,
  rules: readonly AppliedRule[],
  what: string,
): Section[] {
  if (rules.length === 0) return [];
  const note = [`${count(rules.length, "rule")} ${what}`];
  return [section(title, [buildRuleLines(site, rules)], { anchor, count: rules.length, note })];
}
