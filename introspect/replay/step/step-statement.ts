/** What a statement may do, by its first words. */
import { find, follows, identifierAt, nameAt, skipIfExists } from "../limits/limit.ts";
import { toStringValue, toWords, type Word } from "../script/sql-lexer.ts";
import { transactionControl } from "./transaction-statement.ts";

const NO_CHANGE =
  /^(SET|RESET|SHOW|SELECT|TABLE|VALUES|SAVEPOINT|RELEASE|ROLLBACK|ANALYZE|ANALYSE|DISCARD|LISTEN|UNLISTEN|NOTIFY|LOCK|EXPLAIN|PREPARE|DEALLOCATE|CHECKPOINT|DECLARE|FETCH|MOVE|CLOSE|LOAD)\b/i;

/** Whether it may leave the schema or rows different; queries are taken not to. */
export function isChange(text: string): boolean {
  if (/^DO\b/i.test(text)) return mayWrite(toWords(text));
  return transactionControl(text) === null && !NO_CHANGE.test(text);
}

const WRITING = new Set(
  (
    "INSERT UPDATE DELETE MERGE TRUNCATE CREATE ALTER DROP GRANT REVOKE COPY REFRESH REINDEX CLUSTER IMPORT " +
    "SECURITY REASSIGN EXECUTE PERFORM CALL"
  ).split(" "),
);

/** Whether a DO block's body has a word by which it would write; in other languages than PL/pgSQL it may. */
function mayWrite(words: readonly Word[]): boolean {
  const language = words.findIndex(({ upper }) => upper === "LANGUAGE") + 1;
  if (language > 0 && identifierAt(words, language) !== "plpgsql") return true;
  const body = words.filter(({ kind }) => kind === "string").flatMap(({ text }) => toWords(toStringValue(text)));
  // A table may well be called comment.
  return body.some(({ upper }) => WRITING.has(upper)) || find(body, "COMMENT", "ON") !== -1;
}

/** The statement limits how long a lock is waited for. 0 takes the limit away. */
export function limitsLockWait(text: string): boolean {
  if (/\block_timeout\b'?\s*(=|\bTO\b|,)\s*('?0+\s*(us|ms|s|min|h|d)?'?|DEFAULT)\s*(,|$)/i.test(text)) return false;
  return (
    /^SET\s+((SESSION|LOCAL)\s+)?lock_timeout\b/i.test(text) ||
    /^(SELECT|PERFORM)\s+(pg_catalog\s*\.\s*)?set_config\s*\(\s*'lock_timeout'/i.test(text)
  );
}

/** A statement that PostgreSQL refuses inside a transaction. */
export interface Refused {
  /** As PostgreSQL calls the command. */
  tag: string;
  /** What it makes or drops, as it is written; `null` for none. */
  name: string | null;
}

/** Longer statements are data, or say in their beginning what they are. */
const HEAD = 2000;

/** `null` where the statement may stand in a transaction. From 12 on that includes ALTER TYPE … ADD VALUE. */
export function refusedInTransaction(text: string): Refused | null {
  return /^(CREATE|DROP|REINDEX|ALTER|VACUUM|CLUSTER)\b/i.test(text) ? refusalOf(toWords(text.slice(0, HEAD))) : null;
}

function refusalOf(words: readonly Word[]): Refused | null {
  const unique = follows(words, 1, "UNIQUE") ? 1 : 0;
  if (follows(words, 0, "CREATE") && follows(words, 1 + unique, "INDEX", "CONCURRENTLY")) {
    return { tag: "CREATE INDEX CONCURRENTLY", name: nameOf(words, 3 + unique) };
  }
  if (follows(words, 0, "DROP", "INDEX", "CONCURRENTLY")) {
    return { tag: "DROP INDEX CONCURRENTLY", name: nameOf(words, 3) };
  }
  if (follows(words, 0, "REINDEX")) {
    const whole = find(words, "SCHEMA|DATABASE|SYSTEM");
    if (find(words, "CONCURRENTLY") !== -1) return { tag: "REINDEX CONCURRENTLY", name: null };
    return whole > 0 ? { tag: `REINDEX ${words[whole]?.upper}`, name: null } : null;
  }
  if (follows(words, 0, "ALTER", "TABLE") && find(words, "DETACH") !== -1 && find(words, "CONCURRENTLY") !== -1) {
    return { tag: "ALTER TABLE … DETACH PARTITION CONCURRENTLY", name: null };
  }
  if (follows(words, 0, "VACUUM")) return { tag: "VACUUM", name: null };
  if (follows(words, 0, "CLUSTER") && words.slice(1).every(({ upper }) => upper === "VERBOSE")) {
    return { tag: "CLUSTER", name: null };
  }
  if (follows(words, 0, "ALTER", "SYSTEM")) return { tag: "ALTER SYSTEM", name: null };
  if (follows(words, 0, "CREATE|DROP", "DATABASE|TABLESPACE|SUBSCRIPTION")) {
    return { tag: `${words[0]?.upper} ${words[1]?.upper}`, name: nameOf(words, 2) };
  }
  return null;
}

function nameOf(words: readonly Word[], at: number): string | null {
  const place = skipIfExists(words, at);
  return follows(words, place, "ON") ? null : (nameAt(words, place)?.source ?? null);
}
