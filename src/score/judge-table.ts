/** Runs every rule on one table. */
import { quoteQualified } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import type { Judgement, Preset, RuleContext, Subject, TableRule } from "../model/rule.ts";
import type { Finding, FindingSubject, RuleResult } from "../model/scorecard.ts";
import { say } from "../model/sentence.ts";
import { UserError } from "../model/user-error.ts";
import type { RuleInForce } from "./applied-rules.ts";
import { buildFinding, buildTableSubject, originOf } from "./findings.ts";
import { type Excuse, type Excuses, tally } from "./tally.ts";
import { NO_SUBJECTS, toVerdict } from "./verdicts.ts";

/** Who keeps the waivers of one rule and table; `null` where there are none. */
export interface TableExcuses extends Excuses<Subject> {
  /** The rule did not run on the table at all. */
  leaveAllOpen(): void;
}

/** Who keeps everything that excuses. */
export interface TableWaivers {
  excusesOf(rule: string, table: Relation): TableExcuses | null;
  excuseByPreset(rule: string, subject: FindingSubject, preset: Preset): Excuse;
}

export interface TableJudgement {
  /** One a rule, in the order of the rules. */
  results: RuleResult[];
  findings: Finding[];
}

export type TableRuleInForce = RuleInForce<TableRule>;

/** The order to run rules in: each after its prerequisites. A circle is a bug in the registry. */
export function inOrderOfNeed(rules: readonly TableRuleInForce[]): TableRuleInForce[] {
  const byId = new Map(rules.map((inForce) => [inForce.rule.id, inForce]));
  const ordered = new Set<TableRuleInForce>();
  const visit = (inForce: TableRuleInForce, path: readonly string[]): void => {
    if (ordered.has(inForce)) return;
    const { id, requires } = inForce.rule;
    if (path.includes(id)) throw new Error(`Rules require each other in a circle: ${[...path, id].join(", ")}`);
    for (const needed of requires) {
      const prerequisite = byId.get(needed);
      if (prerequisite !== undefined) visit(prerequisite, [...path, id]);
    }
    ordered.add(inForce);
  };
  for (const inForce of rules) visit(inForce, []);
  return [...ordered];
}

/** Judges tables, one after the other, by the same rules. Prerequisites that are turned off block nothing. */
export class TableJudge {
  readonly #rules: readonly TableRuleInForce[];
  readonly #ordered: readonly TableRuleInForce[];
  readonly #contextOf: (inForce: TableRuleInForce) => RuleContext;
  readonly #waivers: TableWaivers;
  /** Results that say the same are one object: ten thousand tables share their passes. */
  readonly #shared = new Map<string, RuleResult>();
  /** What each rule says of tables that have nothing for it, as most have for most rules. */
  readonly #withoutSubjects = new Map<string, RuleResult>();

  constructor(
    rules: readonly TableRuleInForce[],
    contextOf: (inForce: TableRuleInForce) => RuleContext,
    waivers: TableWaivers,
  ) {
    this.#rules = rules;
    this.#ordered = inOrderOfNeed(rules);
    this.#contextOf = contextOf;
    this.#waivers = waivers;
  }

  /** @throws Error naming rule and table where a rule throws, which is a bug in the rule */
  judge(table: Relation): TableJudgement {
    const results = new Map<string, RuleResult>();
    const blockers = new Map<string, string>();
    const findings: Finding[] = [];
    for (const inForce of this.#ordered) {
      const { id, requires } = inForce.rule;
      const excuses = this.#waivers.excusesOf(id, table);
      const blocker = requires.map((needed) => blockers.get(needed)).find((found) => found !== undefined);
      if (blocker !== undefined) {
        excuses?.leaveAllOpen();
        blockers.set(id, blocker);
        results.set(
          id,
          this.#share({ rule: id, verdict: "n.a.", reason: say`blocked by ${blocker}`, subjects: { ...NO_SUBJECTS } }),
        );
        continue;
      }
      const result = this.#run(inForce, table, excuses, findings);
      if (result.verdict !== "pass" && result.verdict !== "n.a.") blockers.set(id, id);
      results.set(id, result);
    }
    return { results: this.#rules.map(({ rule }) => results.get(rule.id) as RuleResult), findings };
  }

  #run(inForce: TableRuleInForce, table: Relation, excuses: TableExcuses | null, findings: Finding[]): RuleResult {
    const { rule, applied } = inForce;
    const judged = judgeSubjects(rule, table, this.#contextOf(inForce));
    const none = judged.length === 0 ? this.#withoutSubjects.get(rule.id) : undefined;
    if (none !== undefined) return none;
    const { subjects, excuse, reasonOf } = tally(
      judged,
      {
        decisions: excuses,
        preset: (subject, preset) =>
          this.#waivers.excuseByPreset(applied.id, buildTableSubject(table, subject), preset),
      },
      applied.subjects,
      (subject, failure, excuse) =>
        buildFinding(applied, buildTableSubject(table, subject), failure, excuse, originOf(table, subject)),
      findings,
    );
    const verdict = toVerdict(subjects, excuse);
    const result = this.#share({ rule: applied.id, verdict, reason: reasonOf(verdict), subjects });
    if (judged.length === 0) this.#withoutSubjects.set(rule.id, result);
    return result;
  }

  #share(result: RuleResult): RuleResult {
    const key = keyOf(result);
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    this.#shared.set(key, result);
    return result;
  }
}

/** Equal for results that say the same, and for no others. */
function keyOf({ rule, verdict, reason, subjects }: RuleResult): string {
  const { pass, fail, excused, notAssessed, notApplicable } = subjects;
  const counts = `${pass} ${fail} ${excused} ${notAssessed} ${notApplicable}`;
  return `${rule} ${verdict} ${counts} ${reason === null ? "" : JSON.stringify(reason)}`;
}

/** Hardest first, for a subject that a rule names more than once. */
const HARDNESS: readonly Judgement["verdict"][] = ["fail", "not assessed", "pass", "n.a."];

/** Every subject with its judgement, in the rule's order; one that is named twice (two keys on a column) once, by the harder. */
function judgeSubjects(
  rule: TableRule,
  table: Relation,
  context: RuleContext,
): readonly { subject: Subject; judgement: Judgement }[] {
  try {
    const subjects = rule.find(table, context);
    const judged = subjects.map((subject) => ({ subject, judgement: rule.judge(subject, table, context) }));
    if (judged.length < 2) return judged;
    const distinct = new Map<string, { subject: Subject; judgement: Judgement }>();
    for (const one of judged) {
      const key = `${one.subject.kind}\0${one.subject.name}`;
      const other = distinct.get(key);
      if (other === undefined || hardness(one.judgement) < hardness(other.judgement)) distinct.set(key, one);
    }
    return [...distinct.values()];
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new Error(`The rule ${rule.id} failed on ${quoteQualified(table.schema, table.name)}: ${String(cause)}`, {
      cause,
    });
  }
}

function hardness(judgement: Judgement): number {
  return HARDNESS.indexOf(judgement.verdict);
}
