/** Pages of a site by their address, and parts of them. */
import type { Block, FindingGroup, Page, Section } from "../../src/view/page.ts";
import { listPages, type PageEntry } from "../../src/view/pages.ts";
import { renderBody, renderHead } from "../../src/view/render/html.ts";
import { renderMarkdown } from "../../src/view/render/markdown.ts";
import type { Site } from "../../src/view/site.ts";
import { type Address, fileOf } from "../../src/view/urls.ts";

/** The entry of a page; throws where the site has no such page. */
export function entryOf(site: Site, address: Address): PageEntry {
  const entry = listPages(site).find((each) => fileOf(each.address) === fileOf(address));
  if (entry === undefined) throw new Error(`no page ${fileOf(address)}`);
  return entry;
}

export function pageOf(site: Site, address: Address): Page {
  return entryOf(site, address).build();
}

/** What a layout places. */
export function htmlOf(site: Site, address: Address): string {
  const page = pageOf(site, address);
  return renderHead(page, fileOf(address)) + renderBody(page, fileOf(address));
}

export function markdownOf(site: Site, address: Address): string {
  const { title, build } = entryOf(site, address);
  return renderMarkdown(build(), title, fileOf(address, "md"));
}

type OfKind<K extends Block["kind"]> = Extract<Block, { kind: K }>;

/** All blocks of a kind in a page or a section, at any depth, in their order. */
export function blocksOf<K extends Block["kind"]>(
  { head = [], body }: { head?: readonly Block[]; body: readonly Block[] },
  kind: K,
): OfKind<K>[] {
  return [...head, ...body].flatMap((block) => [
    ...(block.kind === kind ? [block as OfKind<K>] : []),
    ...("body" in block ? blocksOf(block, kind) : []),
  ]);
}

/** A section by its anchor; throws where there is none. */
export function sectionOf(page: Page, anchor: string): Section {
  const section = blocksOf(page, "section").find((each) => each.anchor === anchor);
  if (section === undefined) throw new Error(`no section ${anchor}`);
  return section;
}

/** Groups of findings of a section, or of a whole page. */
export function groupsOf(part: { body: readonly Block[] }): FindingGroup[] {
  return blocksOf(part, "findings").flatMap(({ groups }) => groups);
}

/** The id of a group's rule. */
export function ruleOf({ rule }: FindingGroup): string {
  return typeof rule === "string" ? rule : rule.text;
}

/** The entries of a page's line of facts. */
export function factsOf(page: Page) {
  return blocksOf(page, "facts").flatMap(({ entries }) => entries);
}
