/** The page of all findings: by rule, and within a rule by where they stand. */
import type { Finding, Waiver } from "../../model/scorecard.ts";
import { toLevel } from "../../model/verdict.ts";
import { sayHouseStyle } from "../../score/house-style.ts";
import { count, formatDay } from "../numbers.ts";
import type { Block, Columns, FindingGroup, Page, Section, TableRow } from "../page.ts";
import { section, tableSection } from "../parts/blocks.ts";
import { beyondSection, groupFindings, isExcused, ruleLink, tagOf } from "../parts/findings.ts";
import { capitalise, nounOfPlaces, placeOfSubject, type SubjectPlace } from "../parts/subject-place.ts";
import type { Site } from "../site.ts";
import { type Inline, join, type Prose, type Tag, toProse } from "../text.ts";
import { anchors } from "../urls.ts";

/** Places listed under one rule; the rule's own page has all of them. */
const MOST_PLACES = 30;
/** Rules that fail in more places than this are folded. */
const FOLDED_FROM = 12;
/** Places named of a rule whose places are folded. */
const WORST = 3;

export function buildFindingsPage(site: Site): Page {
  const isPlaced = ({ rule, subject }: Finding) =>
    site.rules.has(rule) && (subject.kind !== "project" || site.isExtended(rule));
  const byRule = Map.groupBy(site.scorecard.findings.filter(isPlaced), ({ rule }) => rule);
  const groupsOf = (extended: boolean) =>
    [...byRule]
      .filter(([id]) => site.isExtended(id) === extended)
      .map(([id, findings]) => buildRuleGroup(site, id, findings));
  const beyond = groupsOf(true);
  // About the project as a whole, stale attestations among them, and faults of waivers.
  const others = site.scorecard.findings.filter((finding) => !isPlaced(finding));
  const counts = countFindings(site);
  const house = sayHouseStyle(site.catalog, site.config);
  return {
    crumbs: [{ text: site.title, to: { page: "overview" } }],
    name: "Findings",
    face: "prose",
    description: `${count(site.guideFindings.length, "finding")} in ${site.title}`,
    body: [
      { kind: "paragraph", look: "lead", text: counts.length === 0 ? ["Nothing was found."] : counts },
      ...(house === null ? [] : [{ kind: "paragraph", text: toProse(house) } satisfies Block]),
      { kind: "findings", groups: groupsOf(false) },
      ...(beyond.length === 0 ? [] : [beyondSection(beyond.length, beyond)]),
      ...buildProject(site, others),
      ...buildWaivers(site),
    ],
  };
}

/** `2 errors, 3 warnings, 1 waived or justified`; empty where nothing was found. */
export function countFindings({ guideFindings }: Site): Prose {
  const excused = guideFindings.filter(isExcused).length;
  const failing = guideFindings.filter((finding) => !isExcused(finding));
  const { error = [], warning = [], information = [] } = Object.groupBy(failing, ({ severity }) => toLevel(severity));
  const all: [number, Tag][] = [
    [error.length, { look: "error", text: count(error.length, "error") }],
    [warning.length, { look: "warning", text: count(warning.length, "warning") }],
    [information.length, { look: "information", text: `${information.length} for information` }],
    [excused, { look: "excused", text: `${excused} waived or justified` }],
  ];
  return join(all.flatMap(([number, counted]): Inline[] => (number === 0 ? [] : [{ counted }])));
}

interface PlacedFinding {
  finding: Finding;
  place: SubjectPlace;
}

function buildRuleGroup(site: Site, id: string, findings: readonly Finding[]): FindingGroup {
  const [first] = findings as [Finding, ...Finding[]];
  const placed = findings.map((finding): PlacedFinding => ({ finding, place: placeOfSubject(site, finding) }));
  // The worst first, as they stand otherwise.
  const places = [...Map.groupBy(placed, ({ place }) => place.key).values()].sort((a, b) => b.length - a.length);
  const noun = nounOfPlaces(placed.map(({ place }) => place));
  const counted = count(places.length, noun);
  const title = `${capitalise(noun)}s`;
  const folded = places.length > FOLDED_FROM;
  const columns: Columns = { [title]: "place", "What was found": "about" };
  return {
    tag: tagOf(findings.find(({ verdict }) => verdict === "fail") ?? first),
    rule: ruleLink(site, id),
    anchor: anchors.rule(id),
    summary: null,
    messages: [{ anchor: null, text: [site.rules.get(id)?.title ?? ""] }],
    more: [],
    status: [
      first.subject.relation === null ? counted : `${findings.length} in ${counted}`,
      ...(folded ? nameWorst(places) : []),
    ],
    why: null,
    evidence: [],
    remedy: null,
    places: {
      title,
      folded,
      table: { kind: "table", columns, headless: true, rows: places.slice(0, MOST_PLACES).map(buildPlace) },
      more: places.length <= MOST_PLACES ? null : { text: `All ${counted}`, to: { page: "rule", rule: id } },
      total: places.length,
    },
  };
}

/** Where a rule that fails in many places fails worst. */
function nameWorst(places: readonly PlacedFinding[][]): Prose {
  const alike = places.every(({ length }) => length === 1);
  return places.slice(0, WORST).flatMap((group, index): Prose => {
    const [{ place }] = group as [PlacedFinding];
    return [index === 0 ? ", worst in " : ", ", ...place.where, ...(alike ? [] : [` ${group.length}`])];
  });
}

function buildPlace(group: readonly PlacedFinding[]): TableRow {
  const [{ finding, place }] = group as [PlacedFinding];
  const more = group.length > 1 ? [` And ${group.length - 1} more.`] : [];
  const excused = isExcused(finding) ? [" ", { tag: tagOf(finding) }] : [];
  return { cells: [place.where, [...toProse(finding.message), ...more, ...excused]] };
}

function buildProject(site: Site, findings: readonly Finding[]): Section[] {
  if (findings.length === 0) return [];
  const groups: Block = { kind: "findings", groups: groupFindings(site, findings) };
  return [section("The project", [groups], { anchor: "project", count: findings.length })];
}

/** Each decision of people, and each preset with a reason once: it may excuse columns by the hundred. */
function buildWaivers(site: Site): Section[] {
  const { waivers } = site.scorecard;
  const presets = Map.groupBy(
    waivers.filter(({ carrier }) => carrier === "preset"),
    ({ rule, place, reason }) => `${rule} ${place}: ${reason}`,
  );
  const rows = [
    ...waivers.filter(({ carrier }) => carrier !== "preset").map((waiver) => buildWaiver(site, waiver, 0)),
    ...[...presets.values()].map((group) => buildWaiver(site, group[0] as Waiver, group.length - 1)),
  ];
  const columns: Columns = { Rule: "plain", Subject: "type", Kind: "plain", Until: "plain", "Where and why": "about" };
  return tableSection("Waivers", columns, rows);
}

/** @param others further subjects that it excuses in the same way */
function buildWaiver(site: Site, waiver: Waiver, others: number): TableRow {
  const { rule, subject, kind, state, reason, until } = waiver;
  const id = ruleLink(site, rule);
  const more = others === 0 ? [] : [` and ${others} more`];
  const fault: Prose = state === "active" ? [] : [" ", { tag: { look: "warning", text: state } }];
  return {
    cells: [
      [typeof id === "string" ? { code: id } : id],
      [subject === null ? "the project" : { code: subject }, ...more],
      [kind, ...fault],
      until === null ? [] : [formatDay(until)],
      [describeCarrier(site, waiver), ...(reason === "" ? [] : [`: ${reason}`])],
    ],
  };
}

/** Where it is written. */
function describeCarrier(site: Site, { carrier, place }: Waiver): Inline {
  switch (carrier) {
    case "note": {
      const note = site.note(place);
      return note === null ? place : { text: note.title, to: { page: "note", slug: note.slug } };
    }
    case "comment":
      return "comment";
    case "config":
      return "configuration";
    case "preset":
      return `preset ${place}`;
  }
}
