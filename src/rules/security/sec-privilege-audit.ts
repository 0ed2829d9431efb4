import { defineProjectRule, notAssessed, PROJECT } from "../../model/rule.ts";
import type { Sentence } from "../../model/sentence.ts";
import { sayList } from "../indexing/index-prose.ts";

export const secPrivilegeAudit = defineProjectRule({
  id: "sec-privilege-audit",
  statement: "7.6",
  title: "Somebody has gone through the roles and their privileges lately, and revoked what is not used.",
  why: "Privileges only grow by themselves, and the role of who left stays until somebody takes it away.",
  severity: "medium",
  score: "operations",
  group: "Security",
  profile: "guide",
  evidence: "attestation",
  subjects: "projects",
  justifiable: false,
  options: {},
  sameAs: ["pgdsat 4.4"],
  exempt: [],
  validity: 180,
  find: () => [PROJECT],
  judge(_subject, { catalog, asOf }) {
    if (catalog.source.kind !== "server") return notAssessed(["no design note attests it"]);
    const logins = catalog.roles.filter(({ login }) => login);
    const past = logins.filter(({ validUntil }) => asOf !== null && validUntil !== null && isBefore(validUntil, asOf));
    const unnamed = logins.filter(({ mentioned, superuser }) => !mentioned && !superuser);
    return notAssessed([
      "no design note attests it",
      ...also("whose password has ended", past),
      ...also("that no object here names", unnamed),
    ]);
  },
});

/** Of a role's end as PostgreSQL prints it, `infinity` among them, and an ISO date or timestamp. */
function isBefore(end: string, asOf: string): boolean {
  const time = Date.parse(end.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00"));
  return time < Date.parse(asOf);
}

function also(what: string, roles: readonly { name: string }[]): Sentence {
  return roles.length === 0 ? [] : [`; roles that may log in ${what}: `, ...sayList(roles.map(({ name }) => name))];
}
