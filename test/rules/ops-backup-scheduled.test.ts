import { expect, test } from "vitest";
import { aCatalog } from "../support/catalog.ts";
import { aServerCatalog } from "../support/server-catalog.ts";
import { attestation } from "./attestation.ts";
import { ofProject } from "./project-rules.ts";

test("it is attested for 90 days, then stale, and never passes by itself", () => {
  expect(attestation("ops-backup-scheduled")).toEqual({
    severity: "critical",
    score: "operations",
    never: "not assessed",
    on: { 0: "attested", 90: "attested", 91: "stale" },
  });
});

test("archiving of WAL is told of, and is no backup", () => {
  const archiver = { archived: 3, lastArchivedAt: "2026-06-01T08:00:00.000Z", failed: 0, lastFailedAt: null };
  const of = (archive_mode: string, operations: object) =>
    ofProject(aServerCatalog({ settings: { archive_mode }, operations }), "ops-backup-scheduled");
  expect(of("on", { archiver })).toEqual([
    "not assessed project: no design note attests it; the server archives WAL, last at 2026-06-01T08:00:00.000Z, which is half a backup",
  ]);
  expect(of("always", {})).toEqual([
    "not assessed project: no design note attests it; the server archives WAL, none of it so far, which is half a backup",
  ]);
  expect(of("off", { archiver })).toEqual([
    "not assessed project: no design note attests it; the server archives no WAL (archive_mode is off)",
  ]);
  const bySettings = (settings: Record<string, string>) =>
    ofProject(aServerCatalog({ settings: { archive_mode: "on", ...settings } }), "ops-backup-scheduled");
  expect(bySettings({ archive_command: "", archive_library: "" })).toEqual([
    "not assessed project: no design note attests it; the server archives no WAL (archive_command is empty)",
  ]);
  const archives =
    "not assessed project: no design note attests it; the server archives WAL, none of it so far, which is half a backup";
  expect(bySettings({ archive_command: "", archive_library: "basic_archive" })).toEqual([archives]);
  expect(bySettings({ archive_command: "cp %p /x/%f", archive_library: "" })).toEqual([archives]);
  expect(ofProject(aCatalog(), "ops-backup-scheduled")).toEqual(["not assessed project: no design note attests it"]);
});
