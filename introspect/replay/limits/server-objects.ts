/** Things of a whole server, which the embedded engine is not. */
import type { Word } from "../script/sql-lexer.ts";
import { find, follows, identifierAt, type Limit, leftOut, missing, nameAt, rewritten, without } from "./limit.ts";

const NO_TABLESPACES = "The embedded engine has one tablespace.";

export const tablespace: Limit = {
  construct: "CREATE, ALTER and DROP TABLESPACE",
  treat: ({ words }) =>
    follows(words, 0, "CREATE|ALTER|DROP", "TABLESPACE") || follows(words, 0, "COMMENT", "ON", "TABLESPACE")
      ? leftOut(`${words[0]?.upper} TABLESPACE`, NO_TABLESPACES)
      : null,
};

/** `SET TABLESPACE name` among other actions of an ALTER, as places; `null` where the statement is nothing else. */
function movesIn(words: readonly Word[]): [number, number][] | null {
  if (find(words, "ALL", "IN", "TABLESPACE") !== -1) return null;
  const at = find(words, "SET", "TABLESPACE");
  if (at === -1) return usingIndexIn(words);
  if (words[at - 1]?.text === ",") return [[at - 1, at + 3]];
  return words[at + 3]?.text === "," ? [[at, at + 4]] : null;
}

/** The clauses of CREATE TABLE, INDEX and MATERIALIZED VIEW. A column may be named tablespace as well. */
function clausesIn(words: readonly Word[]): [number, number][] {
  if (!words.slice(1, 6).some((word) => /^(TABLE|INDEX|MATERIALIZED)$/.test(word.upper))) return [];
  const own = words.findIndex((word) => word.depth === 0 && /^(AS|WHERE)$/.test(word.upper));
  const at = words.findIndex(
    (word, place) => word.depth === 0 && word.upper === "TABLESPACE" && (own === -1 || place < own) && place > 2,
  );
  const named = at !== -1 && identifierAt(words, at + 1) !== null && !follows(words, at + 1, "PG_DEFAULT");
  return [...usingIndexIn(words), ...(named ? [[at, at + 2] as [number, number]] : [])];
}

function usingIndexIn(words: readonly Word[]): [number, number][] {
  return words.flatMap((_word, at): [number, number][] =>
    follows(words, at, "USING", "INDEX", "TABLESPACE") ? [[at, at + 4]] : [],
  );
}

export const tablespaceClause: Limit = {
  construct: "TABLESPACE clauses, SET TABLESPACE, default_tablespace",
  treat: ({ text, words }) => {
    const setting = follows(words, 0, "SET") ? (follows(words, 1, "SESSION|LOCAL") ? 2 : 1) : -1;
    if (setting !== -1) {
      if (!follows(words, setting, "DEFAULT_TABLESPACE|TEMP_TABLESPACES")) return null;
      const empty = /^('('|pg_default')|pg_default|default)$/i.test(words[setting + 2]?.text ?? "");
      return empty ? null : leftOut(`${words[setting]?.text}`, NO_TABLESPACES);
    }
    const clauses = follows(words, 0, "ALTER") ? movesIn(words) : follows(words, 0, "CREATE") ? clausesIn(words) : [];
    if (clauses === null) return leftOut(`ALTER ${words[1]?.upper} … SET TABLESPACE`, NO_TABLESPACES);
    if (clauses.length === 0) return null;
    return rewritten(without(text, words, clauses), "a TABLESPACE clause", NO_TABLESPACES);
  },
};

export const subscription: Limit = {
  construct: "CREATE, ALTER, DROP and COMMENT ON SUBSCRIPTION",
  treat: ({ words }) => {
    const comment = follows(words, 0, "COMMENT", "ON", "SUBSCRIPTION");
    if (!comment && !follows(words, 0, "CREATE|ALTER|DROP", "SUBSCRIPTION")) return null;
    const name = identifierAt(words, comment ? 3 : 2) ?? "";
    const reason = "The embedded engine cannot replicate.";
    return follows(words, 0, "CREATE")
      ? missing(`subscription ${name}`, reason)
      : leftOut(`subscription ${name}`, reason);
  },
};

export const replicationSlot: Limit = {
  construct: "logical replication slots",
  treat: ({ words }) =>
    follows(words, 0, "SELECT") &&
    find(words, "PG_CREATE_LOGICAL_REPLICATION_SLOT|PG_DROP_REPLICATION_SLOT|PG_COPY_LOGICAL_REPLICATION_SLOT") !== -1
      ? leftOut("a replication slot", "The embedded engine cannot replicate; a slot is no part of the schema.")
      : null,
};

const NO_TWO_PHASES = "The embedded engine has no two-phase commit; the transaction is committed at once.";

export const twoPhaseCommit: Limit = {
  construct: "PREPARE TRANSACTION, COMMIT PREPARED, ROLLBACK PREPARED",
  treat: ({ words }) => {
    if (follows(words, 0, "PREPARE", "TRANSACTION")) return rewritten("COMMIT", "PREPARE TRANSACTION", NO_TWO_PHASES);
    if (follows(words, 0, "COMMIT", "PREPARED")) return leftOut("COMMIT PREPARED", NO_TWO_PHASES);
    if (!follows(words, 0, "ROLLBACK", "PREPARED")) return null;
    return {
      kind: "fatal",
      message: "The embedded engine cannot roll a prepared transaction back.",
      hint: "Take the transaction out of the script, or run it on a server and give its postgres:// URL instead.",
    };
  },
};

export const securityLabel: Limit = {
  construct: "SECURITY LABEL",
  treat: ({ words }) =>
    follows(words, 0, "SECURITY", "LABEL")
      ? missing("a security label", "The embedded engine has no provider of security labels.")
      : null,
};

const ONE_DATABASE = "The script is replayed in the one database that the engine has.";

export const database: Limit = {
  construct: "CREATE, ALTER, DROP and COMMENT ON DATABASE, GRANT … ON DATABASE",
  treat: ({ text, words }) => {
    if (follows(words, 0, "CREATE|ALTER|DROP", "DATABASE")) {
      const name = nameAt(words, follows(words, 2, "IF", "EXISTS") ? 4 : 2)?.source ?? "";
      return leftOut(`${words[0]?.upper} DATABASE ${name}`, ONE_DATABASE);
    }
    if (follows(words, 0, "COMMENT", "ON", "DATABASE")) {
      if (follows(words, 3, "POSTGRES")) return null;
      return rewritten(
        without(text, words, [[3, 4]], "postgres"),
        `COMMENT ON DATABASE ${words[3]?.text}`,
        ONE_DATABASE,
      );
    }
    return follows(words, 0, "GRANT|REVOKE") && find(words, "ON", "DATABASE") !== -1
      ? leftOut(`${words[0]?.upper} … ON DATABASE`, ONE_DATABASE)
      : null;
  },
};
