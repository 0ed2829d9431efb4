/** What every page is made from, indexed once. Pages themselves are made one at a time, when they are asked for. */
import type { GuideSection } from "../content/guide.ts";
import type { DesignNote } from "../content/notes.ts";
import type { RulePage } from "../content/rule-pages.ts";
import type { Catalog } from "../model/catalog.ts";
import { type Change, isRelationKind } from "../model/change.ts";
import type { Config } from "../model/config.ts";
import type { HistoryStep } from "../model/history.ts";
import { buildLookup, type CatalogLookup } from "../model/lookup.ts";
import { compareText, parseObjectKey } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import type { AppliedRule, Finding, RelationScore, RuleResult, Scorecard } from "../model/scorecard.ts";
import { type QualifiedName, qualifiedKey } from "../model/shared-parts.ts";
import { formatRiseText } from "../score/arithmetic.ts";
import { computeGains, type Gain } from "../score/gains.ts";
import { buildExclusion, buildReasonNotJudged } from "../score/judged-tables.ts";
import { count } from "./numbers.ts";
import { listObjects, type NamedObject } from "./parts/objects.ts";
import { anchors, type RelationTargets } from "./urls.ts";

export interface SiteInput {
  catalog: Catalog;
  scorecard: Scorecard;
  notes: readonly DesignNote[];
  rulePages: readonly RulePage[];
  guide: readonly GuideSection[];
  config: Config;
}

export interface Site extends SiteInput, RelationTargets {
  /** Shown as the site's name. */
  title: string;
  lookup: CatalogLookup;
  rules: ReadonlyMap<string, AppliedRule>;
  /** Relations with a page: all but excluded ones, and partitions, which stand on their parent's page. */
  relations: readonly Relation[];
  /** Relations that lists and the tree show: those with a page that no extension owns. By schema and name. */
  listed: readonly Relation[];
  /** What has a name and is no relation, nor part of one. */
  objects: readonly NamedObject[];
  /** Schemas that hold something of the user's, by name. */
  schemas: readonly ListedSchema[];
  /** Every schema that has a page: those, and schemas that hold extension members only, or nothing but types. */
  schemaNames: readonly string[];
  /** `null` for relations that are not judged. */
  scoreOf(relation: { schema: string; name: string }): RelationScore | null;
  /** Why a relation is not judged, to follow "it is"; `null` where it is. */
  whyNotJudged(relation: Relation): string | null;
  findingsOf(relation: { schema: string; name: string }): readonly Finding[];
  /** About the schema itself, and about what stands in it and is no relation. */
  findingsOfSchema(schema: string): readonly Finding[];
  /** About one migration, by its version. */
  findingsOfStep(version: string): readonly Finding[];
  /** All findings but those of the extended profile, which are shown apart and not counted. */
  guideFindings: readonly Finding[];
  /** Whether a rule is of the extended profile: its findings are worth knowing, and in no score. */
  isExtended(rule: string): boolean;
  findingsOfRule(rule: string): readonly Finding[];
  /** What mending everything that fails would give back, the most first. */
  gains: readonly Gain[];
  /** `+0.6` points of its score where the rule fails on the relation, or on the project as a whole; else `null`. */
  riseOf(rule: string, relation: { schema: string | null; relation: string | null }): string | null;
  /** A rule's verdicts on all tables, or on the project. */
  resultsOf(rule: string): readonly RuleResult[];
  notesOf(relation: Relation): readonly DesignNote[];
  note(slug: string): DesignNote | null;
  rulePage(id: string): RulePage | null;
  /** Steps of the history that touched a relation, newest first, each with its changes to it alone. */
  stepsOf(relation: Relation): readonly HistoryStep[];
  /** Names that relations with a page had once and no relation has now, by schema and name. */
  formerNames: readonly { schema: string; name: string; now: QualifiedName }[];
}

/** A schema with its relations as lists show them. */
export interface ListedSchema {
  name: string;
  comment: string | null;
  relations: readonly Relation[];
  /** `7 tables, 2 views`; counted once, since every page says it. */
  counts: string;
}

export function indexSite(input: SiteInput): Site {
  const { catalog, scorecard, notes, rulePages, config } = input;
  const lookup = buildLookup(catalog);
  const rules = new Map(scorecard.rules.map((rule) => [rule.id, rule]));
  const excluded = buildExclusion(config);
  const relations = catalog.relations
    .filter((relation) => !excluded(relation) && lookup.root(relation) === relation)
    .sort((a, b) => compareText(a.schema, b.schema) || compareText(a.name, b.name));
  const listed = relations.filter((relation) => relation.extension === null);
  const scores = new Map(scorecard.relations.map((score) => [qualifiedKey(score), score]));
  const findings = Map.groupBy(scorecard.findings, ({ subject }) =>
    qualifiedKey({ schema: subject.schema ?? "", name: subject.relation ?? "" }),
  );
  const bySchemaOnly = Map.groupBy(
    scorecard.findings.filter(({ subject }) => subject.relation === null),
    ({ subject: { schema, kind, name } }) => schema ?? (kind === "schema" ? name : null),
  );
  const byStep = Map.groupBy(
    scorecard.findings.filter(({ subject }) => subject.kind === "migration"),
    ({ subject }) => subject.name,
  );
  const gains = computeGains(scorecard);
  const rises = new Map(
    gains.map(({ rule, schema, relation, rise }) => [
      `${rule}\0${qualifiedKey({ schema: schema ?? "", name: relation ?? "" })}`,
      formatRiseText(rise),
    ]),
  );
  const byRule = Map.groupBy(scorecard.findings, (finding) => finding.rule);
  const results = Map.groupBy(
    [...scorecard.relations.flatMap((relation) => relation.results), ...scorecard.project],
    (result) => result.rule,
  );
  const bySchema = Map.groupBy(listed, (relation) => relation.schema);
  const noteBySlug = new Map(notes.map((note) => [note.slug, note]));
  const pageByRule = new Map(rulePages.map((page) => [page.rule, page]));
  const notesByRelation = groupNotesByRelation(notes);
  const { steps, former } = groupStepsByRelation(catalog);
  const site: Omit<Site, "objects"> = {
    ...input,
    title: config.title ?? catalog.database.name,
    lookup,
    rules,
    relations,
    listed,
    schemas: catalog.schemas
      .filter((schema) => bySchema.has(schema.name))
      .map(({ name, comment }) => {
        const own = bySchema.get(name) ?? [];
        return { name, comment, relations: own, counts: countRelations(own) };
      })
      .sort((a, b) => compareText(a.name, b.name)),
    schemaNames: [
      ...new Set(
        [
          ...catalog.schemas.filter(({ extension }) => extension === null),
          ...relations.map(({ schema }) => ({ name: schema })),
        ].map(({ name }) => name),
      ),
    ].sort(compareText),
    scoreOf: ({ schema, name }) => scores.get(qualifiedKey({ schema, name })) ?? null,
    whyNotJudged: buildReasonNotJudged(config),
    guideFindings: scorecard.findings.filter(({ rule }) => rules.get(rule)?.profile !== "extended"),
    isExtended: (rule) => rules.get(rule)?.profile === "extended",
    findingsOf: ({ schema, name }) => findings.get(qualifiedKey({ schema, name })) ?? [],
    resultsOf: (rule) => results.get(rule) ?? [],
    findingsOfRule: (rule) => byRule.get(rule) ?? [],
    gains,
    findingsOfSchema: (schema) => bySchemaOnly.get(schema) ?? [],
    findingsOfStep: (version) => byStep.get(version) ?? [],
    riseOf(rule, { schema, relation }) {
      const place =
        rules.get(rule)?.scope === "project"
          ? qualifiedKey({ schema: "", name: "" })
          : qualifiedKey({ schema: schema ?? "", name: relation ?? "" });
      return rises.get(`${rule}\0${place}`) ?? null;
    },
    formerNames: listFormerNames(former, lookup),
    notesOf: (relation) => notesByRelation.get(qualifiedKey(relation)) ?? [],
    note: (slug) => noteBySlug.get(slug) ?? null,
    rulePage: (id) => pageByRule.get(id) ?? null,
    stepsOf: (relation) => steps.get(qualifiedKey(relation)) ?? [],
    targetOf(schema, name, anchor) {
      const relation = lookup.relation(schema, name);
      const root = relation === null ? null : lookup.root(relation);
      if (root === null || excluded(root)) return null;
      const at = root === relation ? anchor : anchors.partition(name);
      return { page: "relation", schema: root.schema, name: root.name, ...(at === undefined ? {} : { anchor: at }) };
    },
  };
  return { ...site, objects: listObjects(site) };
}

function groupNotesByRelation(notes: readonly DesignNote[]): Map<string, DesignNote[]> {
  const byRelation = new Map<string, DesignNote[]>();
  for (const note of notes) {
    const named = [...note.tables, ...note.decisions.map((decision) => decision.subject)];
    const keys = new Set(
      named.flatMap((text) => {
        const key = parseObjectKey(text);
        return key === null ? [] : [qualifiedKey({ schema: key.schema, name: key.relation })];
      }),
    );
    for (const key of keys) byRelation.set(key, [...(byRelation.get(key) ?? []), note]);
  }
  return byRelation;
}

/** Follows renames backwards, so that a table keeps what happened to it under an earlier name. */
function groupStepsByRelation(catalog: Catalog): {
  steps: Map<string, HistoryStep[]>;
  /** Names that the history took from relations, and what those are called now, as keys. */
  former: Map<string, string>;
} {
  const former = new Map<string, string>();
  const nameNow = new Map<string, string>();
  const schemaNow = new Map<string, string>();
  const byRelation = new Map<string, HistoryStep[]>();
  const keyNow = ({ schema, name }: QualifiedName): string => {
    const moved = qualifiedKey({ schema: schemaNow.get(schema) ?? schema, name });
    return nameNow.get(qualifiedKey({ schema, name })) ?? nameNow.get(moved) ?? moved;
  };
  for (const step of catalog.history.toReversed()) {
    const touched = new Map<string, Change[]>();
    for (const change of step.changes) {
      const relation = relationOf(change);
      if (relation === null) continue;
      const now = keyNow(relation);
      touched.set(now, [...(touched.get(now) ?? []), change]);
    }
    for (const [key, changes] of touched) {
      byRelation.set(key, [...(byRelation.get(key) ?? []), { ...step, changes }]);
    }
    const schemas = step.changes.filter(({ action, object }) => action === "renamed" && object.kind === "schema");
    const schemasBefore = new Map(schemas.map(({ object, before }) => [object.name, String(before)]));
    const renamed = namesBefore(step.changes, schemasBefore).map(
      ({ before, now }) => [qualifiedKey(before), keyNow(now)] as const,
    );
    for (const [before, now] of renamed) {
      nameNow.set(before, now);
      // Of several relations that gave up the name, the last.
      if (!former.has(before)) former.set(before, now);
    }
    for (const [after, before] of schemasBefore) schemaNow.set(before, schemaNow.get(after) ?? after);
    for (const change of step.changes) {
      // Before a table was made, another may have had its name.
      const relation = change.action === "added" && change.object.partOf.length === 0 ? relationOf(change) : null;
      if (relation === null) continue;
      const own = qualifiedKey(relation);
      if (!nameNow.has(own)) nameNow.set(own, `${own}\0${step.version}`);
    }
  }
  return { steps: byRelation, former };
}

function listFormerNames(former: ReadonlyMap<string, string>, lookup: CatalogLookup): Site["formerNames"] {
  const named = (key: string) => {
    const [schema = "", name = "", ...rest] = key.split("\0");
    // A key with more parts is of a relation that is gone.
    return rest.length > 0 ? null : { schema, name };
  };
  return [...former]
    .flatMap(([before, after]) => {
      const [then, now] = [named(before), named(after)];
      if (then === null || now === null) return [];
      const isGone = lookup.relation(then.schema, then.name) === null;
      return isGone && lookup.relation(now.schema, now.name) !== null ? [{ ...then, now }] : [];
    })
    .sort((a, b) => compareText(a.schema, b.schema) || compareText(a.name, b.name));
}

/** The relation that a change is about, or in which it is. */
function relationOf({ object }: Pick<Change, "object">): QualifiedName | null {
  const { kind, name } = object.partOf[0] ?? object;
  return object.schema === null || !isRelationKind(kind) ? null : { schema: object.schema, name };
}

/** Of relations that a step renamed, moved to another schema, or both: their names before it, and after it. */
function namesBefore(
  changes: readonly Change[],
  schemasBefore: ReadonlyMap<string, string>,
): { before: QualifiedName; now: QualifiedName }[] {
  const moved = changes.flatMap((change) => {
    const { action, object, field, before } = change;
    const now = object.partOf.length === 0 ? relationOf(change) : null;
    if (now === null || typeof before !== "string") return [];
    return action === "renamed" || field === "schema" ? [{ now, action, before }] : [];
  });
  return [...Map.groupBy(moved, ({ now }) => qualifiedKey(now)).values()].map((own) => {
    const [{ now }] = own as [(typeof moved)[number]];
    const name = own.find(({ action }) => action === "renamed")?.before ?? now.name;
    const schema =
      own.find(({ action }) => action !== "renamed")?.before ?? schemasBefore.get(now.schema) ?? now.schema;
    return { before: { schema, name }, now };
  });
}

/** Relations counted by kind: `7 tables, 2 views`; empty for none. */
export function countRelations(relations: readonly Relation[]): string {
  const of = (...kinds: Relation["kind"][]) => relations.filter((relation) => kinds.includes(relation.kind)).length;
  const counted: [number, string][] = [
    [of("table", "partitioned table"), "table"],
    [of("view", "materialized view"), "view"],
    [of("foreign table"), "foreign table"],
  ];
  return counted
    .filter(([number]) => number > 0)
    .map(([number, word]) => count(number, word))
    .join(", ");
}
