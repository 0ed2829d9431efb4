import type { Relation } from "../../model/relation.ts";
import { buildRemedy, type Remedy } from "../../model/remedy.ts";
import { fail, type Judgement, notAssessed, pass, type RuleContext } from "../../model/rule.ts";
import { type Sentence, say } from "../../model/sentence.ts";
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
    remedy: buildRowSecurityRemedy(table, "force"),
  });
}

/** Turns row level security on, or makes it bind the owner. */
export function buildRowSecurityRemedy({ schema, name }: Relation, action: "enable" | "force"): Remedy {
  const whom = action === "force" ? "its owner too" : "everybody but the owner and superusers";
  return buildRemedy(
    [{ kind: "set row security", schema, table: name, action }],
    `From then on ${whom} sees only the rows that a policy lets them see.`,
  );
}
