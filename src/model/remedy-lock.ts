/**
 * What a remedy's actions lock, and for how long: section 13.3 of PostgreSQL's manual, and the pages of ALTER TABLE,
 * CREATE INDEX, DROP INDEX and REINDEX.
 */
import type { ActionOf, RemedyAction } from "./remedy-action.ts";

/** A lock that others may have to wait for. */
export interface ActionLock {
  /** As pg_locks names it in words; `null` where nobody waits for anything. */
  mode: "ACCESS EXCLUSIVE" | "SHARE ROW EXCLUSIVE" | "SHARE" | "SHARE UPDATE EXCLUSIVE" | null;
  /** How long it is held: for a moment, or while all rows are read or written. */
  during: "moment" | "scan" | "rewrite";
  /** The same for people, in whole sentences. */
  words: string;
}

const MOMENT: ActionLock = {
  mode: "ACCESS EXCLUSIVE",
  during: "moment",
  words: "ACCESS EXCLUSIVE on the table for a moment.",
};
const NOTHING: ActionLock = { mode: null, during: "moment", words: "Nothing waits for it." };

const CONCURRENTLY: ActionLock = {
  mode: "SHARE UPDATE EXCLUSIVE",
  during: "scan",
  words:
    "SHARE UPDATE EXCLUSIVE: reads and writes go on while the table is scanned twice. It cannot run in a transaction.",
};

const REWRITE: ActionLock = {
  mode: "ACCESS EXCLUSIVE",
  during: "rewrite",
  words: "ACCESS EXCLUSIVE while the table and its indexes are rewritten.",
};

const RETYPE: Readonly<Record<ActionOf<"set type">["rewrites"], ActionLock>> = {
  table: REWRITE,
  indexes: {
    ...REWRITE,
    words: "ACCESS EXCLUSIVE while the indexes of the column are built anew; the table is not rewritten.",
  },
  checks: {
    ...MOMENT,
    during: "scan",
    words: "ACCESS EXCLUSIVE while all rows are read for the checks of the column; nothing is rewritten.",
  },
  nothing: { ...MOMENT, words: "ACCESS EXCLUSIVE for a moment: neither the table nor its indexes are rewritten." },
};

/** The lock of one action; `null` for a setting, and for a statement of a team's own, whose words are its own. */
export function lockOf(action: RemedyAction): ActionLock | null {
  switch (action.kind) {
    case "create index":
      if (action.concurrently) return CONCURRENTLY;
      return {
        mode: "SHARE",
        during: "scan",
        words:
          "SHARE on the table and all its partitions: writes wait while the index is built. CONCURRENTLY is refused on a partitioned table; to keep writes going, build an index on each partition concurrently, create this one ON ONLY the parent, and attach them.",
      };
    case "rebuild index":
      return CONCURRENTLY;
    case "drop index":
      if (action.concurrently) {
        const words = "Waits for running transactions, blocks nothing. It cannot run in a transaction.";
        return { mode: "SHARE UPDATE EXCLUSIVE", during: "moment", words };
      }
      return {
        mode: "ACCESS EXCLUSIVE",
        during: "moment",
        words:
          "ACCESS EXCLUSIVE on the table and all its partitions for a moment; CONCURRENTLY is refused on a partitioned table.",
      };
    case "rename index":
      return {
        mode: "SHARE UPDATE EXCLUSIVE",
        during: "moment",
        words: "SHARE UPDATE EXCLUSIVE on the index for a moment: reads and writes go on; only the catalog changes.",
      };
    case "rename sequence":
      return { ...MOMENT, words: "ACCESS EXCLUSIVE on the sequence for a moment." };
    case "rename constraint":
      return { ...MOMENT, words: "ACCESS EXCLUSIVE on the table for a moment; only the catalog changes." };
    case "add constraint":
      if (action.constraint === "check") return MOMENT;
      return {
        mode: "SHARE ROW EXCLUSIVE",
        during: "moment",
        words: "SHARE ROW EXCLUSIVE on both tables for a moment: reads go on.",
      };
    case "add constraint using index":
      return { ...MOMENT, words: "ACCESS EXCLUSIVE for a moment: the index is there already and is renamed." };
    case "validate constraint":
      return {
        mode: "SHARE UPDATE EXCLUSIVE",
        during: "scan",
        words: "SHARE UPDATE EXCLUSIVE while all rows are checked: reads and writes go on.",
      };
    case "enforce constraint":
      return { ...MOMENT, during: "scan", words: "ACCESS EXCLUSIVE on the table while all its rows are checked." };
    case "set type":
      return RETYPE[action.rewrites];
    case "set logged":
      return { ...REWRITE, words: "ACCESS EXCLUSIVE while the table and its indexes are written to the log." };
    case "reset options":
      return {
        mode: "SHARE UPDATE EXCLUSIVE",
        during: "moment",
        words: "SHARE UPDATE EXCLUSIVE for a moment: reads and writes go on.",
      };
    case "set security invoker":
      return { ...MOMENT, words: "ACCESS EXCLUSIVE on the view for a moment; only the catalog changes." };
    case "set search path":
      return { ...NOTHING, words: "No lock that others wait for; only the catalog changes." };
    case "revoke from public":
    case "revoke default from public":
    case "take role attributes":
      return NOTHING;
    case "update extension":
      return { ...MOMENT, words: "What the extension's script takes." };
    case "set time zone":
    case "statement":
      return null;
    default:
      return MOMENT;
  }
}

/** The locks of a remedy in words, each once, in the order in which they are taken. */
export function describeLocks(actions: readonly RemedyAction[]): string[] {
  const words = [...new Set(actions.flatMap((action) => lockOf(action)?.words ?? []))];
  return words.map((each, place) => (place === 0 ? each : `Then ${each}`));
}
