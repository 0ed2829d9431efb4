/** What a role that an application connects as has beyond what it needs. */
import { quoteQualified } from "../../model/names.ts";
import { buildRemedy } from "../../model/remedy.ts";
import { fail, type Judgement, notApplicable, notAssessed, pass, type RuleContext } from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { findRole, membershipsOf } from "./role-reach.ts";

const ATTRIBUTES = [
  ["createDatabase", "CREATEDB"],
  ["createRole", "CREATEROLE"],
  ["replication", "REPLICATION"],
  ["bypassRowSecurity", "BYPASSRLS"],
] as const;

export function judgeAppRole(subject: FindingSubject, { catalog, tables }: RuleContext): Judgement {
  if (catalog.source.kind !== "server") return notAssessed(["only a server knows what the application's role may do"]);
  const role = findRole(catalog, subject.name);
  if (role === null) return notAssessed(say`the server has no role ${subject.name} that may log in`);
  const held = ATTRIBUTES.filter(([key]) => role[key]).map(([, word]) => word);
  // SET ROLE gives what it does not inherit. A superuser above is told of by sec-no-superuser-app.
  const borrowed = membershipsOf(catalog, role).flatMap((group): Sentence[] => {
    const words = group.superuser ? [] : ATTRIBUTES.filter(([key]) => group[key]).map(([, word]) => word);
    return words.length === 0 ? [] : [say`is a member of ${group.name}, which has ${words.join(" ")}`];
  });
  const owned = [role, ...membershipsOf(catalog, role)].flatMap((owner): Sentence[] => {
    const names = tables
      .filter((table) => table.owner === owner.name)
      .map((table) => quoteQualified(table.schema, table.name));
    if (names.length === 0) return [];
    const what =
      names.length === 1
        ? say`${names[0] as string}`
        : say`${String(names.length)} tables, ${names[0] as string} among them`;
    return [owner === role ? ["owns ", ...what] : [...say`is a member of ${owner.name}`, ", which owns ", ...what]];
  });
  const faults: Sentence[] = [...(held.length === 0 ? [] : [say`has ${held.join(" ")}`]), ...borrowed, ...owned];
  if (faults.length > 0) {
    const said = faults.flatMap((fault, place) => [place === 0 ? " " : "; it ", ...fault]);
    return fail([...say`Role ${role.name}, which the application connects as,`, ...said, "."], {
      // Giving tables away, or leaving a group, is more than one statement: nothing short of that mends it.
      ...(borrowed.length + owned.length > 0
        ? { noRemedy: "the role has them by way of others, or owns the objects: give those to another role" }
        : { remedy: takeAttributes(role.name, held) }),
    });
  }
  return role.superuser ? notApplicable(say`${role.name} is a superuser, which says it all`) : pass;
}

function takeAttributes(role: string, held: readonly string[]) {
  return buildRemedy(
    [{ kind: "take role attributes", role, attributes: [...held] }],
    "It holds for the whole server, from the next statement on.",
  );
}
