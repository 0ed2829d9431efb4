import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aConfig } from "../support/catalog.ts";
import { aRepository } from "../support/git-repository.ts";
import { replayShared } from "../support/replaying.ts";
import { aStep } from "./migrations.ts";
import { ofProject } from "./project-rules.ts";
import { projectRule } from "./table-rules.ts";

const repository = aRepository();
afterAll(() => repository.remove());

test("a migration is kept where it is committed or staged, not where it is new or ignored", async () => {
  const { folder, commit, write, git } = repository;
  commit("2026-01-01T10:00:00Z", { "m/1_create_a.sql": "CREATE TABLE a (id int);", ".gitignore": "*_local.sql\n" });
  write({ "m/2_add_b.sql": "SELECT 1;", "m/3_add_c.sql": "SELECT 1;", "m/4_add_local.sql": "SELECT 1;" });
  git("add", "m/2_add_b.sql");
  const catalog = await replayShared(await readHistory(join(folder, "m")), { asOf: null });
  expect(ofProject(catalog, "mig-in-vcs")).toEqual([
    "fail migration 3: Git does not keep 3_add_c.sql; git add 3_add_c.sql would.",
    "fail migration 4: Git does not keep 4_add_local.sql; git add 4_add_local.sql would.",
    "pass migration 1",
    "pass migration 2",
  ]);
});

test("outside git nothing is known, unless somebody vouches for it", () => {
  const catalog = aCatalog({ history: [aStep("1", {}, { tracked: null, edits: null })] });
  expect(ofProject(catalog, "mig-in-vcs")).toEqual(["not assessed migration 1: the folder is in no git work tree"]);
  const rule = projectRule("mig-in-vcs");
  const word = {
    carrier: "note",
    place: "fossil",
    rule: rule.id,
    on: "2026-11-01",
    by: "ada",
    evidence: null,
  } as const;
  const input = { rules: [rule], config: aConfig(), decisions: [], asOf: "2026-11-23" };
  expect(buildScorecard(catalog, { ...input, attestations: [word] }).project[0]?.verdict).toBe("attested");
});
