/** The one table of what the embedded engine cannot run; each row is caught before it is sent. */
import type { ScriptStatement } from "../script/script.ts";
import { toWords } from "../script/sql-lexer.ts";
import { copyClient, copyFile, copyProgram } from "./data.ts";
import { extensionVersion } from "./extensions.ts";
import type { Limit, Treatment } from "./limit.ts";
import { createLanguage, foreignBlock, foreignLanguage } from "./routines.ts";
import {
  database,
  replicationSlot,
  securityLabel,
  subscription,
  tablespace,
  tablespaceClause,
  twoPhaseCommit,
} from "./server-objects.ts";
import { clientEncoding, discardAll, load, resetAuthorization } from "./session.ts";
import { lz4 } from "./storage.ts";
import { dictionary } from "./text-search.ts";

export const limits: readonly Limit[] = [
  copyProgram,
  copyClient,
  copyFile,
  clientEncoding,
  resetAuthorization,
  discardAll,
  load,
  extensionVersion,
  foreignLanguage,
  foreignBlock,
  createLanguage,
  tablespace,
  tablespaceClause,
  lz4,
  subscription,
  replicationSlot,
  twoPhaseCommit,
  securityLabel,
  database,
  dictionary,
];

/** First words of the statements that a row may be about, so that data is not taken apart. */
const CONCERNED =
  /^(COPY|SET|RESET|DISCARD|LOAD|CREATE|ALTER|DROP|COMMENT|GRANT|REVOKE|SECURITY|PREPARE|COMMIT|ROLLBACK|DO|SELECT)\b/i;
const CONCERNED_QUERY = /client_encoding|replication_slot/i;

/** What is done with a statement instead of sending it; `null` to send it as it stands. */
export function treat(statement: ScriptStatement): Treatment | null {
  const { text } = statement;
  const first = CONCERNED.exec(text)?.[1];
  if (first === undefined) return null;
  if (/^select$/i.test(first) && !CONCERNED_QUERY.test(text)) return null;
  const words = toWords(text);
  for (const limit of limits) {
    const treatment = limit.treat({ text, words });
    if (treatment === null) continue;
    const omission =
      "omission" in treatment ? { ...treatment.omission, place: `${statement.file}:${statement.line}` } : null;
    return omission === null ? treatment : ({ ...treatment, omission } as Treatment);
  }
  return null;
}
