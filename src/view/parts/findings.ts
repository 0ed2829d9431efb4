/** Findings as a page shows them: grouped by rule, with why it matters, the SQL that mends them, and who excused them. */
import type { Finding } from "../../model/scorecard.ts";
import { toLevel } from "../../model/verdict.ts";
import { sayMending } from "../../score/findings.ts";
import { listFurtherEvidence } from "../../score/further-evidence.ts";
import { count, formatDay } from "../numbers.ts";
import type { Block, FindingGroup, Section } from "../page.ts";
import type { Site } from "../site.ts";
import { type Link, type Prose, type Tag, toProse } from "../text.ts";
import { anchors } from "../urls.ts";
import { section } from "./blocks.ts";

/** Findings of one rule shown in one group; the others are counted. */
const MOST_IN_GROUP = 50;

/** What stands in for a section of the rules that are not in the guide. */
export const BEYOND = { title: "Also worth knowing", anchor: "also-worth-knowing" };

/** The findings of one place, the guide's and apart from them what is beyond it. `below` follows the guide's, even where there are none. */
export function buildFindings(site: Site, findings: readonly Finding[], below: Block[] | null = null): Section[] {
  const guide = findings.filter(({ rule }) => !site.isExtended(rule));
  const beyond = findings.filter(({ rule }) => site.isExtended(rule));
  const sections: Section[] = [];
  if (guide.length > 0 || below !== null) {
    const groups: Block = { kind: "findings", groups: groupFindings(site, guide) };
    const none = guide.length === 0 ? { note: ["none"] } : {};
    sections.push(section("Findings", [groups, ...(below ?? [])], { count: guide.length, ...none }));
  }
  if (beyond.length > 0) sections.push(beyondSection(beyond.length, groupFindings(site, beyond)));
  return sections;
}

/** Worth knowing, and in no score. */
export function beyondSection(count: number, groups: FindingGroup[]): Section {
  const where: Block = { kind: "paragraph", look: "missing", text: ["Beyond the guide, and in no score."] };
  return section(BEYOND.title, [where, { kind: "findings", groups }], { anchor: BEYOND.anchor, count });
}

/** Groups of one place's findings, in the scorecard's order, excused ones last. */
export function groupFindings(site: Site, findings: readonly Finding[]): FindingGroup[] {
  const groups = Map.groupBy(findings, (finding) => `${finding.rule} ${finding.verdict} ${excuseKeyOf(site, finding)}`);
  return [...groups.values()]
    .map((group) => buildGroup(site, group))
    .sort((a, b) => Number(a.tag.look === "excused") - Number(b.tag.look === "excused"));
}

export function tagOf({ verdict, severity }: Pick<Finding, "verdict" | "severity">): Tag {
  if (verdict === "waived") return { look: "excused", text: "Waived" };
  if (verdict === "justified") return { look: "excused", text: "Justified" };
  const look = toLevel(severity);
  if (verdict === "stale") return { look, text: "Stale" };
  return { look, text: { error: "Error", warning: "Warning", information: "Info" }[look] };
}

export function isExcused({ verdict }: Pick<Finding, "verdict">): boolean {
  return verdict === "waived" || verdict === "justified";
}

/** A rule by its id, as a link where it is in force. */
export function ruleLink(site: Site, rule: string): Link | string {
  return site.rules.has(rule) ? { text: rule, to: { page: "rule", rule } } : rule;
}

function buildGroup(site: Site, group: readonly Finding[]): FindingGroup {
  const [first] = group as [Finding, ...Finding[]];
  const excused = isExcused(first);
  const shown = group.slice(0, MOST_IN_GROUP);
  return {
    tag: tagOf(first),
    rule: ruleLink(site, first.rule),
    anchor: null,
    summary: group.length === 1 ? null : summarise(site, group),
    messages: shown.map((finding) => ({ anchor: anchorOf(finding), text: toProse(finding.message) })),
    more: group.slice(MOST_IN_GROUP).map(anchorOf),
    status: excused ? describeExcuse(site, first) : [],
    why: excused ? null : (site.rules.get(first.rule)?.why ?? null),
    evidence: shown
      .map((finding) => ({
        about: group.length === 1 ? null : finding.subject.name,
        facts: listFurtherEvidence(finding),
      }))
      .filter(({ facts }) => facts.length > 0),
    remedy: excused ? null : buildRemedy(group),
    places: null,
  };
}

function summarise(site: Site, group: readonly Finding[]): FindingGroup["summary"] {
  const [first] = group as [Finding, ...Finding[]];
  const kinds = new Set(group.map(({ subject }) => subject.kind));
  const kind = kinds.size === 1 && first.subject.kind !== "project" ? first.subject.kind : "place";
  const counted =
    kind === "index" || kind.endsWith("y") ? count(group.length, kind, pluralOf(kind)) : count(group.length, kind);
  return { counted, title: site.rules.get(first.rule)?.title ?? "" };
}

/** `indexes`, `policies`, `foreign keys`. */
function pluralOf(kind: string): string {
  if (kind === "index") return "indexes";
  return kind.endsWith("key") ? `${kind}s` : `${kind.slice(0, -1)}ies`;
}

function buildRemedy(group: readonly Finding[]): FindingGroup["remedy"] {
  const remedies = group.flatMap(({ remedy }) => remedy ?? []);
  // Whole remedies: a line that two of them have, as COMMIT, belongs to both.
  const different = new Set(remedies.map(({ sql }) => sql.map((statement) => `${statement};`).join("\n")));
  const proven = remedies.length > 0 && remedies.every((remedy) => remedy.proven === true);
  // What is run comes first, then what it does not mend.
  const notes = [...group].sort((a, b) => Number(a.remedy === null) - Number(b.remedy === null)).map(sayMending);
  return {
    sql: different.size === 0 ? null : [...different].join("\n"),
    note: [...new Set(notes), ...(proven ? ["Proven on a scratch database."] : [])].join(" "),
  };
}

function anchorOf({ rule, subject }: Finding): string {
  return anchors.finding(rule, subject.kind, subject.name);
}

/** `justified by Broker payloads stay as received until 1 Mar 2027`. */
export function describeExcuse(site: Site, { waiver, verdict }: Pick<Finding, "waiver" | "verdict">): Prose {
  const decision = waiver === null ? undefined : site.scorecard.waivers[waiver];
  if (decision === undefined) return [verdict];
  const until = decision.until === null ? "" : ` until ${formatDay(decision.until)}`;
  const note = decision.carrier === "note" ? site.note(decision.place) : null;
  if (note !== null) {
    const link: Link = { text: note.title, to: { page: "note", slug: note.slug } };
    return [`${verdict} by `, link, `${until}: ${decision.reason}`];
  }
  if (decision.carrier === "preset")
    return [`${verdict} by the preset `, { code: decision.place }, `: ${decision.reason}`];
  const carrier = decision.carrier === "comment" ? "in the comment" : "in the configuration";
  return [`${verdict} ${carrier}${until}: ${decision.reason}`];
}

/** The same for findings that are excused for the same reason: by one decision, or by one preset in the same words. */
function excuseKeyOf(site: Site, { waiver }: Finding): string {
  if (waiver === null) return "";
  const decision = site.scorecard.waivers[waiver];
  return decision?.carrier === "preset" ? `${decision.place}: ${decision.reason}` : String(waiver);
}
