/** Rules that say what a test tells them to, so that scoring is tested apart from the guide's rules. */

import { fail } from "../../src/model/own-rule.ts";
import type { Relation } from "../../src/model/relation.ts";
import {
  type Judgement,
  notAssessed,
  PROJECT,
  type ProjectRule,
  pass,
  type Subject,
  type TableRule,
} from "../../src/model/rule.ts";

const METADATA = {
  statement: "0.0",
  title: "It holds.",
  why: "It matters.",
  severity: "medium",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [],
} as const;

/** A rule of the table itself, which passes. */
export function aRule(id: string, given: Partial<TableRule> = {}): TableRule {
  return { ...METADATA, id, scope: "table", find: (table) => [table], judge: () => pass, ...given };
}

/** A rule of the table itself that always says the same. */
export function aRuleSaying(id: string, judgement: Judgement, given: Partial<TableRule> = {}): TableRule {
  return aRule(id, { judge: () => judgement, ...given });
}

/** A rule of all columns that fails those named. */
export function aColumnRule(id: string, failing: readonly string[], given: Partial<TableRule> = {}): TableRule {
  return aRule(id, {
    find: (table: Relation): Subject[] => table.columns,
    judge: (subject) =>
      failing.includes(subject.name) ? fail(["It does not hold of ", { code: subject.name }, "."]) : pass,
    ...given,
  });
}

/** A rule about the project that judges what it is told to, of the operations score. */
export function aProjectRule(id: string, given: Partial<ProjectRule> = {}): ProjectRule {
  return {
    ...METADATA,
    requires: [],
    score: "operations",
    evidence: "server",
    group: "Security",
    id,
    scope: "project",
    validity: null,
    find: () => [PROJECT],
    judge: () => pass,
    ...given,
  };
}

/** An attested rule of the operations score that is valid for 90 days. */
export function anAttestedRule(id: string, given: Partial<ProjectRule> = {}): ProjectRule {
  return aProjectRule(id, {
    evidence: "attestation",
    group: "Backup",
    validity: 90,
    judge: () => notAssessed(["no design note attests it"]),
    ...given,
  });
}
