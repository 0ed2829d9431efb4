import type { Column } from "../../../model/column.ts";
import type { IndexKey } from "../../../model/index-definition.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { builtInType, ownColumns } from "../../types/base-type.ts";
import { toWords } from "../../types/column-words.ts";

export const uniqueCredential = defineTableRule({
  id: "unique-credential",
  statement: "extended",
  title: "What lets somebody in is unique.",
  why: "Whoever presents a token is the row that has it: two rows with one token make two people one, and the search for it reads the table.",
  severity: "medium",
  score: "none",
  group: "Indexing",
  profile: "extended",
  evidence: "catalog",
  subjects: "columns of credentials",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "Tokens that another system issues: access and refresh tokens, those of devices and of push services.",
    "Digests with a salt, which are compared and not searched for: password_digest, encrypted_token.",
    "Columns that are inherited.",
  ],
  find: (table) => ownColumns(table).filter((column) => isCredential(column)),
  judge(column: Column, { indexes }) {
    const unique = indexes.some(
      ({ unique, valid, key }) => unique && valid && key.length === 1 && mentions(key[0] as IndexKey, column),
    );
    if (unique) return pass;
    return fail(say`No unique index keeps two rows from having the same ${column.name}.`, {
      noRemedy: "whether rows are found by it alone is yours to say, and some may share one already",
    });
  },
});

/** What a program makes up itself to know somebody by. */
const CREDENTIAL =
  /^(api_key|api_token|auth_token|authentication_token|session_token|share_token|invitation_token|invite_token|confirmation_token|reset_password_token|password_reset_token|remember_token|unlock_token|unsubscribe_token|verification_token|activation_token)$/;

function isCredential(column: Column): boolean {
  return (
    CREDENTIAL.test(toWords(column.name).join("_")) &&
    /^(text|varchar|bpchar|uuid|bytea)$/.test(builtInType(column) ?? "")
  );
}

function mentions({ column: name, expression }: IndexKey, column: Column): boolean {
  return name === column.name || (expression?.includes(column.name) ?? false);
}
