/** The files beside a relation's page: its badge, and its part of catalog and scorecard as data. */
import { buildShieldsFields, formatBadgeSvg } from "../badge/index.ts";
import { formatJson } from "../model/json-text.ts";
import type { Relation } from "../model/relation.ts";
import type { Site } from "./site.ts";

/** The badge's picture. */
export function buildRelationBadge(site: Site, relation: Relation): string {
  return formatBadgeSvg(badgeOf(site, relation));
}

/** The fields that shields.io reads, then the relation, its score and its findings as the public formats have them. */
export function buildRelationData(site: Site, relation: Relation): string {
  return `${formatJson({
    ...buildShieldsFields(badgeOf(site, relation)),
    relation,
    score: site.scoreOf(relation),
    findings: site.findingsOf(relation),
  })}\n`;
}

/** The badge of the whole database. */
export function buildSiteBadge(site: Site): string {
  const { grade, score } = site.scorecard.scores.tables;
  return formatBadgeSvg({ label: site.title, grade, score });
}

function badgeOf(site: Site, relation: Relation) {
  const score = site.scoreOf(relation);
  return { label: relation.name, grade: score?.grade ?? null, score: score?.score ?? null };
}
