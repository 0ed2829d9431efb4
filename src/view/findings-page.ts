/** The page of all findings as an object: by rule, and within a rule by where they stand. */
import type { Finding, Waiver } from "../model/scorecard.ts";
import { type FindingGroup, type Tag, toFindingGroups, toTag } from "./finding-groups.ts";
import { type Frame, toFrame } from "./frame.ts";
import { BESIDES } from "./guide-sections.ts";
import { count, type Inline, type Link, type Prose, toDay, toProse } from "./inline.ts";
import { toFindingCounts } from "./overview-page.ts";
import type { Site } from "./site.ts";
import { type SubjectPlace, toPlace, toPlaceNoun } from "./subject-place.ts";
import { anchors, paths, toHref } from "./urls.ts";

/** Places listed under one rule; the rule's own page has all of them. */
const MOST_PLACES = 30;
/** Rules that fail in more places than this are folded. */
const FOLDED_FROM = 12;

export interface RuleFindings {
  id: string;
  href: string | null;
  anchor: string;
  tag: Tag;
  title: string;
  /** `12 in 5 tables`, `3 roles`. */
  standing: string;
  /** What the rows are, in the plural: `Tables`. */
  places: string;
  folded: boolean;
  rows: { where: Prose; findings: number; first: Prose; tag: Tag }[];
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
  /** About the project as a whole, stale attestations among them, and faults of waivers. */
  project: FindingGroup[];
  waivers: WaiverRow[];
}

export function toFindingsPage(site: Site): FindingsPage {
  const path = paths.findings;
  const isPlaced = ({ rule, subject }: Finding) =>
    site.rules.has(rule) && (subject.kind !== "project" || site.isExtended(rule));
  const placed = site.scorecard.findings.filter(isPlaced);
  const others = site.scorecard.findings.filter((finding) => !isPlaced(finding));
  const byRule = [...Map.groupBy(placed, ({ rule }) => rule)].map(([id, findings]) =>
    toRuleFindings(site, path, id, findings),
  );
  const rules = byRule.filter(({ id }) => !site.isExtended(id));
  const besides = byRule.filter(({ id }) => site.isExtended(id));
  const waivers = toWaiverRows(site, path);
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
  const placed = findings.map((finding) => ({ finding, place: toPlace(site, path, finding) }));
  const places = [...Map.groupBy(placed, ({ place }) => place.key).values()];
  const noun = toPlaceNoun(placed.map(({ place }) => place));
  const counted = count(places.length, noun);
  return {
    id,
    href: site.ruleHref(path, id),
    anchor: anchors.rule(id),
    tag: toTag(findings.find(({ verdict }) => verdict === "fail") ?? first),
    title: site.rules.get(id)?.title ?? "",
    standing: first.subject.relation === null ? counted : `${findings.length} in ${counted}`,
    places: `${noun.charAt(0).toUpperCase()}${noun.slice(1)}s`,
    folded: places.length > FOLDED_FROM,
    rows: places.slice(0, MOST_PLACES).map(toRow),
    more: places.length <= MOST_PLACES ? null : { text: `All ${counted}`, href: toHref(path, paths.rule(id)) },
  };
}

function toRow(group: readonly { finding: Finding; place: SubjectPlace }[]): RuleFindings["rows"][number] {
  const [{ finding, place }] = group as [(typeof group)[number]];
  return {
    where: place.where,
    findings: group.length,
    first: [...toProse(finding.message), ...(group.length > 1 ? [` And ${group.length - 1} more.`] : [])],
    tag: toTag(finding),
  };
}

/** Each decision of people, and each preset with a reason once: it may excuse columns by the hundred. */
function toWaiverRows(site: Site, path: string): WaiverRow[] {
  const { waivers } = site.scorecard;
  const written = waivers.filter(({ carrier }) => carrier !== "preset");
  const presets = waivers.filter(({ carrier }) => carrier === "preset");
  const groups = Map.groupBy(presets, ({ rule, place, reason }) => `${rule} ${place}: ${reason}`);
  return [
    ...written.map((waiver) => toWaiverRow(site, path, waiver)),
    ...[...groups.values()].map((group) => {
      const [first, ...others] = group as [Waiver, ...Waiver[]];
      const row = toWaiverRow(site, path, first);
      return others.length === 0 ? row : { ...row, subject: `${row.subject} and ${others.length} more` };
    }),
  ];
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
            : waiver.carrier === "preset"
              ? `preset ${waiver.place}`
              : waiver.place,
    reason: waiver.reason,
    until: waiver.until === null ? null : toDay(waiver.until),
  };
}
