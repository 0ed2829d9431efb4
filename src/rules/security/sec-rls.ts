import { quoteQualified } from "../../model/names.ts";
import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import type { Remedy } from "../../model/verdict.ts";
import { actsAs } from "./role-reach.ts";
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
    const { tenantColumn, appRoles } = context.security;
    if (tenantColumn === null) return notApplicable(sayUndeclared(context.catalog));
    const { enabled, forced } = table.rowSecurity;
    const name = quoteQualified(table.schema, table.name);
    const what = [...say`Table ${table.name} holds rows of several customers`];
    if (!enabled) {
      const idle = table.policies.length > 0 ? "; its policies do nothing until it is on" : ", and no policy";
      const off = fail([...what, ` and has no row level security${idle}.`]);
      return table.policies.length === 0 ? off : { ...off, remedy: toRemedy(`ALTER TABLE ${name} ENABLE`) };
    }
    if (table.policies.length === 0)
      return fail([...what, ", and row level security without a policy shows nobody any."]);
    if (forced || appRoles.length === 0) return pass;
    if (table.owner === null) return notAssessed(["only a server knows whether the application owns the table"]);
    const bypassing = appRoles.find((role) => actsAs(role, table.owner as string, context.catalog));
    if (bypassing === undefined) return pass;
    return fail([...what, ...say`, and its policies do not bind ${bypassing}, since ${table.owner} owns it.`], {
      remedy: toRemedy(`ALTER TABLE ${name} FORCE`),
    });
  },
});

function toRemedy(statement: string): Remedy {
  return {
    sql: [`${statement} ROW LEVEL SECURITY`],
    lock: "ACCESS EXCLUSIVE for a moment. From then on whoever it binds sees only the rows that a policy lets them see.",
    proven: null,
  };
}
