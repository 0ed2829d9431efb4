import { expect, test } from "vitest";
import { attestation } from "./attestation.ts";

test("it is attested for 365 days, then stale, and never passes by itself", () => {
  expect(attestation("perf-explain")).toEqual({
    severity: "info",
    score: "operations",
    never: "not assessed",
    on: { 0: "attested", 365: "attested", 366: "stale" },
  });
});
