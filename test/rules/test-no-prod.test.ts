import { expect, test } from "vitest";
import { attestation } from "./attestation.ts";

test("it is attested for 365 days, then stale, and never passes by itself", () => {
  expect(attestation("test-no-prod")).toEqual({
    severity: "critical",
    score: "operations",
    never: "not assessed",
    on: { 0: "attested", 365: "attested", 366: "stale" },
  });
});
