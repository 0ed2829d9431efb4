import type { Policy } from "../../../model/relation-parts.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { sayList } from "../../indexing/index-prose.ts";
import { VISIBILITY } from "../../no-remedy.ts";
import { policyFacts } from "./policy-facts.ts";

export const rlsPolicyTrue = defineTableRule({
  id: "rls-policy-true",
  statement: "extended",
  title: "No policy lets everybody write any row.",
  why: "A policy that is always true undoes row level security for the command that it is for, whatever the other policies say.",
  severity: "medium",
  score: "none",
  group: "Security",
  profile: "extended",
  evidence: "catalog",
  subjects: "policies for writing",
  requires: [],
  justifiable: false,
  options: {
    everybody: {
      type: "strings",
      default: ["public", "anon", "authenticated"],
      description: "The roles that stand for everybody.",
    },
  },
  sameAs: ["splinter 0024"],
  exempt: [
    "Policies for reading only, and those for other roles than the ones that stand for everybody.",
    "Commands for which a restrictive policy takes from what the permissive one gives.",
  ],
  find: (table) => table.policies.filter(({ permissive, command }) => permissive && command !== "select"),
  judge(policy: Policy, { policies }, { options }) {
    const roles = policy.roles.filter((role) => options.everybody.includes(role));
    const isForAll = ({ roles: bound }: Policy) =>
      bound.includes("public") || roles.every((role) => bound.includes(role));
    const restrictive = policies.filter((other) => !other.permissive && isForAll(other));
    const open = openCommands(policy).filter((one) => !restrictive.some((other) => limits(other, one)));
    if (roles.length === 0 || open.length === 0) return pass;
    const facts = policyFacts(policy);
    const said = [...say`Policy ${policy.name} lets `, ...sayList(roles), ` ${open.join(" and ")} any row.`];
    return fail(said, { ...VISIBILITY, facts });
  },
});

function limits(restrictive: Policy, command: string): boolean {
  return [command, "all"].includes(restrictive.command) && !openCommands(restrictive).includes(command);
}

/** The commands of writing that the policy leaves open; without WITH CHECK new rows are held to USING. */
function openCommands({ command, using, withCheck }: Policy): string[] {
  const isFor = (one: string) => command === one || command === "all";
  const isNewOpen = (withCheck ?? using) === "true";
  return [
    ...(isFor("insert") && isNewOpen ? ["insert"] : []),
    ...(isFor("update") && using === "true" && isNewOpen ? ["update"] : []),
    ...(isFor("delete") && using === "true" ? ["delete"] : []),
  ];
}
