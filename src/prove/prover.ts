/** Finds the remedies that mend and make nothing worse, with as few looks at the database as it takes. */
import type { Catalog } from "../model/catalog.ts";
import type { Finding, Scorecard } from "../model/scorecard.ts";
import type { ProveOptions } from "./index.ts";
import { type Candidate, inOrder, type Plan } from "./plan.ts";
import { type Prerequisites, toPrerequisites } from "./prerequisites.ts";
import type { LeftRemedy, Proof } from "./proof.ts";
import { type OpenFindings, Trial } from "./trial.ts";

type Judged = Awaited<ReturnType<Trial["judge"]>>;

/** What is wrong with each of some remedies that were run together. */
type Blame = ReadonlyMap<Candidate, string>;

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
  /** What is open with the remedies run that are proven by now. */
  #open: OpenFindings;
  #trial: Trial;
  /** The database holds more than what is proven. */
  #dirty = false;

  private constructor(catalog: Catalog, scorecard: Scorecard, options: ProveOptions, trial: Trial, reference: Judged) {
    this.#catalog = catalog;
    this.#scorecard = scorecard;
    this.#options = options;
    this.#prerequisites = toPrerequisites(scorecard);
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

  /** Runs remedies of one phase together, and again without those that are to blame, until each is settled. */
  async settle(round: readonly Candidate[], tell: (settled: number) => void): Promise<void> {
    const candidates = round.filter((candidate) => this.#isNeeded(candidate));
    if (candidates.length > 0) {
      if (this.#dirty) await this.#renew();
      const { blame, open, uncovered } = await this.#try(candidates);
      const fine = candidates.filter((candidate) => !blame.has(candidate));
      if (blame.size === 0) {
        this.#proven.push(...candidates);
        this.#open = open;
        this.#uncovered = uncovered;
      } else if (fine.length > 0) {
        this.#dirty = true;
        await this.settle(fine, tell);
        await this.settle([...blame.keys()], tell);
      } else if (candidates.length === 1) {
        this.#dirty = true;
        for (const [{ finding }, reason] of blame) this.#left.push({ finding, reason });
      } else {
        this.#dirty = true;
        const half = Math.ceil(candidates.length / 2);
        await this.settle(candidates.slice(0, half), tell);
        await this.settle(candidates.slice(half), tell);
      }
    }
    tell(this.#proven.length + this.#left.length + this.#mendedByOthers.length);
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

  async #try(
    candidates: readonly Candidate[],
  ): Promise<{ blame: Blame; open: OpenFindings; uncovered: readonly Finding[] }> {
    const blame = new Map<Candidate, string>();
    for (const candidate of candidates) {
      const run = await this.#trial.run(candidate.groups);
      if (run.message !== null) blame.set(candidate, `PostgreSQL refuses it: ${run.message}.`);
    }
    const { open } = await this.#trial.judge();
    const mended = [...this.#proven, ...candidates].map(({ finding }) => finding);
    const uncovered: Finding[] = [];
    for (const [fingerprint, made] of open) {
      if (this.#reference.open.has(fingerprint)) continue;
      if (mended.some((finding) => this.#prerequisites.hides(finding, made))) {
        uncovered.push(made);
        continue;
      }
      const near = candidates.filter(({ finding }) => isSameRelation(finding, made));
      const reason = `It makes a new finding: ${made.rule} on ${made.waiverKey}.`;
      for (const candidate of near.length > 0 ? near : candidates) {
        if (!blame.has(candidate)) blame.set(candidate, reason);
      }
    }
    for (const candidate of candidates) {
      const stays = open.has(candidate.finding.fingerprint);
      if (stays && !blame.has(candidate)) blame.set(candidate, "It runs, but the finding is still there.");
    }
    return { blame, open, uncovered };
  }

  /** Begins anew with what is proven. */
  async #renew(): Promise<void> {
    await this.#trial.close();
    this.#trial = await Trial.open(this.#catalog, this.#options.judge, this.#options.deadlineSeconds);
    for (const { finding, groups } of this.#proven) {
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
      if (this.#open.has(finding.fingerprint)) {
        failed.push({ finding, reason: "Another finding has the same remedy, and it does not mend this one." });
      } else mendedByOthers.push(finding);
    }
    const { server } = this.#reference;
    return {
      engine: `PostgreSQL ${server.version}`,
      proven: this.#proven,
      left: inOrder(failed, this.#scorecard),
      mendedByOthers: inOrder(mendedByOthers, this.#scorecard),
      uncovered: this.#uncovered,
      withoutRemedy: plan.withoutRemedy,
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

function isSameRelation({ subject: a }: Finding, { subject: b }: Finding): boolean {
  return a.schema === b.schema && a.relation === b.relation;
}
