import { expect, test } from "vitest";
import { attestation } from "./attestation.ts";

test("it is attested for 180 days, then stale, and never passes by itself", () => {
  expect(attestation("ops-backup-monitored")).toEqual({
    severity: "high",
    score: "operations",
    never: "not assessed",
    on: { 0: "attested", 180: "attested", 181: "stale" },
  });
});
