import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { VISIBILITY } from "../../no-remedy.ts";
import { secRls } from "../../security/sec-rls.ts";
import { failuresOf } from "../already-reported.ts";

export const rlsNoPolicy = defineTableRule({
  id: "rls-no-policy",
  statement: "extended",
  title: "A table with row level security has a policy that lets somebody see rows.",
  why: "Without a policy row level security hides every row, which an application sees as an empty table, not as an error.",
  severity: "low",
  score: "none",
  group: "Security",
  profile: "extended",
  evidence: "catalog",
  subjects: "tables with row level security",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["splinter 0008"],
  exempt: ["Tables without row level security, and those that customers share, which sec-rls judges."],
  find: (table, context) =>
    table.rowSecurity.enabled && failuresOf(secRls, table, context).length === 0 ? [table] : [],
  judge(_subject, table) {
    // Restrictive policies take from what permissive ones give.
    if (table.policies.some(({ permissive }) => permissive)) return pass;
    const what = table.policies.length === 0 ? "no policy" : "none but restrictive policies";
    const who = table.rowSecurity.forced ? "superusers" : "its owner, superusers";
    return fail(
      [
        ...say`Table ${table.name}`,
        ` has row level security and ${what}: only ${who} and roles with BYPASSRLS see a row.`,
      ],
      VISIBILITY,
    );
  },
});
