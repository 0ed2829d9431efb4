import { expect, test } from "vitest";
import { aCatalog } from "../support/catalog.ts";
import { attestation } from "./attestation.ts";
import { ofProject } from "./project-rules.ts";

test("it is attested for 365 days, then stale, and never passes by itself", () => {
  expect(attestation("test-migrations-in-setup")).toEqual({
    severity: "medium",
    score: "operations",
    never: "not assessed",
    on: { 0: "attested", 365: "attested", 366: "stale" },
  });
});

test("that CI runs migrations is told, and is no proof", () => {
  const pipelines = [{ file: ".github/workflows/ci.yml", line: 12 }];
  const repository = { owners: null, credentials: [], filesRead: 0, pipelines, removed: [] };
  const cases = [aCatalog(), aCatalog({ repository })];
  expect(cases.flatMap((catalog) => ofProject(catalog, "test-migrations-in-setup"))).toEqual([
    "not assessed project: no design note attests it",
    "not assessed project: no design note attests it, though .github/workflows/ci.yml:12 runs migrations",
  ]);
});
