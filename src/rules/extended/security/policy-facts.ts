/** What findings on policies rest on. */
import type { Policy } from "../../../model/relation-parts.ts";
import type { Fact } from "../../../model/verdict.ts";

/** The expressions that the policy has. */
export function policyFacts({ using, withCheck }: Policy): Fact[] {
  return [
    ...(using === null ? [] : [{ name: "using", value: using }]),
    ...(withCheck === null ? [] : [{ name: "with check", value: withCheck }]),
  ];
}
