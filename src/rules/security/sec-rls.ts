import { defineTableRule, fail, notApplicable } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { VISIBILITY } from "../no-remedy.ts";
import { buildRowSecurityRemedy, judgeBinding } from "./policy-binding.ts";
import { sayUndeclared } from "./tenant-columns.ts";

export const secRls = defineTableRule({
  id: "sec-rls",
  statement: "7.7",
  title: "Where customers share a table, row level security keeps their rows apart.",
  why: "Without it one forgotten condition in one query shows a customer the rows of another.",
  severity: "critical",
  score: "tables",
  group: "Security",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables that customers share",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["splinter 0007", "splinter 0008", "splinter 0013", "schemalint row-level-security"],
  exempt: [
    "Everything, while the config names no `security.tenantColumn`.",
    "Tables without that column: what they hold belongs to no customer.",
    "Partitions: the policies of their parent hold for whoever goes through it.",
    "Whether the policies tell customers apart: not judged.",
  ],
  find: (table, { security: { tenantColumn } }) =>
    tenantColumn === null || table.columns.some(({ name }) => name === tenantColumn) ? [table] : [],
  judge(_subject, table, context) {
    const { tenantColumn } = context.security;
    if (tenantColumn === null) return notApplicable(sayUndeclared(context.catalog));
    const what = [...say`Table ${table.name} holds rows of several customers`];
    if (!table.rowSecurity.enabled) {
      const idle = table.policies.length > 0 ? "; its policies do nothing until it is on" : ", and no policy";
      return fail(
        [...what, ` and has no row level security${idle}.`],
        table.policies.length === 0 ? VISIBILITY : { remedy: buildRowSecurityRemedy(table, "enable") },
      );
    }
    if (table.policies.length === 0)
      return fail([...what, ", and row level security without a policy shows nobody any."], VISIBILITY);
    if (table.policies.every(({ permissive }) => !permissive))
      return fail([...what, ", and restrictive policies alone show nobody any."], VISIBILITY);
    return judgeBinding(table, what, context);
  },
});
