/** What a site's pages are made from: the judged catalog with the guide's text, the rules' pages and the design notes. */
import { readGuide } from "../../content/guide.ts";
import { readRulePages } from "../../content/rule-pages.ts";
import { indexSite, type Site } from "../../view/site.ts";
import { fileOf, hrefOf } from "../../view/urls.ts";
import { packageFile } from "../package-root.ts";
import { type Judged, loadRules, type Setup } from "../project/index.ts";
import { findRulePages } from "../project/rule-pages.ts";
import { maskData } from "../terminal/output.ts";

/** @param warn is told what of the team's content is left unread */
export async function loadSite(setup: Setup, judged: Judged, warn: (text: string) => void): Promise<Site> {
  const rulePages = readRulePages((await findRulePages(setup, await loadRules(setup), warn)).values());
  const inForce = new Set(judged.scorecard.rules.map(({ id }) => id));
  // All pages of the guide stand in one folder.
  const from = fileOf({ page: "guide" });
  const guide = await readGuide(packageFile("content", "guide"), {
    link: (name) => (inForce.has(name) ? hrefOf(from, { page: "rule", rule: name }) : null),
  });
  return indexSite(maskData({ ...judged, rulePages, guide, config: setup.config }));
}
