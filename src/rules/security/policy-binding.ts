/** Whether the policies of a table bind the application, which they do not where it owns the table. */
import { quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { fail, type Judgement, notAssessed, pass, type RuleContext } from "../../model/rule.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import type { Remedy } from "../../model/verdict.ts";
import { actsAs, findRole } from "./role-reach.ts";

/** `what` begins the message: whose table it is. */
export function judgeBinding(
  table: Relation,
  what: Sentence,
  { catalog, security: { appRoles } }: Pick<RuleContext, "catalog" | "security">,
): Judgement {
  const { owner, rowSecurity } = table;
  if (rowSecurity.forced || appRoles.length === 0) return pass;
  if (owner === null) return notAssessed(["only a server knows whether the application owns the table"]);
  const bypassing = appRoles.find((role) => actsAs(role, owner, catalog));
  const unknown = appRoles.find((role) => findRole(catalog, role) === null);
  if (bypassing === undefined)
    return unknown === undefined ? pass : notAssessed(say`the server has no role ${unknown} that may log in`);
  return fail([...what, ...say`, and its policies do not bind ${bypassing}, since ${owner} owns it.`], {
    remedy: toRowSecurityRemedy(table, "FORCE"),
  });
}

/** Turns row level security on, or makes it bind the owner. */
export function toRowSecurityRemedy({ schema, name }: Relation, action: "ENABLE" | "FORCE"): Remedy {
  return {
    sql: [`ALTER TABLE ${quoteQualified(schema, name)} ${action} ROW LEVEL SECURITY`],
    lock: "ACCESS EXCLUSIVE for a moment. From then on whoever it binds sees only the rows that a policy lets them see.",
    proven: null,
  };
}
