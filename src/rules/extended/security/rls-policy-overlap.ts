import type { Policy } from "../../../model/relation-parts.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { sayList } from "../../indexing/index-prose.ts";

export const rlsPolicyOverlap = defineTableRule({
  id: "rls-policy-overlap",
  statement: "extended",
  title: "One permissive policy a command says what a role may see.",
  why: "Permissive policies are joined by OR and each is worked out for every row: one reader has to hold all of them together, and the server too.",
  severity: "low",
  score: "none",
  group: "Security",
  profile: "extended",
  evidence: "catalog",
  subjects: "permissive policies",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["splinter 0006"],
  exempt: [
    "Policies for all commands beside one for a single command, of which the second adds what only that command may.",
  ],
  find: (table) => table.policies.filter(({ permissive }) => permissive),
  judge(policy: Policy, { policies }) {
    const alike = policies.filter(
      (other) =>
        other.permissive && other.command === policy.command && other.roles.some((role) => policy.roles.includes(role)),
    );
    const [first] = alike;
    if (first === undefined || first === policy) return pass;
    const roles = policy.roles.filter((role) => first.roles.includes(role));
    return fail(
      [
        ...say`Policy ${policy.name} is another for ${policy.command.toUpperCase()} and `,
        ...sayList(roles),
        ...say`, beside ${first.name}.`,
      ],
      {
        noRemedy:
          "one policy whose expression joins theirs by OR takes their place, and only you know whether both are meant",
      },
    );
  },
});
