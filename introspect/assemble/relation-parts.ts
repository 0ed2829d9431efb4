/** Rows of triggers, policies and rewrite rules to the parts of their relation. */
import { compareText } from "../../src/model/names.ts";
import type { Policy, RewriteRule, Trigger } from "../../src/model/relation-parts.ts";
import type { PolicyRow } from "../queries/policies.ts";
import type { RewriteRuleRow } from "../queries/rewrite-rules.ts";
import type { TriggerRow } from "../queries/triggers.ts";
import {
  decodeArray,
  decodeBoolean,
  decodeVector,
  decodeWord,
  ENABLED_STATES,
  POLICY_COMMANDS,
  RULE_EVENTS,
} from "./decode.ts";
import type { Directory } from "./directory.ts";
import { parseTriggerCondition } from "./trigger-condition.ts";

/** Bits of pg_trigger.tgtype (src/include/catalog/pg_trigger.h). */
const ROW = 1;
const BEFORE = 2;
const INSTEAD = 64;
const EVENTS = [
  { bit: 4, event: "insert" },
  { bit: 16, event: "update" },
  { bit: 8, event: "delete" },
  { bit: 32, event: "truncate" },
] as const;

/** `null` where another session's lock hides its definition. */
export function buildTrigger(row: TriggerRow, directory: Directory): Trigger | null {
  if (row.triggerdef === null) return null;
  const bits = Number(row.tgtype);
  return {
    kind: "trigger",
    name: row.tgname,
    enabled: decodeWord(ENABLED_STATES, row.tgenabled),
    timing: (bits & INSTEAD) !== 0 ? "instead of" : (bits & BEFORE) !== 0 ? "before" : "after",
    events: EVENTS.filter(({ bit }) => (bits & bit) !== 0).map(({ event }) => event),
    columns: decodeVector(row.tgattr).map((attnum) => directory.columnName(row.tgrelid, attnum)),
    level: (bits & ROW) !== 0 ? "row" : "statement",
    condition: decodeBoolean(row.has_condition) ? parseTriggerCondition(row.triggerdef) : null,
    function: { schema: row.funcnamespace, name: row.proname },
    arguments: decodeArray(row.tgargs),
    constraint: decodeBoolean(row.is_constraint)
      ? {
          deferrable: decodeBoolean(row.tgdeferrable),
          initiallyDeferred: decodeBoolean(row.tginitdeferred),
          references: row.tgconstrrelid === "0" ? null : directory.relationName(row.tgconstrrelid),
          comment: row.condescription,
        }
      : null,
    oldTable: row.tgoldtable,
    newTable: row.tgnewtable,
    definition: row.triggerdef,
    comment: row.description,
    origin: null,
  };
}

/** `null` where another session's lock hides an expression. */
export function buildPolicy(row: PolicyRow, directory: Directory): Policy | null {
  if (decodeBoolean(row.has_using) !== (row.polqual !== null)) return null;
  if (decodeBoolean(row.has_check) !== (row.polwithcheck !== null)) return null;
  return {
    kind: "policy",
    name: row.polname,
    command: decodeWord(POLICY_COMMANDS, row.polcmd),
    permissive: decodeBoolean(row.polpermissive),
    roles: decodeArray(row.polroles)
      .map((oid) => directory.role(oid))
      .sort(compareText),
    using: row.polqual,
    withCheck: row.polwithcheck,
    comment: row.description,
    origin: null,
  };
}

/** `null` where another session's lock hides its definition. */
export function buildRewriteRule(row: RewriteRuleRow): RewriteRule | null {
  if (row.ruledef === null) return null;
  return {
    kind: "rule",
    name: row.rulename,
    event: decodeWord(RULE_EVENTS, row.ev_type),
    instead: decodeBoolean(row.is_instead),
    enabled: decodeWord(ENABLED_STATES, row.ev_enabled),
    definition: row.ruledef,
    comment: row.description,
  };
}
