import { expect, test } from "vitest";
import { attestation } from "./attestation.ts";

test("it is attested for 180 days, then stale, and never passes by itself", () => {
  expect(attestation("ops-restore-tested")).toEqual({
    severity: "critical",
    score: "operations",
    never: "not assessed",
    on: { 0: "attested", 180: "attested", 181: "stale" },
  });
});
