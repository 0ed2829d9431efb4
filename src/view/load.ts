/**
 * The checkpoints that a site is built from, read once: `catalog.json`, `scorecard.json`, and `content.json` with the
 * design notes, the rules' pages, the guide and the config.
 */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { GuideSection } from "../content/guide.ts";
import type { DesignNote } from "../content/notes.ts";
import type { RulePage } from "../content/rule-pages.ts";
import type { Config } from "../model/config.ts";
import { readCatalog, readScorecard } from "../model/parse-json.ts";
import { type Site, toSite } from "./site.ts";

/** What `content.json` holds. */
export interface SiteContent {
  notes: readonly DesignNote[];
  rulePages: readonly RulePage[];
  guide: readonly GuideSection[];
  config: Config;
}

const loaded = new Map<string, Promise<Site>>();

/**
 * The site of a folder of checkpoints; the same object however often it is asked for.
 * @throws UserError where a checkpoint cannot be used
 */
export function loadSite(folder: string): Promise<Site> {
  const known = loaded.get(folder);
  if (known !== undefined) return known;
  const site = readSite(folder);
  loaded.set(folder, site);
  return site;
}

async function readSite(folder: string): Promise<Site> {
  const open = (file: string) => createReadStream(join(folder, file), "utf8");
  const catalog = await readCatalog(open("catalog.json"));
  const scorecard = await readScorecard(open("scorecard.json"));
  const content = JSON.parse(await readFile(join(folder, "content.json"), "utf8")) as SiteContent;
  return toSite({ catalog, scorecard, ...content });
}
