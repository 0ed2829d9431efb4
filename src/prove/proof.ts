/** What proving found out. */
import type { Omission } from "../model/catalog.ts";
import type { Finding, Scorecard } from "../model/scorecard.ts";
import type { Phase, StatementGroup } from "./statement.ts";

/** A remedy that was run and mended its finding. */
export interface ProvenRemedy {
  finding: Finding;
  phase: Phase;
  groups: readonly StatementGroup[];
}

/** A remedy that is not run, and why, in one sentence. */
export interface LeftRemedy {
  finding: Finding;
  reason: string;
}

export interface Proof {
  /** The server that it was proven on: `PostgreSQL 18.3`. */
  engine: string;
  /** In the order in which they were run. */
  proven: readonly ProvenRemedy[];
  /** Sorted as the scorecard is. */
  left: readonly LeftRemedy[];
  /** Findings that the remedies of others mend as well, whose own are not needed. */
  mendedByOthers: readonly Finding[];
  /** Findings that a rule can make only now that its prerequisite holds: not there before, and not made by a remedy. */
  uncovered: readonly Finding[];
  /** Findings that the remedies make, about a table as a whole, and of less severity than what they mend there. */
  outweighed: readonly Finding[];
  /** Findings that no SQL mends. */
  withoutRemedy: readonly Finding[];
  /** What of the schema the scratch database does not have. */
  omissions: readonly Omission[];
  /** The scorecard that was given, `proven` of each remedy that was run filled in. */
  scorecard: Scorecard;
}
