/** Findings as a page shows them: grouped by rule, with why it matters, the SQL that mends them, and who excused them. */
import type { Finding } from "../model/scorecard.ts";
import { type Fact, toLevel } from "../model/verdict.ts";
import { toUnsaid } from "../score/unsaid-evidence.ts";
import { type Prose, toDay, toProse } from "./inline.ts";
import type { Site } from "./site.ts";
import { type SqlRun, toSqlRuns } from "./sql.ts";
import { anchors, paths, toHref } from "./urls.ts";

/** Findings of one rule shown in one group; the others are counted. */
const MOST_IN_GROUP = 50;

export interface Tag {
  look: "error" | "warning" | "information" | "excused";
  text: string;
}

export interface FindingItem {
  anchor: string;
  message: Prose;
}

/** What the catalog says for one finding. */
export interface EvidenceEntry {
  /** The subject's name; `null` where the group has one finding only. */
  about: string | null;
  facts: Fact[];
}

export interface FindingGroup {
  tag: Tag;
  rule: { id: string; href: string | null };
  items: FindingItem[];
  /** Anchors of the findings that are not in `items`. */
  more: string[];
  /** Of those in `items` that have any which their message leaves unsaid. */
  evidence: EvidenceEntry[];
  why: string | null;
  /** By whom or where it was excused, and until when; empty for failures. */
  excuse: Prose;
  remedy: { runs: SqlRun[]; text: string; lock: string; proven: boolean | null } | null;
}

/** Findings of one place: the guide's, and apart from them what is beyond it. */
export interface FindingParts {
  findings: { total: number; groups: FindingGroup[] };
  /** What the extended profile found: worth knowing, and in no score. */
  besides: { total: number; groups: FindingGroup[] };
}

export function toFindingParts(site: Site, path: string, findings: readonly Finding[]): FindingParts {
  const toPart = (extended: boolean) => {
    const own = findings.filter(({ rule }) => site.isExtended(rule) === extended);
    return { total: own.length, groups: toFindingGroups(site, path, own) };
  };
  return { findings: toPart(false), besides: toPart(true) };
}

/** Groups of one place's findings, in the scorecard's order, excused ones last. */
export function toFindingGroups(site: Site, path: string, findings: readonly Finding[]): FindingGroup[] {
  const groups = Map.groupBy(findings, (finding) => `${finding.rule} ${finding.verdict} ${toExcuseKey(site, finding)}`);
  return [...groups.values()]
    .map((group) => toGroup(site, path, group))
    .sort((a, b) => Number(a.tag.look === "excused") - Number(b.tag.look === "excused"));
}

export function toTag({ verdict, severity }: Pick<Finding, "verdict" | "severity">): Tag {
  if (verdict === "waived") return { look: "excused", text: "Waived" };
  if (verdict === "justified") return { look: "excused", text: "Justified" };
  if (verdict === "stale") return { look: toLevel(severity), text: "Stale" };
  const level = toLevel(severity);
  return { look: level, text: { error: "Error", warning: "Warning", information: "Info" }[level] };
}

function toGroup(site: Site, path: string, group: readonly Finding[]): FindingGroup {
  const [first] = group as [Finding, ...Finding[]];
  const rule = site.rules.get(first.rule);
  const excused = first.verdict === "waived" || first.verdict === "justified";
  const statements = excused ? [] : [...new Set(group.flatMap((finding) => finding.remedy?.sql ?? []))];
  const text = statements.map((statement) => `${statement};`).join("\n");
  const shown = group.slice(0, MOST_IN_GROUP);
  const remedies = group.flatMap((finding) => finding.remedy ?? []);
  return {
    tag: toTag(first),
    rule: { id: first.rule, href: site.ruleHref(path, first.rule) },
    items: shown.map((finding) => ({ anchor: toAnchor(finding), message: toProse(finding.message) })),
    more: group.slice(MOST_IN_GROUP).map(toAnchor),
    evidence: shown
      .map((finding) => ({ about: group.length === 1 ? null : finding.subject.name, facts: toUnsaid(finding) }))
      .filter(({ facts }) => facts.length > 0),
    why: rule === undefined || excused ? null : rule.why,
    excuse: excused ? toExcuse(site, path, first) : [],
    remedy:
      statements.length === 0
        ? null
        : {
            runs: toSqlRuns(text),
            text,
            lock: [...new Set(remedies.map((remedy) => remedy.lock))].join(" "),
            proven: remedies.every((remedy) => remedy.proven === true) ? true : (remedies[0]?.proven ?? null),
          },
  };
}

function toAnchor({ rule, subject }: Finding): string {
  return anchors.finding(rule, subject.kind, subject.name);
}

/** `justified by Broker payloads stay as received until 1 Mar 2027`. */
export function toExcuse(site: Site, path: string, { waiver, verdict }: Pick<Finding, "waiver" | "verdict">): Prose {
  const decision = waiver === null ? undefined : site.scorecard.waivers[waiver];
  if (decision === undefined) return [verdict];
  const until = decision.until === null ? "" : ` until ${toDay(decision.until)}`;
  const note = decision.carrier === "note" ? site.note(decision.place) : null;
  if (note !== null) {
    return [
      `${verdict} by `,
      { text: note.title, href: toHref(path, paths.note(note.slug)) },
      `${until}: ${decision.reason}`,
    ];
  }
  if (decision.carrier === "preset")
    return [`${verdict} by the preset `, { code: decision.place }, `: ${decision.reason}`];
  const carrier = decision.carrier === "comment" ? "in the comment" : "in the configuration";
  return [`${verdict} ${carrier}${until}: ${decision.reason}`];
}

/** The same for findings that are excused for the same reason: by one decision, or by one preset in the same words. */
function toExcuseKey(site: Site, { waiver }: Finding): string {
  if (waiver === null) return "";
  const decision = site.scorecard.waivers[waiver];
  return decision?.carrier === "preset" ? `${decision.place}: ${decision.reason}` : String(waiver);
}
