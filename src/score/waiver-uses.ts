/** Which waivers reach which failures, which of them wins, and what each has done in the end. */
import { toObjectKey } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import type { Subject } from "../model/rule.ts";
import type { FindingSubject, Waiver } from "../model/scorecard.ts";
import { partOf, toSubjectKey } from "./findings.ts";
import type { TableExcuses } from "./judge-table.ts";
import type { Excuse, Excuses } from "./tally.ts";
import { byCarrier, type DecisionEntry, type Reach } from "./waiver-entries.ts";

/** A decision without faults of its own, and what happened to it. */
export interface WaiverUse extends DecisionEntry {
  /** In the scorecard's list. */
  position: number;
  expired: boolean;
  /** Failed subjects that it reaches; those that it excuses. */
  reached: number;
  excused: number;
  /** It reaches something that was not assessed or not judged this time. */
  open: boolean;
  /** The waiver that excused in its place, where another one did. */
  shadow: Waiver | null;
  /** A failure that it reaches counts: it has ended, and nothing else excuses. */
  counts: boolean;
  /** The key of a failure that stands on the table it names, but beyond its reach; `null` for none. */
  missed: string | null;
}

/** The uses that concern one rule: by the key of the table that they name, and those by pattern. */
interface RuleUses {
  byTable: Map<string, WaiverUse[]>;
  globs: WaiverUse[];
}

export class WaiverUses {
  readonly all: WaiverUse[] = [];
  readonly #byRule = new Map<string, RuleUses>();

  put(entry: DecisionEntry, position: number, expired: boolean): void {
    const use: WaiverUse = {
      ...entry,
      position,
      expired,
      reached: 0,
      excused: 0,
      open: false,
      shadow: null,
      counts: false,
      missed: null,
    };
    const { rule } = entry.waiver;
    const ofRule = this.#byRule.get(rule) ?? { byTable: new Map<string, WaiverUse[]>(), globs: [] };
    this.#byRule.set(rule, ofRule);
    this.all.push(use);
    if (use.reach.kind === "glob") {
      ofRule.globs.push(use);
      return;
    }
    for (const table of use.reach.tables) {
      const list = ofRule.byTable.get(table);
      if (list === undefined) ofRule.byTable.set(table, [use]);
      else list.push(use);
    }
  }

  /** What may excuse failures of the rule on the table; `null` where nothing can. */
  excusesOf(rule: string, table: Relation): TableExcuses | null {
    const ofRule = this.#byRule.get(rule);
    if (ofRule === undefined) return null;
    const uses = [...(ofRule.byTable.get(toObjectKey(table.schema, table.name)) ?? []), ...ofRule.globs];
    if (uses.length === 0) return null;
    return {
      excuse: (subject) => {
        for (const use of uses) {
          if (reach(use, table, subject).length > 0 || use.reach.kind === "glob") continue;
          use.missed ??= toObjectKey(table.schema, table.name, partOf(subject));
        }
        return decide(uses.flatMap((use) => reach(use, table, subject)));
      },
      leaveOpen: (subject) => {
        for (const { use } of uses.flatMap((each) => reach(each, table, subject))) use.open = true;
      },
      leaveAllOpen: () => {
        for (const use of uses) if (reachesInto(use, table)) use.open = true;
      },
    };
  }

  /** What may excuse failures of a rule about the project. */
  excusesOfProject(rule: string): Excuses<FindingSubject> {
    const ofRule = this.#byRule.get(rule);
    const uses = ofRule === undefined ? [] : [...ofRule.byTable.values(), ofRule.globs].flat();
    return {
      excuse: (subject) => decide(uses.flatMap((use) => reachOfProject(use, subject))),
      leaveOpen: (subject) => {
        for (const { use } of uses.flatMap((each) => reachOfProject(each, subject))) use.open = true;
      },
    };
  }
}

/** A use that reaches a subject: `exact` where it names the very subject, not its table or a pattern. */
interface Reached {
  use: WaiverUse;
  exact: boolean;
}

/** Whether a use that concerns a table's rule may mean the table or a part of it. */
function reachesInto({ reach: meant }: WaiverUse, table: Relation): boolean {
  if (meant.kind === "objects" || meant.glob(table.schema, table.name)) return true;
  const parts = [...table.columns, ...table.constraints, ...table.indexes];
  return parts.some((part) => meant.glob(table.schema, table.name, part));
}

function reach(use: WaiverUse, table: Relation, subject: Subject): Reached[] {
  const part = partOf(subject);
  if (use.reach.kind === "glob") {
    const { glob } = use.reach;
    const reached = glob(table.schema, table.name) || (part !== undefined && glob(table.schema, table.name, part));
    return reached ? [{ use, exact: false }] : [];
  }
  const { keys } = use.reach;
  if (keys.has(toObjectKey(table.schema, table.name, part))) return [{ use, exact: true }];
  return keys.has(toObjectKey(table.schema, table.name)) ? [{ use, exact: false }] : [];
}

function reachOfProject(use: WaiverUse, subject: FindingSubject): Reached[] {
  if (!reachesProject(use.reach, subject)) return [];
  return [{ use, exact: use.reach.kind === "objects" && use.reach.keys.has(toSubjectKey(subject)) }];
}

/** Whether a waiver of a rule about the project means the subject; a relation's covers what is said of its parts. */
export function reachesProject(meant: Reach, subject: FindingSubject): boolean {
  const { schema, relation, name } = subject;
  const key = toSubjectKey(subject);
  if (meant.kind === "objects") {
    return (
      meant.keys.has(key) || (schema !== null && relation !== null && meant.keys.has(toObjectKey(schema, relation)))
    );
  }
  if (schema === null) return meant.glob(null, key);
  if (meant.glob(schema, relation ?? name)) return true;
  const part = partOf(subject);
  return relation !== null && part !== undefined && meant.glob(schema, relation, part);
}

/** Books what reaches a failure. The first carrier wins, then what names the very object, then the list's order. */
function decide(reached: readonly Reached[]): Excuse | null {
  for (const { use } of reached) use.reached += 1;
  const [winner] = reached
    .filter(({ use }) => !use.expired)
    .sort(
      (a, b) =>
        byCarrier(a.use.waiver, b.use.waiver) || Number(b.exact) - Number(a.exact) || a.use.position - b.use.position,
    );
  if (winner === undefined) {
    for (const { use } of reached) use.counts = true;
    return null;
  }
  winner.use.excused += 1;
  const { waiver, position } = winner.use;
  for (const { use } of reached) if (use !== winner.use) use.shadow ??= waiver;
  return { waiver: position, kind: waiver.kind === "justified" ? "justified" : "waived", reason: waiver.reason };
}
