import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aConfig } from "../support/catalog.ts";
import { replayShared } from "../support/replaying.ts";
import { aStep } from "./migrations.ts";
import { ofProject } from "./project-rules.ts";
import { projectRule } from "./table-rules.ts";

test("the part that takes a migration back does something, or the script says why not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cartulary-down-"));
  mkdirSync(join(folder, "m"));
  const step = (version: string, text: string, down?: string) => ({
    version,
    name: version,
    file: `${version}.sql`,
    text,
    ...(down === undefined ? {} : { down: { file: `${version}.down.sql`, text: down } }),
  });
  const catalog = await replayShared(
    {
      kind: "migrations",
      name: "m",
      tool: "two-way",
      folder: join(folder, "m"),
      files: [
        step("1", "CREATE TABLE a (id int);", ""),
        step("2", "ALTER TABLE a ADD b int;", "ALTER TABLE a DROP b;"),
        step("3", "ALTER TABLE a ADD c int;", "-- nothing\nSELECT 1;"),
        step("4", "ALTER TABLE a ADD d int;", "-- irreversible: nobody reads it any more\n"),
        step("5", "SELECT 1;", ""),
        step("6", "ALTER TABLE a ADD e int;"),
        step(
          "7",
          "DO $$ BEGIN -- DELETE\n IF (SELECT true FROM a AS comment) THEN RAISE 'not empty'; END IF; END $$;",
          "",
        ),
        step("9", "DO 'BEGIN COMMENT ON TABLE a IS ''x''; END' LANGUAGE plpgsql;", ""),
        step("8", "DO $$ BEGIN DELETE FROM a; END $$;", ""),
      ],
    },
    { asOf: null },
  );
  rmSync(folder, { recursive: true });
  expect(ofProject(catalog, "mig-reversible")).toEqual([
    "fail migration 3: Migration 3 has no way back: the part that would take it back does nothing.",
    "fail migration 8: Migration 8 has no way back: the part that would take it back does nothing.",
    "fail migration 9: Migration 9 has no way back: the part that would take it back does nothing.",
    "n.a. migration 1: there is nothing before it to go back to",
    "n.a. migration 4: irreversible: nobody reads it any more",
    "n.a. migration 5: it changes nothing",
    "n.a. migration 6: this migration has no place for a way back",
    "n.a. migration 7: it changes nothing",
    "pass migration 2",
  ]);
});

test("a layout without a way back is told once, and is no gap in the score", () => {
  const catalog = aCatalog({ history: [aStep("1"), aStep("2")] });
  expect(ofProject(catalog, "mig-reversible")).toEqual([
    "n.a. project: the migrations are of a layout that has no way back",
  ]);
  const input = { rules: [projectRule("mig-reversible")], decisions: [], attestations: [], asOf: null };
  const { scores, project } = buildScorecard(catalog, { ...input, config: aConfig() });
  expect([project[0]?.verdict, scores.migrations.coverage]).toEqual(["n.a.", null]);
});
