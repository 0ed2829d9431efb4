import { expect, test } from "vitest";
import type { Archiver } from "../../src/model/server-operations.ts";
import { aCatalog } from "../support/catalog.ts";
import { aServerCatalog } from "../support/server-catalog.ts";
import { attestation } from "./attestation.ts";
import { ofProject } from "./project-rules.ts";

test("it is attested for 180 days, then stale, and never passes by itself", () => {
  expect(attestation("ops-backup-monitored")).toEqual({
    severity: "high",
    score: "operations",
    never: "not assessed",
    on: { 0: "attested", 180: "attested", 181: "stale" },
  });
});

const [MONDAY, TUESDAY] = ["2026-06-01T08:00:00.000Z", "2026-06-02T08:00:00.000Z"];
const OPEN = ["not assessed project: no design note attests it"];
const of = (given: Partial<Archiver>, archive_mode = "on") => {
  const archiver = { archived: 0, lastArchivedAt: null, failed: 0, lastFailedAt: null, ...given };
  return ofProject(aServerCatalog({ settings: { archive_mode }, operations: { archiver } }), "ops-backup-monitored");
};

test("it fails where archiving fails and has not gone well since", () => {
  expect(of({ archived: 3, lastArchivedAt: MONDAY, failed: 9, lastFailedAt: TUESDAY })).toEqual([
    `fail project: Archiving WAL fails: the last attempt was at ${TUESDAY}, and the last that went well was at ${MONDAY}.`,
  ]);
  expect(of({ failed: 1, lastFailedAt: TUESDAY })).toEqual([
    `fail project: Archiving WAL fails: the last attempt was at ${TUESDAY}, and none ever went well.`,
  ]);
});

test("archiving that goes well, went well after it failed, or is off leaves it to a person", () => {
  expect(of({ archived: 3, lastArchivedAt: TUESDAY })).toEqual(OPEN);
  expect(of({ archived: 3, lastArchivedAt: TUESDAY, failed: 9, lastFailedAt: MONDAY })).toEqual(OPEN);
  expect(of({ failed: 9, lastFailedAt: TUESDAY }, "off")).toEqual(OPEN);
  expect(ofProject(aCatalog(), "ops-backup-monitored")).toEqual(OPEN);
});
