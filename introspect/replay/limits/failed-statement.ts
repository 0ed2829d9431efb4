/** A statement that failed, for those who may mend it. */
import type { DatabaseError } from "../../session.ts";
import type { ScriptStatement } from "../script/script.ts";

export interface FailedStatement {
  /** Its text as it was sent last. */
  statement: ScriptStatement;
  error: DatabaseError;
}
