/** A rule's page as an object: what it asks, where it fails here, and how to mend or excuse that. */
import type { PageSection } from "../content/rule-pages.ts";
import { toPagePath } from "../model/config.ts";
import { compareText } from "../model/names.ts";
import type { AppliedRule, Finding, RuleResult } from "../model/scorecard.ts";
import { counts } from "../score/applied-rules.ts";
import { type Tag, toExcuse, toTag } from "./finding-groups.ts";
import { type Frame, toFrame } from "./frame.ts";
import { toGuideRule } from "./guide-rules.ts";
import { BESIDES, OWN, placeOf, toEvidenceText } from "./guide-sections.ts";
import { count, type Link, type Prose, toProse } from "./inline.ts";
import type { FactEntry } from "./relation-page.ts";
import type { Site } from "./site.ts";
import { type SubjectPlace, toPlace, toPlaceNoun } from "./subject-place.ts";
import { anchors, paths, toHref } from "./urls.ts";

/** Findings on one page; further ones stand on pages of their own. */
const MOST_ON_PAGE = 500;

export interface RuleRow {
  where: Prose;
  /** The part of a relation that it is about; empty outside relations. */
  part: string;
  tag: Tag;
  message: Prose;
  /** Points that mending the rule on this table, or the project, gives back, on its first row; else `null`. */
  rise: string | null;
  /** By whom it was excused; empty for failures. */
  excuse: Prose;
}

export interface RulePage {
  frame: Frame;
  crumbs: Link[];
  name: string;
  chips: string[];
  title: string;
  facts: FactEntry[];
  /** The name of what it judges, in the singular where that is plain. */
  subjects: string;
  /** Heading of where the rows stand: `Table`, `Role`, or `Where` for places of several kinds. */
  places: string;
  rows: RuleRow[];
  total: number;
  /** This page and the others, where the findings need more than one. */
  pages: (Link & { current: boolean })[];
  /** Sections of the rule's own page; only on the first page. `id` is an anchor. */
  sections: { id: string; title: string; html: string; markdown: string }[];
  exempt: string[];
  options: AppliedRule["options"];
  why: string;
  /** Where the team has yet to write the page of a rule of its own; else `null`. */
  unwritten: string | null;
}

export function rulePageCount(site: Site, id: string): number {
  return Math.max(1, Math.ceil(site.findingsOfRule(id).length / MOST_ON_PAGE));
}

export function toRulePage(site: Site, id: string, number = 1): RulePage {
  const rule = site.rules.get(id) as AppliedRule;
  const path = paths.rule(id, number);
  const findings = site.findingsOfRule(id).toSorted(bySubject);
  const shown = findings
    .slice((number - 1) * MOST_ON_PAGE, number * MOST_ON_PAGE)
    .map((finding) => ({ finding, place: toPlace(site, path, finding) }));
  const pages = rulePageCount(site, id);
  const sections = number === 1 ? toSections(site, id) : [];
  return {
    frame: toFrame(site, {
      path,
      title: id,
      description: rule.title,
      section: paths.guide,
      contents: [
        { text: "Where it fails", href: "#failures", count: findings.length },
        ...sections.map(({ id: anchor, title }) => ({ text: title, href: `#${anchor}`, count: null })),
      ],
    }),
    crumbs: [{ text: "Guide", href: toHref(path, paths.guide) }, ...toCrumbs(site, path, rule)],
    name: id,
    chips: [
      rule.weight === 0 || !counts(rule) ? rule.severity : `${rule.severity}, ${count(rule.weight, "point")}`,
      toEvidenceText(rule),
      ...(rule.profile === "own" ? ["your own rule"] : placeOf(site, rule) === null ? ["not in the guide"] : []),
    ],
    title: rule.title,
    facts: toFacts(site, path, rule, findings),
    subjects: rule.subjects,
    places: toPlacesHeading(shown.map(({ place }) => place)),
    rows: shown.map(({ finding, place }, index) => {
      const before = shown[index - 1]?.place ?? null;
      const again = before !== null && (rule.scope === "project" || before.key === place.key);
      return toRow(site, path, finding, place, again);
    }),
    total: findings.length,
    pages:
      pages === 1
        ? []
        : Array.from({ length: pages }, (_, index) => ({
            text: String(index + 1),
            href: toHref(path, paths.rule(id, index + 1)),
            current: index + 1 === number,
          })),
    sections,
    exempt: number === 1 ? rule.exempt : [],
    options: number === 1 ? rule.options : [],
    why: rule.why,
    unwritten: rule.profile === "own" && site.rulePage(id) === null ? toPagePath(site.config, id) : null,
  };
}

/** The section and the statement of the guide, or what stands in for them. */
function toCrumbs(site: Site, path: string, rule: AppliedRule): Link[] {
  const place = placeOf(site, rule);
  if (place === null) {
    const { text, id } = site.isExtended(rule.id) ? BESIDES : OWN;
    return [{ text, href: toHref(path, paths.guide, id) }];
  }
  const { section, statement } = place;
  const file = paths.guideSection(section.number);
  return [
    { text: section.title, href: toHref(path, file) },
    {
      text: `${statement.number} ${statement.title.replaceAll("`", "")}`,
      href: toHref(path, file, anchors.statement(statement.number)),
    },
  ];
}

function bySubject(a: Finding, b: Finding): number {
  const excused = ({ verdict }: Finding) => Number(verdict === "waived" || verdict === "justified");
  return (
    excused(a) - excused(b) ||
    compareText(a.subject.schema ?? "", b.subject.schema ?? "") ||
    compareText(a.subject.relation ?? "", b.subject.relation ?? "") ||
    compareText(a.subject.name, b.subject.name)
  );
}

function toRow(site: Site, path: string, finding: Finding, { where, part }: SubjectPlace, again: boolean): RuleRow {
  const excused = finding.verdict === "waived" || finding.verdict === "justified";
  return {
    where,
    part,
    tag: toTag(finding),
    message: toProse(finding.message),
    rise: excused || again ? null : site.riseOf(finding.rule, finding.subject),
    excuse: excused ? toExcuse(site, path, finding) : [],
  };
}

function toPlacesHeading(places: readonly SubjectPlace[]): string {
  const noun = toPlaceNoun(places);
  return noun === "place" || noun === "project" ? "Where" : `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
}

function toFacts(site: Site, path: string, rule: AppliedRule, findings: readonly Finding[]): FactEntry[] {
  const results = site.resultsOf(rule.id);
  const sum = (pick: (subjects: RuleResult["subjects"]) => number) =>
    results.reduce((total, { subjects }) => total + pick(subjects), 0);
  const met = sum(({ pass }) => pass);
  const judged = met + sum(({ fail }) => fail);
  const excused = findings.filter(({ verdict }) => verdict === "waived" || verdict === "justified");
  const failing = results.filter(({ verdict }) => verdict === "fail" || verdict === "stale").length;
  const applicable = results.filter(({ verdict }) => verdict !== "n.a.").length;
  const unknown = results.filter(({ verdict }) => verdict === "not assessed").length;
  const words = (["justified", "waived"] as const).flatMap((verdict) => {
    const number = excused.filter((finding) => finding.verdict === verdict).length;
    return number === 0 ? [] : [`${number} ${verdict}`];
  });
  const common = [
    { label: "Excused", value: [words.join(", ") || "none"] },
    ...(rule.sameAs.length === 0 ? [] : [{ label: "Also checked by", value: [rule.sameAs.join(", ")] }]),
  ];
  if (rule.scope === "project") {
    const { standing, more } = toGuideRule(site, path, rule);
    if (rule.evidence === "rules") return [{ label: "Here", value: more }];
    const why = more.length === 0 ? [] : [{ label: "Because", value: more }];
    return [{ label: "Here", value: [standing], alarming: failing > 0 }, ...why, ...common];
  }
  return [
    { label: "Here", value: [judged === 0 ? `no ${rule.subjects} judged` : `${met} of ${judged} ${rule.subjects}`] },
    { label: "Tables failing", value: [`${failing} of ${applicable}`], alarming: failing > 0 },
    ...(unknown === 0 ? [] : [{ label: "Not assessed", value: [count(unknown, "table")] }]),
    ...common,
  ];
}

function toSections(site: Site, id: string): RulePage["sections"] {
  const page = site.rulePage(id);
  if (page === null) return [];
  const sections = [page.why, page.insteadOf, page.write, ...page.rest].filter(
    (section): section is PageSection => section !== null,
  );
  return sections.map(({ title, html, markdown }) => ({ id: toAnchor(title), title, html, markdown }));
}

/** `#when-to-waive`. */
function toAnchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
