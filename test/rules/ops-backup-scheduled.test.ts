import { expect, test } from "vitest";
import { attestation } from "./attestation.ts";

test("it is attested for 90 days, then stale, and never passes by itself", () => {
  expect(attestation("ops-backup-scheduled")).toEqual({
    severity: "critical",
    score: "operations",
    never: "not assessed",
    on: { 0: "attested", 90: "attested", 91: "stale" },
  });
});
