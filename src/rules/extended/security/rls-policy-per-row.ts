import type { Policy } from "../../../model/relation-parts.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { callsPerRow } from "./policy-calls.ts";
import { policyFacts } from "./policy-facts.ts";

export const rlsPolicyPerRow = defineTableRule({
  id: "rls-policy-per-row",
  statement: "extended",
  title: "A policy calls a function that looks at no row once, not for each.",
  why: "What is the same for every row is worked out for every row: inside a SELECT of its own PostgreSQL does it once a statement.",
  severity: "medium",
  score: "none",
  group: "Security",
  profile: "extended",
  evidence: "catalog",
  subjects: "policies",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["splinter 0003"],
  exempt: [
    "Functions that get a column, and calls inside a SELECT of their own.",
    "current_user and the like, which PostgreSQL writes without parentheses and which cost nothing.",
  ],
  find: (table) => table.policies,
  judge(policy: Policy) {
    const [call] = [policy.using, policy.withCheck].flatMap((text) => (text === null ? [] : callsPerRow(text)));
    if (call === undefined) return pass;
    return fail(
      [...say`Policy ${policy.name} calls ${call} for each row; `, ...say`${`(SELECT ${call})`} calls it once.`],
      {
        facts: policyFacts(policy),
        noRemedy: "ALTER POLICY with the expression written anew, which only a parser could do safely",
      },
    );
  },
});
