/** A rule's page: what it asks, where it fails here, and how to mend or excuse that. */
import { pagePathOf } from "../../model/config.ts";
import { compareText } from "../../model/names.ts";
import type { AppliedRule, Finding, RuleResult } from "../../model/scorecard.ts";
import { counts } from "../../score/applied-rules.ts";
import { count } from "../numbers.ts";
import type { Block, Columns, FactEntry, Page, Section, TableRow } from "../page.ts";
import { section, tableSection } from "../parts/blocks.ts";
import { BEYOND, describeExcuse, isExcused, tagOf } from "../parts/findings.ts";
import { outcomeOf } from "../parts/guide-rules.ts";
import { describeEvidence, OWN_RULES, placeOf } from "../parts/guide-sections.ts";
import { capitalise, nounOfPlaces, placeOfSubject } from "../parts/subject-place.ts";
import type { Site } from "../site.ts";
import { type Link, type Prose, toProse } from "../text.ts";
import { anchors } from "../urls.ts";

/** Findings on one page; further ones stand on pages of their own. */
const MOST_ON_PAGE = 500;

/** One of the pages of a rule, from 1. */
export interface RulePart {
  rule: AppliedRule;
  number: number;
}

/** The pages of all rules in force. */
export function listRuleParts(site: Site): RulePart[] {
  return site.scorecard.rules.flatMap((rule) =>
    Array.from({ length: countPages(site, rule) }, (_, index) => ({ rule, number: index + 1 })),
  );
}

function countPages(site: Site, { id }: AppliedRule): number {
  return Math.max(1, Math.ceil(site.findingsOfRule(id).length / MOST_ON_PAGE));
}

export function buildRulePage(site: Site, { rule, number }: RulePart): Page {
  const { id, title, severity, weight, profile } = rule;
  const findings = site.findingsOfRule(id).toSorted(bySubject);
  const first = number === 1;
  return {
    crumbs: [{ text: "Guide", to: { page: "guide" } }, ...buildCrumbs(site, rule)],
    name: id,
    face: "small",
    chips: [
      weight === 0 || !counts(rule) ? severity : `${severity}, ${count(weight, "point")}`,
      describeEvidence(rule),
      ...(profile === "own" ? ["your own rule"] : placeOf(site, rule) === null ? ["not in the guide"] : []),
    ],
    description: title,
    head: [
      { kind: "paragraph", look: "lead", text: [title] },
      { kind: "facts", entries: buildFacts(site, rule, findings) },
    ],
    body: [
      buildFailures(site, rule, findings, number),
      ...(first ? [...buildWritten(site, rule), ...buildExempt(rule), ...buildOptions(rule)] : []),
    ],
  };
}

/** The section and the statement of the guide, or what stands in for them. */
function buildCrumbs(site: Site, rule: AppliedRule): Link[] {
  const place = placeOf(site, rule);
  if (place === null) {
    const { title, anchor } = site.isExtended(rule.id) ? BEYOND : OWN_RULES;
    return [{ text: title, to: { page: "guide", anchor } }];
  }
  const { section: of, statement } = place;
  const to = { page: "guide section", section: of.number } as const;
  const name = `${statement.number} ${statement.title.replaceAll("`", "")}`;
  return [
    { text: of.title, to },
    { text: name, to: { ...to, anchor: anchors.statement(statement.number) } },
  ];
}

function bySubject(a: Finding, b: Finding): number {
  return (
    Number(isExcused(a)) - Number(isExcused(b)) ||
    compareText(a.subject.schema ?? "", b.subject.schema ?? "") ||
    compareText(a.subject.relation ?? "", b.subject.relation ?? "") ||
    compareText(a.subject.name, b.subject.name)
  );
}

function buildFailures(site: Site, rule: AppliedRule, findings: readonly Finding[], number: number): Section {
  const shown = findings
    .slice((number - 1) * MOST_ON_PAGE, number * MOST_ON_PAGE)
    .map((finding) => ({ finding, place: placeOfSubject(site, finding) }));
  const noun = nounOfPlaces(shown.map(({ place }) => place));
  const columns: Columns = {
    [noun === "place" || noun === "project" ? "Where" : capitalise(noun)]: "place",
    Subject: "type",
    "What was found": "about",
    Verdict: "plain",
    Points: "number",
  };
  const rows = shown.map(({ finding, place }, index): TableRow => {
    const before = shown[index - 1]?.place ?? null;
    const again = before !== null && (rule.scope === "project" || before.key === place.key);
    // Points that mending the rule here gives back: of a table once, of the project once.
    const rise = isExcused(finding) || again ? null : site.riseOf(finding.rule, finding.subject);
    const excuse: Prose = isExcused(finding) ? describeExcuse(site, finding) : [];
    return {
      cells: [
        place.where,
        place.part === "" ? [] : [{ code: place.part }],
        {
          text: toProse(finding.message),
          below: excuse.length === 0 ? [] : [{ kind: "paragraph", look: "remark", text: excuse }],
        },
        [{ tag: tagOf(finding) }],
        rise === null ? [] : [rise],
      ],
    };
  });
  const table: Block[] = rows.length === 0 ? [] : [{ kind: "table", label: "Where it fails", columns, rows }];
  const none = findings.length === 0 ? { note: ["nowhere"] } : {};
  return section("Where it fails", [...table, ...buildPager(site, rule, number)], {
    anchor: "failures",
    count: findings.length,
    ...none,
  });
}

/** This page and the others, where the findings need more than one. */
function buildPager(site: Site, rule: AppliedRule, number: number): Block[] {
  const pages = countPages(site, rule);
  if (pages === 1) return [];
  const links = Array.from({ length: pages }, (_, index) => ({
    text: String(index + 1),
    to: { page: "rule", rule: rule.id, number: index + 1 } as const,
    current: index + 1 === number,
  }));
  return [{ kind: "links", links }];
}

function buildFacts(site: Site, rule: AppliedRule, findings: readonly Finding[]): FactEntry[] {
  const results = site.resultsOf(rule.id);
  const sum = (pick: (subjects: RuleResult["subjects"]) => number) =>
    results.reduce((total, { subjects }) => total + pick(subjects), 0);
  const met = sum(({ pass }) => pass);
  const judged = met + sum(({ fail }) => fail);
  const failing = results.filter(({ verdict }) => verdict === "fail" || verdict === "stale").length;
  const applicable = results.filter(({ verdict }) => verdict !== "n.a.").length;
  const unknown = results.filter(({ verdict }) => verdict === "not assessed").length;
  const excused = (["justified", "waived"] as const).flatMap((verdict) => {
    const number = findings.filter((finding) => finding.verdict === verdict).length;
    return number === 0 ? [] : [`${number} ${verdict}`];
  });
  const common = [
    { label: "Excused", value: [excused.join(", ") || "none"] },
    ...(rule.sameAs.length === 0 ? [] : [{ label: "Also checked by", value: [rule.sameAs.join(", ")] }]),
  ];
  if (rule.scope === "project") {
    const { summary, more } = outcomeOf(site, rule);
    if (rule.evidence === "rules") return [{ label: "Here", value: more }];
    const why = more.length === 0 ? [] : [{ label: "Because", value: more }];
    return [{ label: "Here", value: [summary], alarming: failing > 0 }, ...why, ...common];
  }
  return [
    { label: "Here", value: [judged === 0 ? `no ${rule.subjects} judged` : `${met} of ${judged} ${rule.subjects}`] },
    { label: "Tables failing", value: [`${failing} of ${applicable}`], alarming: failing > 0 },
    ...(unknown === 0 ? [] : [{ label: "Not assessed", value: [count(unknown, "table")] }]),
    ...common,
  ];
}

/** The rule's own page of the guide; where the team has yet to write one, what is known and where it would be. */
function buildWritten(site: Site, { id, why, profile }: AppliedRule): Section[] {
  const page = site.rulePage(id);
  if (page !== null) {
    return [page.why, page.insteadOf, page.write, ...page.rest].flatMap((part) =>
      part === null ? [] : [section(part.title, [{ kind: "markdown", look: "text", text: part }])],
    );
  }
  const words: Block[] = [{ kind: "paragraph", look: "text", text: [why] }];
  if (profile === "own") {
    const place = { code: pagePathOf(site.config, id) };
    const text = ["Nobody has written more yet: its page would be ", place, ", beside the configuration."];
    words.push({ kind: "paragraph", look: "remark", text });
  }
  return [section("Why", words)];
}

function buildExempt({ exempt }: AppliedRule): Section[] {
  if (exempt.length === 0) return [];
  const items = exempt.map((line) => ({ parts: [[line]] }));
  return [section("Left alone", [{ kind: "list", look: "text", items }], { anchor: "exempt", count: exempt.length })];
}

function buildOptions({ options }: AppliedRule): Section[] {
  const columns: Columns = { Option: "name", Value: "type", "What it does": "about" };
  const rows = options.map(({ name, value, description }) => ({
    cells: [[{ code: name }], [{ code: value }], [description]],
  }));
  return tableSection("Options", columns, rows, { note: ["as applied here"] });
}
