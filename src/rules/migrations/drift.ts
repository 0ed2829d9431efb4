/** Where a live schema is not the one that its migrations make, object by object. */
import { compare } from "../../diff/index.ts";
import { withoutParts } from "../../diff/without-parts.ts";
import type { Catalog } from "../../model/catalog.ts";
import { type Change, isRelationKind, type ObjectName } from "../../model/change.ts";
import { compareText, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { FindingSubject } from "../../model/scorecard.ts";

/** One object that differs. */
export interface Drift {
  subject: FindingSubject;
  object: ObjectName;
  /** What differs of it and of what is inside it; `before` is by the migrations, `after` on the server. */
  changes: Change[];
}

/**
 * Compares what stands in the schemas that the migrations make something in, and of what stands in no schema only what
 * they make: extensions and publications of its own are the server's business. Left aside are owners, privileges,
 * comments, partitions, foreign tables, and tables that are not judged (a tool's own, what the config excludes).
 */
export function findDrift(live: Catalog, made: Catalog, judged: readonly Relation[]): Drift[] {
  const isCompared = comparedIn(live, made, judged);
  const drifts = new Map<string, Drift>();
  for (const change of withoutParts(compare(made, live))) {
    if (!isCompared(change) || isLeftAside(change)) continue;
    const object = findSubject(change.object);
    const subject = buildFindingSubject(object);
    const key = [subject.schema, subject.relation, subject.kind, subject.name].join("\0");
    const drift = drifts.get(key) ?? { subject, object, changes: [] };
    drift.changes.push(change);
    drifts.set(key, drift);
  }
  return [...drifts].sort(([a], [b]) => compareText(a, b)).map(([, drift]) => drift);
}

/** Says whether the object of a change is one that both sides must have alike. */
function comparedIn(live: Catalog, made: Catalog, judged: readonly Relation[]): (change: Change) => boolean {
  const schemas = new Set(
    [...made.relations, ...made.types, ...made.sequences, ...made.routines].map(({ schema }) => schema),
  );
  const wanted = new Set(judged);
  const left = new Set(
    [
      ...live.relations.filter((each) => !wanted.has(each) && !isView(each)),
      ...made.relations.filter((each) => !isTable(each) && !isView(each)),
    ].map(({ schema, name }) => quoteQualified(schema, name)),
  );
  return ({ action, object }) => {
    const { schema, partOf } = object;
    if (schema === null) return action !== "added" || partOf.length > 0;
    const whole = partOf[0] ?? object;
    return schemas.has(schema) && !(isRelationKind(whole.kind) && left.has(quoteQualified(schema, whole.name)));
  };
}

function isTable({ kind, partition, persistence }: Relation): boolean {
  return (kind === "table" || kind === "partitioned table") && partition === null && persistence !== "temporary";
}

function isView({ kind }: Pick<Relation, "kind"> | Pick<ObjectName, "kind">): boolean {
  return kind === "view" || kind === "materialized view";
}

function isLeftAside({ action, object, field, before, after }: Change): boolean {
  if (object.kind === "privilege" || field === "owner" || /comment$/i.test(field ?? "")) return true;
  // What a view's columns are follows from what it reads, but for a default of their own.
  if (object.kind === "column" && object.partOf.some(isView)) return field !== "default";
  // A sequence comes and goes with the column that owns it, whose default speaks of it.
  const isOwned = object.kind === "sequence" && Object.hasOwn(Object(after ?? before), "ownedBy");
  return isOwned && (action === "added" || action === "removed");
}

/** What a finding is about: a relation, a part of one that has a name of its own, or an object that stands by itself. */
function findSubject(object: ObjectName): ObjectName {
  const [whole, part] = [...object.partOf, object];
  if (whole === undefined || part === undefined) return object;
  const isPart = isRelationKind(whole.kind) && !(isView(whole) && part.kind === "column") && !/option$/.test(part.kind);
  const { kind, name } = isPart ? part : whole;
  return { kind, schema: object.schema, partOf: isPart ? [{ kind: whole.kind, name: whole.name }] : [], name };
}

function buildFindingSubject({ kind, schema, partOf, name }: ObjectName): FindingSubject {
  return { schema, relation: partOf[0]?.name ?? (isRelationKind(kind) ? name : null), kind, name };
}
