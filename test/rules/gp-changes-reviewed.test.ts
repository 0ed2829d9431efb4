import { expect, test } from "vitest";
import { aCatalog } from "../support/catalog.ts";
import { attestation } from "./attestation.ts";
import { ofProject } from "./project-rules.ts";

test("it is attested for 365 days and counts in no score", () => {
  expect(attestation("gp-changes-reviewed")).toEqual({
    severity: "medium",
    score: "none",
    never: "not assessed",
    on: { 0: "attested", 365: "attested", 366: "stale" },
  });
});

test("a line in CODEOWNERS is told, and proves nothing", () => {
  const repository = { owners: null, credentials: [], filesRead: 0, pipelines: [], removed: [] };
  const owners = { file: ".github/CODEOWNERS", line: 3 };
  const cases = [aCatalog(), aCatalog({ repository }), aCatalog({ repository: { ...repository, owners } })];
  expect(cases.flatMap((catalog) => ofProject(catalog, "gp-changes-reviewed"))).toEqual([
    "not assessed project: no design note attests it",
    "not assessed project: no design note attests it",
    "not assessed project: .github/CODEOWNERS:3 asks for reviews of the migrations, but no design note attests that they happen",
  ]);
});
