import { expect, test } from "vitest";
import { aCatalog } from "../support/catalog.ts";
import { aRole, aServerCatalog } from "../support/server-catalog.ts";
import { attestation } from "./attestation.ts";
import { ofProject } from "./project-rules.ts";

test("it is attested for 180 days, then stale, and never passes by itself", () => {
  expect(attestation("sec-privilege-audit")).toEqual({
    severity: "medium",
    score: "operations",
    never: "not assessed",
    on: { 0: "attested", 180: "attested", 181: "stale" },
  });
});

const roles = [
  aRole("postgres", { superuser: true, mentioned: false }),
  aRole("shop"),
  aRole("gone", { validUntil: "2026-01-31 12:00:00+02" }),
  aRole("long", { validUntil: "infinity" }),
  aRole("next", { validUntil: "2027-01-01 00:00:00+00" }),
  aRole("intern", { mentioned: false }),
  aRole("archive", { login: false, mentioned: false, validUntil: "2020-01-01 00:00:00+00" }),
];

test("a server shows where to begin: logins past their end, and those that nothing names", () => {
  const asOf = "2026-06-01";
  expect(ofProject(aServerCatalog({ roles }), "sec-privilege-audit", { asOf })).toEqual([
    "not assessed project: no design note attests it; roles that may log in whose password has ended: gone; roles that may log in that no object here names: intern",
  ]);
});

test("without a date, or a server, nothing is said of an end", () => {
  expect(ofProject(aServerCatalog({ roles: roles.slice(0, 3) }), "sec-privilege-audit")).toEqual([
    "not assessed project: no design note attests it",
  ]);
  expect(ofProject(aCatalog({ roles }), "sec-privilege-audit", { asOf: "2026-06-01" })).toEqual([
    "not assessed project: no design note attests it",
  ]);
});
