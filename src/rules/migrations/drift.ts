/** Where a live schema is not the one that its migrations make. Pure: two catalogs in, differences out. */
import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import type { Constraint } from "../../model/constraint.ts";
import type { Index } from "../../model/index-definition.ts";
import { compareText, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Trigger } from "../../model/relation-parts.ts";
import type { FindingSubject } from "../../model/scorecard.ts";

/** One object that differs. Texts are untrusted. */
export interface Drift {
  subject: FindingSubject;
  /** What it is on the server and in the migrations' schema; `null` where it is not there. */
  live: string | null;
  made: string | null;
}

/** An object that is compared: its text says all that must be the same. */
interface Compared {
  subject: FindingSubject;
  text: string;
  /** Compared only where the object itself is on both sides. */
  parts: Compared[];
}

/**
 * Compares tables, views, types, sequences that no column owns, and routines with their parts. Left aside: owners, privileges, comments, the order of
 * columns, partitions, what extensions own, tables that are not judged (a tool's own, what the config excludes), and
 * on servers of another major version whatever that one prints otherwise: expressions and bodies.
 */
export function findDrift(live: Catalog, made: Catalog, judged: readonly Relation[]): Drift[] {
  const exact = live.server.major === made.server.major;
  const schemas = new Set(
    [...made.relations, ...made.types, ...made.sequences, ...made.routines].map(({ schema }) => schema),
  );
  const known = new Set(live.relations.map(({ schema, name }) => quoteQualified(schema, name)));
  const wanted = new Set(judged);
  const isOwn = ({ extension, schema }: { extension: string | null; schema: string }) =>
    extension === null && schemas.has(schema);
  const onServer = [
    ...live.relations
      .filter((each) => wanted.has(each) || (isView(each) && isOwn(each)))
      .map((each) => toRelation(each, exact)),
    ...live.types.filter(isOwn).map((each) => toType(each, exact)),
    ...live.sequences.filter((each) => isOwn(each) && each.ownedBy === null).map(toSequence),
    ...live.routines.filter(isOwn).map((each) => toRoutine(each, exact)),
  ];
  const left = new Set(
    live.relations
      .filter((each) => !wanted.has(each) && !isView(each))
      .map(({ schema, name }) => quoteQualified(schema, name)),
  );
  const inMigrations = [
    ...made.relations
      .filter((each) => isOwn(each) && (isView(each) || isTable(each)))
      .filter(({ schema, name }) => !known.has(quoteQualified(schema, name)) || !left.has(quoteQualified(schema, name)))
      .map((each) => toRelation(each, exact)),
    ...made.types.filter(isOwn).map((each) => toType(each, exact)),
    ...made.sequences.filter((each) => isOwn(each) && each.ownedBy === null).map(toSequence),
    ...made.routines.filter(isOwn).map((each) => toRoutine(each, exact)),
  ];
  return compare(onServer, inMigrations);
}

function compare(live: readonly Compared[], made: readonly Compared[]): Drift[] {
  const sides = new Map<string, { live?: Compared; made?: Compared }>();
  for (const each of live) sides.set(keyOf(each), { live: each });
  for (const each of made) sides.set(keyOf(each), { ...sides.get(keyOf(each)), made: each });
  const sorted = [...sides].sort(([a], [b]) => compareText(a, b));
  return sorted.flatMap(([, side]) => {
    const { subject } = (side.live ?? side.made) as Compared;
    const own = { subject, live: side.live?.text ?? null, made: side.made?.text ?? null };
    const parts = side.live && side.made ? compare(side.live.parts, side.made.parts) : [];
    return own.live === own.made ? parts : [own, ...parts];
  });
}

function keyOf({ subject }: Compared): string {
  const { schema, relation, kind, name } = subject;
  return [schema, relation, kind, name].join("\0");
}

function isTable({ kind, partition, persistence }: Relation): boolean {
  return /table$/.test(kind) && kind !== "foreign table" && partition === null && persistence !== "temporary";
}

function isView({ kind }: Relation): boolean {
  return kind === "view" || kind === "materialized view";
}

function toRelation(relation: Relation, exact: boolean): Compared {
  const { schema, name, kind, columns, constraints, indexes, triggers, policies, rowSecurity } = relation;
  const part = (own: { kind: string; name: string }, text: string): Compared => ({
    subject: { schema, relation: name, kind: own.kind, name: own.name },
    text,
    parts: [],
  });
  const forced = rowSecurity.forced ? " that binds its owner too" : "";
  const secured = rowSecurity.enabled ? ` with row security${forced}` : "";
  const options = relation.options.map(({ name: option, value }) => `${option}=${value}`).join(", ");
  const text = isView(relation)
    ? `a ${kind}${options === "" ? "" : ` with ${options}`}${exact ? ` of ${relation.definition ?? ""}` : ""}`
    : `${relation.persistence === "unlogged" ? "an unlogged" : "a"} ${kind}${secured}`;
  const parts = [
    ...columns.map((column) => part(column, toColumnText(column, exact))),
    ...constraints.filter((own) => own.kind !== "not null").map((own) => part(own, toConstraintText(own, exact))),
    ...indexes.filter((own) => own.constraint === null).map((own) => part(own, toIndexText(own, exact))),
    ...triggers.map((own) => part(own, toTriggerText(own, exact))),
    ...policies.map((own) =>
      part(
        own,
        `for ${own.command} to ${own.roles.join(", ")}${exact ? ` using ${own.using} with check ${own.withCheck}` : ""}`,
      ),
    ),
  ];
  return { subject: { schema, relation: name, kind, name }, text, parts: isView(relation) ? [] : parts };
}

function toColumnText({ type, nullable, default: value, identity, generated }: Column, exact: boolean): string {
  const words = [type, nullable ? "" : "not null", identity === null ? "" : `identity ${identity.generation}`];
  if (exact && value !== null) words.push(`default ${value}`);
  if (generated !== null) words.push(exact ? `generated as ${generated.expression}` : "generated");
  return words.filter((word) => word !== "").join(" ");
}

function toConstraintText(own: Constraint, exact: boolean): string {
  if (exact) return own.definition;
  const { references, validated } = own;
  const target = references === null ? "" : ` references ${quoteQualified(references.schema, references.relation)}`;
  return `${own.kind} (${own.columns.join(", ")})${target}${validated ? "" : " not valid"}`;
}

function toIndexText({ definition, unique, method, key }: Index, exact: boolean): string {
  if (exact) return definition;
  const columns = key.map(({ column }) => column ?? "an expression").join(", ");
  return `${unique ? "unique " : ""}${method} (${columns})`;
}

function toTriggerText({ definition, timing, events, enabled }: Trigger, exact: boolean): string {
  const text = exact ? definition : `${timing} ${events.join(" or ")}`;
  return enabled === "origin" ? text : `${text} (${enabled})`;
}

function toType(type: Catalog["types"][number], exact: boolean): Compared {
  const { schema, name } = type;
  return { subject: { schema, relation: null, kind: "type", name }, text: toTypeText(type, exact), parts: [] };
}

function toTypeText(type: Catalog["types"][number], exact: boolean): string {
  switch (type.kind) {
    case "enum":
      return `an enum of ${type.values.join(", ")}`;
    case "domain": {
      const checks = type.constraints.map((each) => (exact ? each.definition : `constraint ${each.name}`));
      const words = [type.notNull ? "not null" : "", exact && type.default !== null ? `default ${type.default}` : ""];
      return [`a domain over ${type.type}`, ...words, ...checks].filter((word) => word !== "").join(" ");
    }
    case "composite":
      return `a composite type of ${type.attributes.map((each) => `${each.name} ${each.type}`).join(", ")}`;
    default:
      return `a ${type.kind} type`;
  }
}

function toSequence({ schema, name, type, increment, cycle }: Catalog["sequences"][number]): Compared {
  const text = `a sequence of ${type} by ${increment}${cycle ? " that begins anew" : ""}`;
  return { subject: { schema, relation: null, kind: "sequence", name }, text, parts: [] };
}

function toRoutine(
  { kind, schema, name, identity, definition, returns }: Catalog["routines"][number],
  exact: boolean,
): Compared {
  const text = exact ? definition : `a ${kind} that returns ${returns ?? "nothing"}`;
  return { subject: { schema, relation: null, kind, name: `${name}(${identity})` }, text, parts: [] };
}
