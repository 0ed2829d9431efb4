/** Waivers from all carriers in one shape, before they are checked and matched. */
import type { Catalog } from "../model/catalog.ts";
import type { Config } from "../model/config.ts";
import type { Attestation, Decision } from "../model/decision.ts";
import { compareText, parseObjectKey, toObjectKey } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import type { Preset } from "../model/rule.ts";
import type { Waiver } from "../model/scorecard.ts";
import { buildCommentDecisions, type CommentDecision } from "./comment-tags.ts";
import { buildExclusion } from "./judged-tables.ts";
import { type Glob, toGlob } from "./object-globs.ts";

/**
 * What a waiver reaches: named objects (their keys, and the keys of their tables, which are the same where a table is
 * named), or all that a pattern matches. A text that names no object has no keys.
 */
export type Reach =
  | { kind: "objects"; keys: ReadonlySet<string>; tables: ReadonlySet<string> }
  | { kind: "glob"; glob: Glob };

/** A decision and what becomes of it while rules run. */
export interface DecisionEntry {
  waiver: Waiver;
  /** The note's date, `null` elsewhere. */
  date: string | null;
  reach: Reach;
  /** It stands on an enum type, whose columns are its objects. */
  ofType: boolean;
}

/** The decisions of all carriers: design notes, tags in comments on what is judged, the config. */
export function buildEntries(
  catalog: Catalog,
  tables: readonly Relation[],
  { config, decisions }: { config: Config; decisions: readonly Decision[] },
): DecisionEntry[] {
  const excluded = buildExclusion(config);
  const comments = buildCommentDecisions(
    catalog,
    tables,
    (relation) => relation.extension !== null || excluded(relation),
  );
  return [...decisions.map(buildEntry), ...comments.map(buildEntry), ...buildConfigEntries(config)];
}

function buildEntry(decision: Decision & Partial<CommentDecision>): DecisionEntry {
  const { columns = null } = decision;
  const objects = (columns ?? [decision.subject]).flatMap(buildNamedObject);
  const keys = new Set(objects.map(({ key }) => key));
  const tables = new Set(objects.map(({ table }) => table));
  return {
    waiver: buildWaiver(decision),
    date: decision.date,
    reach: { kind: "objects", keys, tables },
    ofType: columns !== null,
  };
}

/** What stands in no schema is written `role app`, `schema legacy`, `migration 0016`. */
const OUTSIDE_SCHEMAS = /^(?:project|[a-z]+ \S.*)$/su;

/** However the key is written (quoted where it need not be), in the one way that subjects' keys are. */
function buildNamedObject(text: string): { table: string; key: string }[] {
  const parsed = parseObjectKey(text);
  if (parsed === null) return OUTSIDE_SCHEMAS.test(text) ? [{ table: text, key: text }] : [];
  const { schema, relation, part } = parsed;
  const table = toObjectKey(schema, relation);
  if (part === null) return [{ table, key: table }];
  return [{ table, key: toObjectKey(schema, relation, { kind: part.column ? "column" : "other", name: part.name }) }];
}

/** The config's waivers, one entry a pattern. */
function buildConfigEntries(config: Pick<Config, "waivers">): DecisionEntry[] {
  return config.waivers.flatMap(({ rule, subjects, kind, reason, owner = null, reviewBy = null }) =>
    subjects.map((subject) => ({
      waiver: buildWaiver({
        carrier: "config",
        place: "config",
        rule,
        subject,
        kind,
        reason,
        owner,
        reviewBy,
        date: null,
      }),
      date: null,
      reach: { kind: "glob" as const, glob: toGlob(subject) },
      ofType: false,
    })),
  );
}

function buildWaiver(decision: Decision): Waiver {
  const { carrier, place, kind, rule, subject, reason, owner, reviewBy } = decision;
  return {
    carrier,
    place,
    kind,
    rule,
    subject,
    reason,
    owner,
    until: reviewBy,
    on: null,
    evidence: null,
    state: "active",
  };
}

/** An attestation as a waiver. `until` is the last day that it counts, `null` where its rule is not known. */
export function buildAttestedWaiver(attestation: Attestation, until: string | null): Waiver {
  const { carrier, place, rule, on, by, evidence } = attestation;
  return {
    carrier,
    place,
    kind: "attested",
    rule,
    subject: null,
    reason: "",
    owner: by,
    until,
    on,
    evidence,
    state: "active",
  };
}

/** What a preset excuses, as a waiver: nobody owns it, and it does not end. */
export function buildPresetWaiver(rule: string, subject: string, { id, reason }: Preset): Waiver {
  return {
    carrier: "preset",
    place: id,
    kind: "justified",
    rule,
    subject,
    reason,
    owner: null,
    until: null,
    on: null,
    evidence: null,
    state: "active",
  };
}

const CARRIERS: readonly Waiver["carrier"][] = ["note", "comment", "config"];

/** A note wins over a comment, a comment over the config. */
export function byCarrier(a: Pick<Waiver, "carrier">, b: Pick<Waiver, "carrier">): number {
  return CARRIERS.indexOf(a.carrier) - CARRIERS.indexOf(b.carrier);
}

/** The order in which waivers are listed: by rule, subject, carrier, place, and the rest so that ties never decide. */
export function compareWaivers(a: Waiver, b: Waiver): number {
  return (
    compareText(a.rule, b.rule) ||
    compareText(a.subject ?? "", b.subject ?? "") ||
    byCarrier(a, b) ||
    compareText(a.place, b.place) ||
    compareText(b.on ?? "", a.on ?? "") ||
    compareText(a.kind, b.kind) ||
    compareText(a.until ?? "", b.until ?? "") ||
    compareText(a.reason, b.reason) ||
    compareText(a.owner ?? "", b.owner ?? "") ||
    compareText(a.evidence ?? "", b.evidence ?? "")
  );
}
