import { expect, test } from "vitest";
import { loadSite } from "../../src/cli/site/load-site.ts";
import { configSchema } from "../../src/model/config.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { buildFiles } from "../../src/view/files.ts";
import { aCatalog } from "../support/catalog.ts";

test("no file of a site holds the config's source, which may hold a password", async () => {
  const target = "postgres://reader:s3cr3t@db.example.org/shop";
  const config = configSchema.parse({ source: target, title: "Shop" });
  const catalog = aCatalog({});
  const scorecard = buildScorecard(catalog, { rules: [], config, decisions: [], attestations: [], asOf: null });
  const setup = {
    config,
    ownRules: [],
    place: "",
    folder: ".",
    source: { kind: "server", target } as const,
    beside: null,
  };
  const site = await loadSite(setup, { catalog, scorecard, notes: [] }, () => {});
  expect(site.title).toBe("Shop");
  const texts = [...buildFiles(site)].map((file) => JSON.stringify(file));
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.filter((text) => text.includes("s3cr3t"))).toEqual([]);
});
