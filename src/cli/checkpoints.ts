/** The checkpoints that the site is made from: catalog.json, scorecard.json and content.json in one folder. */
import { join } from "node:path";
import { readGuide } from "../content/guide.ts";
import { readRulePages } from "../content/rule-pages.ts";
import { toCatalogChunks, toScorecardChunks } from "../model/write-json.ts";
import { paths, toHref } from "../view/urls.ts";
import { packageFile } from "./package-root.ts";
import { type Judged, loadRules, type Setup } from "./project.ts";
import { findRulePages } from "./rule-pages.ts";
import { writeWhole } from "./write-file.ts";

/** @param warn is told what of the team's content is left unread */
export async function writeCheckpoints(
  folder: string,
  setup: Setup,
  judged: Judged,
  warn: (text: string) => void,
): Promise<void> {
  const rulePages = readRulePages((await findRulePages(setup, await loadRules(setup), warn)).values());
  const inForce = new Set(judged.scorecard.rules.map(({ id }) => id));
  const guide = await readGuide(packageFile("content", "guide"), {
    link: (name) => (inForce.has(name) ? toHref(paths.guideSection(1), paths.rule(name)) : null),
  });
  await writeWhole(join(folder, "catalog.json"), toCatalogChunks(judged.catalog));
  await writeWhole(join(folder, "scorecard.json"), toScorecardChunks(judged.scorecard));
  // The source may be a connection string, which is never stored; pages do not need it.
  const content = { notes: judged.notes, rulePages, guide, config: { ...setup.config, source: undefined } };
  await writeWhole(join(folder, "content.json"), [JSON.stringify(content)]);
}
