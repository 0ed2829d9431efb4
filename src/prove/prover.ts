/** Finds the remedies that mend and make nothing worse, with as few looks at the database as it takes. */
import type { Catalog } from "../model/catalog.ts";
import type { Finding, Scorecard } from "../model/scorecard.ts";
import { WEIGHTS } from "../model/verdict.ts";
import { isAbout } from "./action-traits.ts";
import { type Candidate, inOrder, type Plan } from "./plan.ts";
import { buildPrerequisites, type Prerequisites } from "./prerequisites.ts";
import type { LeftRemedy, Proof } from "./proof.ts";
import { type Judge, type OpenFindings, Trial } from "./trial.ts";

export interface ProveOptions {
  judge: Judge;
  /** Only the findings of these rules; `null` for all. */
  rules: ReadonlySet<string> | null;
  /** Seconds that one call of the engine may take. */
  deadlineSeconds?: number;
  onProgress?(settled: number, of: number): void;
}

type Judged = Awaited<ReturnType<Trial["judge"]>>;

/**
 * What is wrong with a remedy that was run with others. `certain`: it is at fault. `named`: it alone made what is
 * wrong, which may still be another's doing (an index that a longer one makes redundant).
 */
interface Fault {
  reason: string;
  certain: boolean;
  named: boolean;
}

export class Prover {
  readonly #catalog: Catalog;
  readonly #scorecard: Scorecard;
  readonly #options: ProveOptions;
  readonly #prerequisites: Prerequisites;
  readonly #reference: Judged;
  readonly #proven: Candidate[] = [];
  readonly #left: LeftRemedy[] = [];
  readonly #mendedByOthers: Finding[] = [];
  #uncovered: readonly Finding[] = [];
  #outweighed: readonly Finding[] = [];
  /** What is open with the remedies run that are proven by now. */
  #open: OpenFindings;
  #trial: Trial;
  /** The database holds more than what is proven. */
  #dirty = false;

  private constructor(catalog: Catalog, scorecard: Scorecard, options: ProveOptions, trial: Trial, reference: Judged) {
    this.#catalog = catalog;
    this.#scorecard = scorecard;
    this.#options = options;
    this.#prerequisites = buildPrerequisites(scorecard);
    this.#trial = trial;
    this.#reference = reference;
    this.#open = reference.open;
  }

  static async open(catalog: Catalog, scorecard: Scorecard, options: ProveOptions): Promise<Prover> {
    const trial = await Trial.open(catalog, options.judge, options.deadlineSeconds);
    try {
      return new Prover(catalog, scorecard, options, trial, await trial.judge());
    } catch (error) {
      await trial.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#trial.close();
  }

  /** Runs remedies of one phase together, and again without those at fault, until each is settled. */
  async settle(round: readonly Candidate[], tell: (settled: number) => void): Promise<void> {
    const candidates = round.filter((candidate) => this.#isNeeded(candidate));
    if (candidates.length > 0) await this.#settleNeeded(candidates, tell);
    tell(this.#proven.length + this.#left.length + this.#mendedByOthers.length);
  }

  async #settleNeeded(candidates: readonly Candidate[], tell: (settled: number) => void): Promise<void> {
    if (this.#dirty) await this.#renew();
    const { faults, kept, open, uncovered, outweighed } = await this.#try(candidates);
    const alone = candidates.every((candidate) => faults.has(candidate));
    const certain = candidates.filter((candidate) => {
      const fault = faults.get(candidate);
      return candidates.length === 1 || fault?.certain || (alone && fault?.named);
    });
    if (faults.size > 0) this.#leave(certain, faults);
    if (!kept) {
      // What failed left nothing behind, and the others mend.
      this.#proven.push(...candidates.filter((candidate) => !faults.has(candidate)));
      this.#open = open;
      this.#uncovered = uncovered;
      this.#outweighed = outweighed;
      return;
    }
    this.#dirty = true;
    const rest = candidates.filter((candidate) => !certain.includes(candidate));
    const fine = rest.filter((candidate) => !faults.has(candidate));
    const doubtful = rest.filter((candidate) => faults.has(candidate));
    const parts = certain.length > 0 ? [rest] : fine.length > 0 ? [fine, doubtful] : toHalves(rest);
    for (const part of parts) await this.settle(part, tell);
  }

  #leave(candidates: readonly Candidate[], faults: ReadonlyMap<Candidate, Fault>): void {
    for (const candidate of candidates) {
      const fault = faults.get(candidate);
      if (fault !== undefined) this.#left.push({ finding: candidate.finding, reason: fault.reason });
    }
  }

  /** Whether the finding is there to be mended. Else it is settled. */
  #isNeeded({ finding }: Candidate): boolean {
    const { fingerprint } = finding;
    if (!this.#reference.open.has(fingerprint)) {
      this.#left.push({
        finding,
        reason: "The scratch database does not show this finding, so nothing can be proven.",
      });
      return false;
    }
    if (this.#open.has(fingerprint)) return true;
    this.#mendedByOthers.push(finding);
    return false;
  }

  #isMended({ fingerprint }: Finding): boolean {
    return this.#reference.open.has(fingerprint) && !this.#open.has(fingerprint);
  }

  /** `kept`: the database holds something of a remedy that is at fault. */
  async #try(candidates: readonly Candidate[]): Promise<{
    faults: ReadonlyMap<Candidate, Fault>;
    kept: boolean;
    open: OpenFindings;
    uncovered: readonly Finding[];
    outweighed: readonly Finding[];
  }> {
    const faults = new Map<Candidate, Fault>();
    let kept = false;
    for (const candidate of candidates) {
      const run = await this.#trial.run(candidate.groups);
      if (run.message === null) continue;
      faults.set(candidate, { reason: `PostgreSQL refuses it: ${run.message}.`, certain: true, named: false });
      kept ||= run.dirty;
    }
    const ran = candidates.filter((candidate) => !faults.has(candidate));
    const { open } = await this.#trial.judge();
    const mended = [...this.#proven, ...ran].map(({ finding }) => finding);
    const uncovered: Finding[] = [];
    const outweighed: Finding[] = [];
    for (const [fingerprint, made] of open) {
      if (this.#reference.open.has(fingerprint)) continue;
      if (mended.some((finding) => this.#prerequisites.hides(finding, made))) uncovered.push(made);
      else if (isOutweighed(made, mended)) outweighed.push(made);
      else {
        kept = true;
        blame(made, ran, faults);
      }
    }
    for (const candidate of ran) {
      if (!open.has(candidate.finding.fingerprint)) continue;
      kept = true;
      if (!faults.has(candidate)) {
        const reason = "It runs, but the finding is still there.";
        faults.set(candidate, { reason, certain: isAlone(candidate, ran), named: false });
      }
    }
    return { faults, kept, open, uncovered, outweighed };
  }

  /** Begins anew with what is proven. */
  async #renew(): Promise<void> {
    await this.#trial.close();
    this.#trial = await Trial.open(this.#catalog, this.#options.judge, this.#options.deadlineSeconds);
    let last = this.#proven[0]?.phase;
    for (const { finding, groups, phase } of this.#proven) {
      if (phase !== last) await this.#trial.followNames();
      last = phase;
      const run = await this.#trial.run(groups);
      if (run.message !== null) throw new Error(`${finding.fingerprint} ran once and then no more: ${run.message}`);
    }
    this.#dirty = false;
  }

  toProof(plan: Plan): Proof {
    const proven = new Set(this.#proven.map(({ finding }) => finding.fingerprint));
    const left = new Set(this.#left.map(({ finding }) => finding.fingerprint));
    const mendedByOthers = [...this.#mendedByOthers];
    const failed = [...this.#left];
    for (const finding of plan.repeated) {
      if (this.#isMended(finding)) mendedByOthers.push(finding);
      else failed.push({ finding, reason: "Another finding has the same remedy, and it does not mend this one." });
    }
    mendedByOthers.push(...plan.withoutRemedy.filter((finding) => this.#isMended(finding)));
    const { server } = this.#reference;
    return {
      engine: `PostgreSQL ${server.version}`,
      proven: this.#proven,
      left: inOrder(failed, this.#scorecard),
      mendedByOthers: inOrder(mendedByOthers, this.#scorecard),
      uncovered: this.#uncovered,
      outweighed: this.#outweighed,
      withoutRemedy: plan.withoutRemedy.filter((finding) => !this.#isMended(finding)),
      omissions: this.#trial.scratch.omissions,
      scorecard: {
        ...this.#scorecard,
        findings: this.#scorecard.findings.map((finding) => {
          const { remedy, fingerprint } = finding;
          if (remedy === null || !(proven.has(fingerprint) || left.has(fingerprint))) return finding;
          return { ...finding, remedy: { ...remedy, proven: proven.has(fingerprint) } };
        }),
      },
    };
  }
}

/** Half of what is tried on each table, and the other half: tables are searched for what is at fault side by side. */
function toHalves(candidates: readonly Candidate[]): Candidate[][] {
  const tables = Map.groupBy(candidates, ({ finding: { subject } }) => `${subject.schema}\0${subject.relation}`);
  if (tables.size === candidates.length) return cut(candidates);
  const halves = [...tables.values()].map(cut);
  return [0, 1].map((half) => halves.flatMap((parts) => parts[half] ?? []));
}

function cut(candidates: readonly Candidate[]): Candidate[][] {
  const half = Math.ceil(candidates.length / 2);
  return [candidates.slice(0, half), candidates.slice(half)];
}

/**
 * Blames a finding that was made on the remedy of the same object, else on those whose SQL names it (an index that one
 * of them makes), else on those of its table, else on all.
 */
function blame(made: Finding, ran: readonly Candidate[], faults: Map<Candidate, Fault>): void {
  const near = ran.filter(({ finding }) => isSameRelation(finding, made));
  const same = near.filter(({ finding }) => finding.subject.name === made.subject.name);
  const naming =
    made.subject.name === made.subject.relation
      ? []
      : near.filter(({ finding }) => finding.remedy.actions.some((action) => isAbout(action, made.subject.name)));
  const suspects = [same, naming, near, ran].find((some) => some.length > 0) ?? [];
  const only = suspects.length === 1;
  const named = suspects === naming;
  const reason = `It makes a new finding: ${made.rule} on ${made.waiverKey}.`;
  for (const suspect of suspects) {
    if (!faults.has(suspect)) faults.set(suspect, { reason, certain: only && !named, named: only && named });
  }
}

/**
 * A finding about a table as a whole, as that it has many indexes, which every remedy on the table outweighs by its
 * finding's severity: an eleventh index on a foreign key.
 */
function isOutweighed(made: Finding, mended: readonly Finding[]): boolean {
  if (made.subject.name !== made.subject.relation) return false;
  const near = mended.filter((finding) => isSameRelation(finding, made));
  return near.length > 0 && near.every(({ severity }) => WEIGHTS[severity] > WEIGHTS[made.severity]);
}

function isAlone(candidate: Candidate, ran: readonly Candidate[]): boolean {
  return ran.every((other) => other === candidate || !isSameRelation(other.finding, candidate.finding));
}

function isSameRelation({ subject: a }: Finding, { subject: b }: Finding): boolean {
  return a.schema === b.schema && a.relation === b.relation;
}
