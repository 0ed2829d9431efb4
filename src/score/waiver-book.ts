/** Keeps all waivers: checks them, says what they excuse while rules run, and in the end what became of each. */
import type { Catalog } from "../model/catalog.ts";
import type { Config } from "../model/config.ts";
import type { Attestation } from "../model/decision.ts";
import { quoteQualified } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import { PROJECT, type Preset, type Rule } from "../model/rule.ts";
import type { Finding, FindingSubject, Waiver } from "../model/scorecard.ts";
import { type Sentence, say } from "../model/sentence.ts";
import { isFromTheFuture, lastDay, newestFirst } from "./attestations.ts";
import { toFingerprint, toSubjectKey } from "./findings.ts";
import type { ProjectCase, ProjectWord } from "./judge-project.ts";
import type { TableExcuses } from "./judge-table.ts";
import { buildReasonNotJudged } from "./judged-tables.ts";
import type { Excuse } from "./tally.ts";
import { buildAttestedWaiver, buildPresetWaiver, compareWaivers, type DecisionEntry } from "./waiver-entries.ts";
import {
  buildFaultFinding,
  type Fault,
  faultsOf,
  faultsOfAttestation,
  invalid,
  WAIVER_FAULTS,
} from "./waiver-faults.ts";
import { buildSubjectFault } from "./waiver-subjects.ts";
import { type WaiverUse, WaiverUses } from "./waiver-uses.ts";

export interface WaiverInput {
  rules: readonly Rule[];
  config: Config;
  /** What excuses failures, from all carriers. */
  entries: readonly DecisionEntry[];
  attestations: readonly Attestation[];
  /** ISO date, `null` where none is known. */
  asOf: string | null;
  catalog: Catalog;
  /** The tables that are judged. */
  tables: readonly Relation[];
  /** What the rules about the project judge. */
  cases: readonly ProjectCase[];
}

export class WaiverBook {
  readonly #waivers: Waiver[];
  readonly #uses = new WaiverUses();
  readonly #newest = new Map<string, Attestation>();
  readonly #faults: { waiver: Waiver; fault: Fault }[] = [];
  readonly #input: WaiverInput;

  constructor(input: WaiverInput) {
    this.#input = input;
    const rules = new Map(input.rules.map((rule) => [rule.id, rule]));
    const { entries } = input;
    const attested = this.#readAttestations(rules);
    this.#waivers = [...entries.map((entry) => entry.waiver), ...attested].sort(compareWaivers);
    const positions = new Map(this.#waivers.map((waiver, position) => [waiver, position]));
    const subjectFault = buildSubjectFault(
      input.catalog,
      input.tables,
      buildReasonNotJudged(input.config),
      input.cases,
    );
    for (const entry of entries) {
      const faults = faultsOf(entry.waiver, entry.date, rules);
      const lost = subjectFault(entry);
      if (lost !== null) faults.push(lost);
      if (faults.length > 0) this.#refuse(entry.waiver, faults);
      else this.#uses.put(entry, positions.get(entry.waiver) as number, this.#isOver(entry.waiver.until));
    }
  }

  /** What may excuse failures of the rule on the table; `null` where nothing can. */
  excusesOf(rule: string, table: Relation): TableExcuses | null {
    return this.#uses.excusesOf(rule, table);
  }

  /** What people say of a rule about the project. */
  wordOn(rule: string): ProjectWord {
    return {
      ...this.#uses.excusesOfProject(rule),
      attestation: this.#newest.get(rule) ?? null,
      excuseByPreset: (subject, preset) => this.excuseByPreset(rule, subject, preset),
    };
  }

  /**
   * Books what a rule's preset excuses. It is listed only where it did, behind all that people wrote, so that nobody is
   * told of one that is unused or not needed any more.
   */
  excuseByPreset(rule: string, subject: FindingSubject, preset: Preset): Excuse {
    const waiver = this.#waivers.push(buildPresetWaiver(rule, toSubjectKey(subject), preset)) - 1;
    return { waiver, kind: "justified", reason: preset.reason };
  }

  /** Once all rules have run: the waivers with their states, in their final order, and the faults as findings. */
  close(): { waivers: Waiver[]; findings: Finding[] } {
    for (const use of this.#uses.all) this.#conclude(use);
    const relations = new Set(this.#input.catalog.relations.map(({ schema, name }) => quoteQualified(schema, name)));
    const exists = (schema: string, relation: string) => relations.has(quoteQualified(schema, relation));
    const findings = this.#faults.map(({ waiver, fault }) => buildFaultFinding(waiver, fault, exists));
    const dated = this.#uses.all.filter((use) => use.waiver.until !== null && use.waiver.state === "active").length;
    if (this.#input.asOf === null && dated > 0) findings.push(expiryUnknown(dated));
    return { waivers: this.#waivers, findings };
  }

  #readAttestations(rules: ReadonlyMap<string, Rule>): Waiver[] {
    const { asOf, attestations } = this.#input;
    return newestFirst(attestations).map((attestation) => {
      const rule = rules.get(attestation.rule);
      const bare = buildAttestedWaiver(attestation, null);
      const faults = faultsOfAttestation(bare, rules);
      if (rule?.scope !== "project" || rule.validity === null || faults.length > 0) return this.#refuse(bare, faults);
      const waiver = { ...bare, until: lastDay(attestation, rule.validity) };
      if (asOf !== null && isFromTheFuture(attestation, asOf)) {
        return this.#refuse(waiver, [invalid(say`is of ${attestation.on}, after the catalog's own date ${asOf}.`)]);
      }
      if (this.#newest.has(rule.id)) waiver.state = "duplicate";
      else this.#newest.set(rule.id, attestation);
      if (this.#isOver(waiver.until)) waiver.state = "expired";
      return waiver;
    });
  }

  /** Faults of one kind become one, so that each finding has a fingerprint of its own. */
  #refuse(waiver: Waiver, faults: readonly Fault[]): Waiver {
    waiver.state = "invalid";
    for (const [rule, same] of Map.groupBy(faults, (fault) => fault.rule)) {
      const predicate = same.flatMap(
        (fault, index): Sentence => (index === 0 ? fault.predicate : [" It ", ...fault.predicate]),
      );
      this.#faults.push({ waiver, fault: { rule, predicate } });
    }
    return waiver;
  }

  #isOver(until: string | null): boolean {
    const { asOf } = this.#input;
    return asOf !== null && until !== null && asOf > until;
  }

  #conclude(use: WaiverUse): void {
    const { waiver } = use;
    const find = (rule: Fault["rule"], predicate: Sentence) =>
      this.#faults.push({ waiver, fault: { rule, predicate } });
    if (use.reached === 0) {
      if (use.open) return;
      waiver.state = "unused";
      find("waiver-unused", [
        "excuses nothing: ",
        ...(use.missed === null
          ? ["the rule is met, does not apply or is turned off."]
          : say`the rule fails not there but on ${use.missed}.`),
      ]);
    } else if (use.expired) {
      waiver.state = "expired";
      find("waiver-expired", [
        ...say`ended on ${waiver.until ?? ""}`,
        ...(use.counts || use.shadow === null
          ? [": the rule counts again."]
          : ["; what it excused is excused in ", ...sayWhere(use.shadow), " now."]),
      ]);
    } else if (use.excused === 0 && use.shadow !== null) {
      waiver.state = "duplicate";
      find("waiver-duplicate", ["excuses only what is excused already in ", ...sayWhere(use.shadow), "."]);
    }
  }
}

function sayWhere({ carrier, place }: Waiver): Sentence {
  if (carrier === "config") return ["the config"];
  return [carrier === "note" ? "the design note " : "the comment on ", { code: place }];
}

/** One finding for the whole project: without a date, every waiver counts as if it had not ended. */
function expiryUnknown(waivers: number): Finding {
  const rule = "waiver-expiry-unknown";
  return {
    rule,
    severity: WAIVER_FAULTS[rule],
    verdict: "fail",
    subject: { ...PROJECT },
    message: [
      `${waivers === 1 ? "One waiver has" : `${waivers} waivers have`} a review-by date that could not be judged, because the catalog carries no date.`,
    ],
    evidence: [],
    remedy: null,
    noRemedy: "whether the exception still holds is yours to say",
    fingerprint: toFingerprint(rule, PROJECT),
    waiverKey: PROJECT.name,
    waiver: null,
    origin: null,
  };
}
