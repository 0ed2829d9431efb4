/** The page of all findings as an object: by rule, and within a rule by relation. */
import { quoteQualified } from "../model/names.ts";
import type { Finding, Waiver } from "../model/scorecard.ts";
import { type FindingGroup, type Tag, toFindingGroups, toTag } from "./finding-groups.ts";
import { type Frame, toFrame } from "./frame.ts";
import { BESIDES } from "./guide-sections.ts";
import { count, type Inline, type Link, type Prose, toDay, toProse } from "./inline.ts";
import { toFindingCounts } from "./overview-page.ts";
import type { Site } from "./site.ts";
import { anchors, paths, toHref } from "./urls.ts";

/** Relations listed under one rule; the rule's own page has all of them. */
const MOST_RELATIONS = 30;
/** Rules past this many findings are folded. */
const FOLDED_FROM = 12;

export interface RuleFindings {
  id: string;
  href: string | null;
  anchor: string;
  tag: Tag;
  title: string;
  /** `12 in 5 tables`. */
  standing: string;
  folded: boolean;
  rows: { relation: Inline; findings: number; first: Prose; tag: Tag }[];
  /** A link to the rest; `null` where all are listed. */
  more: Link | null;
}

export interface WaiverRow {
  rule: Inline;
  subject: string;
  kind: string;
  state: string;
  /** Where it is written. */
  place: Inline;
  reason: string;
  until: string | null;
}

export interface FindingsPage {
  frame: Frame;
  crumbs: Link[];
  counts: { look: "error" | "warning" | "information" | "excused"; text: string }[];
  rules: RuleFindings[];
  /** Of the extended profile: worth knowing, and in no score. */
  besides: RuleFindings[];
  /** Stale attestations, and faults of waivers. */
  project: FindingGroup[];
  waivers: WaiverRow[];
}

export function toFindingsPage(site: Site): FindingsPage {
  const path = paths.findings;
  const ofTables = site.scorecard.findings.filter(
    ({ rule, subject }) => site.rules.has(rule) && subject.relation !== null,
  );
  const others = site.scorecard.findings.filter(
    ({ rule, subject }) => !site.rules.has(rule) || subject.relation === null,
  );
  const byRule = [...Map.groupBy(ofTables, ({ rule }) => rule)].map(([id, findings]) =>
    toRuleFindings(site, path, id, findings),
  );
  const rules = byRule.filter(({ id }) => !site.isExtended(id));
  const besides = byRule.filter(({ id }) => site.isExtended(id));
  const waivers = site.scorecard.waivers.map((waiver) => toWaiverRow(site, path, waiver));
  return {
    frame: toFrame(site, {
      path,
      title: "Findings",
      description: `${count(site.guideFindings.length, "finding")} in ${site.title}`,
      contents: [
        ...rules.map(({ id, anchor, rows, more }) => ({
          text: id,
          href: `#${anchor}`,
          count: more === null ? rows.length : site.findingsOfRule(id).length,
        })),
        ...(besides.length === 0 ? [] : [{ text: BESIDES.text, href: `#${BESIDES.id}`, count: besides.length }]),
        ...(others.length === 0 ? [] : [{ text: "The project", href: "#project", count: others.length }]),
        ...(waivers.length === 0 ? [] : [{ text: "Waivers", href: "#waivers", count: waivers.length }]),
      ],
    }),
    crumbs: [{ text: site.title, href: toHref(path, paths.overview) }],
    counts: toFindingCounts(site),
    rules,
    besides,
    project: toFindingGroups(site, path, others),
    waivers,
  };
}

function toRuleFindings(site: Site, path: string, id: string, findings: readonly Finding[]): RuleFindings {
  const [first] = findings as [Finding, ...Finding[]];
  const relations = [
    ...Map.groupBy(findings, ({ subject }) => quoteQualified(subject.schema ?? "", subject.relation ?? "")).values(),
  ];
  return {
    id,
    href: site.ruleHref(path, id),
    anchor: anchors.rule(id),
    tag: toTag(findings.find(({ verdict }) => verdict === "fail") ?? first),
    title: site.rules.get(id)?.title ?? "",
    standing: `${findings.length} in ${count(relations.length, "table")}`,
    folded: relations.length > FOLDED_FROM,
    rows: relations.slice(0, MOST_RELATIONS).map((group) => toRow(site, path, group)),
    more:
      relations.length <= MOST_RELATIONS
        ? null
        : { text: `All ${count(relations.length, "table")}`, href: toHref(path, paths.rule(id)) },
  };
}

function toRow(site: Site, path: string, group: readonly Finding[]): RuleFindings["rows"][number] {
  const [first] = group as [Finding, ...Finding[]];
  const { schema, relation, kind, name } = first.subject;
  const href = site.hrefOf(path, schema ?? "", relation ?? "", anchors.finding(first.rule, kind, name));
  return {
    relation: { code: quoteQualified(schema ?? "", relation ?? ""), ...(href === null ? {} : { href }) },
    findings: group.length,
    first: [...toProse(first.message), ...(group.length > 1 ? [` And ${group.length - 1} more.`] : [])],
    tag: toTag(first),
  };
}

function toWaiverRow(site: Site, path: string, waiver: Waiver): WaiverRow {
  const href = site.ruleHref(path, waiver.rule);
  const note = waiver.carrier === "note" ? site.note(waiver.place) : null;
  return {
    rule: href === null ? { code: waiver.rule } : { text: waiver.rule, href },
    subject: waiver.subject ?? "the project",
    kind: waiver.kind,
    state: waiver.state,
    place:
      note !== null
        ? { text: note.title, href: toHref(path, paths.note(note.slug)) }
        : waiver.carrier === "comment"
          ? "comment"
          : waiver.carrier === "config"
            ? "configuration"
            : waiver.place,
    reason: waiver.reason,
    until: waiver.until === null ? null : toDay(waiver.until),
  };
}
