/** Faults in waivers, as findings of their own. They count in no score. */
import { parseObjectKey } from "../model/names.ts";
import { nearest } from "../model/nearest.ts";
import { PROJECT, type Rule } from "../model/rule.ts";
import type { Finding, Waiver } from "../model/scorecard.ts";
import { type Sentence, say } from "../model/sentence.ts";
import type { Fact, Severity } from "../model/verdict.ts";
import { addMonths, isDate } from "./calendar.ts";
import { toFingerprint } from "./findings.ts";

/** Every fault's id, and how much it weighs on the reader. */
export const WAIVER_FAULTS = {
  "waiver-duplicate": "low",
  "waiver-expired": "medium",
  "waiver-expiry-unknown": "low",
  "waiver-invalid": "medium",
  "waiver-no-subject": "medium",
  "waiver-reason": "medium",
  "waiver-unknown-rule": "medium",
  "waiver-unused": "low",
} as const satisfies Record<string, Severity>;

export interface Fault {
  rule: keyof typeof WAIVER_FAULTS;
  /** Continues "The waiver of … on … in …". */
  predicate: Sentence;
}

const LEAST_REASON = 15;
const MOST_MONTHS = 24;

/** Rules that nobody may waive without a name and a date to come back to it. */
function needsOwner(rule: string): boolean {
  return rule === "pk-required" || rule === "type-money-numeric" || rule.startsWith("sec-");
}

/** What is wrong with a decision as it is written, whatever the tables are. A waiver with such a fault excuses nothing. */
export function faultsOf(waiver: Waiver, date: string | null, rules: ReadonlyMap<string, Rule>): Fault[] {
  const rule = rules.get(waiver.rule);
  if (rule === undefined) return [unknownRule(waiver.rule, rules)];
  if (rule.evidence === "attestation") return [invalid(["excuses a rule that only an attestation can meet."])];
  const faults: Fault[] = [];
  if (waiver.kind === "justified" && !rule.justifiable) {
    faults.push(invalid(["justifies a rule that has no escape; it can only be waived, with a date to review it."]));
  }
  const reason = faultOfReason(waiver.reason);
  if (reason !== null) {
    const how = waiver.reason === "" && waiver.carrier === "comment" ? TAG : [];
    faults.push({ rule: "waiver-reason", predicate: [...reason, ...how] });
  }
  if (waiver.until === null) {
    if (waiver.kind === "waived") faults.push(invalid(["has no review-by date."]));
    else if (needsOwner(rule.id))
      faults.push(invalid(["needs an owner and a review-by date, since the rule guards against loss."]));
  } else if (!isDate(waiver.until)) {
    faults.push(invalid(say`has a review-by that is no date of the form 2026-12-31: ${waiver.until}.`));
  } else if (date !== null && isDate(date) && waiver.until > addMonths(date, MOST_MONTHS)) {
    faults.push(
      invalid(
        say`has its review-by ${waiver.until} more than ${String(MOST_MONTHS)} months after the note's date ${date}.`,
      ),
    );
  }
  if (needsOwner(rule.id) && waiver.owner === null && waiver.until !== null) {
    const where = waiver.carrier === "comment" ? " Write it in a design note, which has room for one." : "";
    faults.push(invalid([`needs an owner, since the rule guards against loss.${where}`]));
  }
  return faults;
}

/** What is wrong with an attestation as it is written. */
export function faultsOfAttestation(waiver: Waiver, rules: ReadonlyMap<string, Rule>): Fault[] {
  const rule = rules.get(waiver.rule);
  if (rule === undefined) return [unknownRule(waiver.rule, rules)];
  if (rule.scope === "table" || rule.validity === null)
    return [invalid([`vouches for a rule that is read from the ${rule.evidence} and cannot be attested.`])];
  if (!isDate(waiver.on ?? "")) {
    return [invalid(say`has a date that is none of the form 2026-12-31: ${waiver.on ?? ""}.`)];
  }
  return [];
}

/** How a decision in a comment is written. */
const TAG: Sentence = say` A tag is written ${"@waive pk-uuid until 2026-12-31: why"}.`;

export function invalid(predicate: Sentence): Fault {
  return { rule: "waiver-invalid", predicate };
}

function unknownRule(id: string, rules: ReadonlyMap<string, Rule>): Fault {
  if (id === "") return { rule: "waiver-unknown-rule", predicate: ["names no rule.", ...TAG] };
  const near = nearest(id, rules.keys());
  const predicate = near === null ? ["names no rule that exists."] : say`names no rule that exists. Is ${near} meant?`;
  return { rule: "waiver-unknown-rule", predicate };
}

/** Words that stand for a reason to come; a placeholder may also be in angle brackets or hold no letters. */
const PLACEHOLDER = /^(?:to-?do|tbd|fixme|xxx|lorem|placeholder|reason goes|explanation goes|some reason|n\/a)\b/iu;

function faultOfReason(reason: string): Sentence | null {
  const text = reason.trim().replace(/\s+/gu, " ");
  if (text === "") return ["gives no reason."];
  if (PLACEHOLDER.test(text) || /^<[^>]*>$/u.test(text) || new Set(text.toLowerCase().match(/\p{L}/gu)).size < 3) {
    return say`has a placeholder for a reason: ${text}.`;
  }
  if ([...text].length < LEAST_REASON)
    return say`has a reason of fewer than ${String(LEAST_REASON)} characters: ${text}.`;
  return null;
}

/** The finding of a fault: beside the relation that the waiver names, else beside the project. */
export function buildFaultFinding(
  waiver: Waiver,
  { rule, predicate }: Fault,
  exists: (schema: string, relation: string) => boolean,
): Finding {
  const key = waiver.subject === null ? null : parseObjectKey(waiver.subject);
  const named = key !== null && exists(key.schema, key.relation) ? key : null;
  const place = waiver.carrier === "config" ? "config" : `${waiver.carrier} ${waiver.place}`;
  const about = waiver.subject === null ? waiver.rule : `${waiver.rule} ${waiver.subject}`;
  const subject = {
    schema: named?.schema ?? null,
    relation: named?.relation ?? null,
    kind: "waiver",
    name: `${about} (${place})`,
  };
  return {
    rule,
    severity: WAIVER_FAULTS[rule],
    verdict: "fail",
    subject,
    message: [...sayOpening(waiver), " ", ...predicate],
    evidence: buildEvidence(waiver),
    remedy: null,
    noRemedy: "the decision is changed where it stands",
    fingerprint: toFingerprint(rule, subject),
    waiverKey: waiver.subject ?? PROJECT.name,
    waiver: null,
    origin: null,
  };
}

function sayOpening(waiver: Waiver): Sentence {
  const word = { waived: "waiver", justified: "justification", attested: "attestation" }[waiver.kind];
  const rule: Sentence = waiver.rule === "" ? [] : say`of ${waiver.rule}`;
  const on: Sentence = waiver.subject === null ? [] : say` on ${waiver.subject}`;
  const what: Sentence = waiver.rule === "" ? say`on ${waiver.subject ?? ""}` : [...rule, ...on];
  const where: Sentence =
    waiver.carrier === "config"
      ? [" in the config"]
      : waiver.carrier === "comment"
        ? [" in its comment"]
        : say` in the design note ${waiver.place}`;
  return [`The ${word} `, ...what, ...where];
}

function buildEvidence({ carrier, place, until, on, reason }: Waiver): Fact[] {
  const facts = [
    { name: "carrier", value: carrier },
    { name: "place", value: place },
  ];
  if (until !== null) facts.push({ name: "until", value: until });
  if (on !== null) facts.push({ name: "attested on", value: on });
  if (reason !== "") facts.push({ name: "reason", value: reason });
  return facts;
}
