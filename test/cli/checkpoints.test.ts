import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeCheckpoints } from "../../src/cli/checkpoints.ts";
import { configSchema } from "../../src/model/config.ts";
import { toScorecard } from "../../src/score/index.ts";
import { aCatalog } from "../support/catalog.ts";

const folder = mkdtempSync(join(tmpdir(), "cartulary-checkpoints-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the checkpoints keep the config but for its source, which may hold a password", async () => {
  const target = "postgres://reader:s3cr3t@db.example.org/shop";
  const config = configSchema.parse({ source: target, title: "Shop" });
  const catalog = aCatalog({});
  const scorecard = toScorecard(catalog, { rules: [], config, decisions: [], attestations: [], asOf: null });
  const setup = { config, ownRules: [], place: "", folder, source: { kind: "server", target } as const };
  await writeCheckpoints(folder, setup, { catalog, scorecard, notes: [] }, () => {});
  const { config: kept } = JSON.parse(readFileSync(join(folder, "content.json"), "utf8")) as { config: unknown };
  const { source: _, ...rest } = config;
  expect(kept).toEqual(rest);
  expect(readFileSync(join(folder, "content.json"), "utf8")).not.toContain("s3cr3t");
});
