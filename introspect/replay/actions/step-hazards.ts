/**
 * Which statements of a step may fail in a transaction though the step is right. Each of those runs under a savepoint,
 * the others do not: a savepoint keeps 8 kB to the transaction's end, which looks at every table each time.
 */
import { refusedInTransaction } from "../step/step-statement.ts";

/** Statements that make and change things by what they say themselves. */
const DEFINES =
  /^(COMMENT|ALTER\s+(TABLE|SEQUENCE|INDEX)|CREATE\s+(OR\s+REPLACE\s+)?((UNIQUE\s+)?INDEX|(UNLOGGED\s+)?TABLE|TYPE|DOMAIN|VIEW|FUNCTION|PROCEDURE|TRIGGER|SEQUENCE|AGGREGATE))\b/i;
const CHANGES_ROWS = /^(INSERT|UPDATE|DELETE)\b/i;
/** After these there may be trigger events that wait, with which a table cannot be changed. */
const MAY_CHANGE_ROWS =
  /^(INSERT|UPDATE|DELETE|MERGE|WITH|COPY|TRUNCATE|DO|CALL|SELECT(?!\s+(pg_catalog\s*\.\s*)?(set_config|setval)\s*\())\b/i;
/** A value that nothing can have before the transaction ends. */
const ADDS_VALUE = /^ALTER\s+TYPE\b[\s\S]*\bADD\s+VALUE\b/i;
const NAMES_ROLE = /\bOWNER\s+TO\b/i;

export class StepHazards {
  readonly #addsValue: boolean;
  readonly #changesRows: boolean;

  constructor(texts: readonly string[]) {
    this.#addsValue = texts.some((text) => ADDS_VALUE.test(text));
    this.#changesRows = texts.some((text) => MAY_CHANGE_ROWS.test(text));
  }

  /** Whether the statement may be refused, or miss a role that is to be made up. */
  mayStop(text: string): boolean {
    if (this.#addsValue) return true;
    if (CHANGES_ROWS.test(text)) return false;
    return this.#changesRows || !DEFINES.test(text) || NAMES_ROLE.test(text) || refusedInTransaction(text) !== null;
  }
}
