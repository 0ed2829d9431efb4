import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { sayList } from "../../indexing/index-prose.ts";
import { buildRowSecurityRemedy } from "../../security/policy-binding.ts";
import { secRls } from "../../security/sec-rls.ts";
import { failuresOf } from "../already-reported.ts";

export const rlsPolicyDisabled = defineTableRule({
  id: "rls-policy-disabled",
  statement: "extended",
  title: "A table that has policies has row level security turned on.",
  why: "Policies on a table whose row level security is off guard nothing, and look as if they did.",
  severity: "high",
  score: "none",
  group: "Security",
  profile: "extended",
  evidence: "catalog",
  subjects: "tables with policies",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["splinter 0007"],
  exempt: ["Tables without policies, and those that customers share, which sec-rls judges."],
  find: (table, context) =>
    table.policies.length > 0 && failuresOf(secRls, table, context).length === 0 ? [table] : [],
  judge(_subject, table) {
    if (table.rowSecurity.enabled) return pass;
    const names = table.policies.map((policy) => policy.name);
    const what = names.length === 1 ? " has the policy " : " has the policies ";
    return fail(
      [...say`Table ${table.name}`, what, ...sayList(names), ", but its row level security is off: no row is guarded."],
      {
        remedy: buildRowSecurityRemedy(table, "enable"),
      },
    );
  },
});
