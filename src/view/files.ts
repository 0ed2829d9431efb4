/** Everything that a site is written from, made page by page, so that not all is held at once. */
import { showOnOneLine } from "../model/visible-text.ts";
import { buildFrame, type Frame } from "./frame.ts";
import { listPages, type PageEntry } from "./pages.ts";
import { buildRedirects } from "./redirects.ts";
import { buildSiteBadge } from "./relation-files.ts";
import { renderBody, renderHead } from "./render/html.ts";
import { renderMarkdown } from "./render/markdown.ts";
import { buildSearchFiles } from "./search/files.ts";
import type { Site } from "./site.ts";
import { fileOf, files } from "./urls.ts";

/** A page for a layout to place. */
export interface PlacedPage {
  frame: Frame;
  /** What stands with the title, and all below it. */
  head: string;
  body: string;
}

/** A file of the site, by its path within it, with `/`: a finished one, or a page that a layout is still to surround. */
export type SiteFile = { path: string; text: string } | { path: string; page: PlacedPage };

/** Each page is made once, for its HTML and its Markdown. */
export function* buildFiles(site: Site): Generator<SiteFile> {
  const pages = listPages(site);
  for (const entry of pages) {
    const { address, title, beside } = entry;
    const page = entry.build();
    const [html, markdown] = [fileOf(address), fileOf(address, "md")];
    yield {
      path: html,
      page: { frame: buildFrame(site, entry, page), head: renderHead(page, html), body: renderBody(page, html) },
    };
    yield { path: markdown, text: renderMarkdown(page, title, markdown) };
    for (const { ending, build } of beside) yield { path: fileOf(address, ending), text: build() };
  }
  yield* buildRedirects(site);
  yield { path: files.badge, text: buildSiteBadge(site) };
  yield* buildSearchFiles(site, pages);
  yield { path: files.llms, text: listMarkdown(site, pages) };
}

/** The list of all Markdown files, for programs that read. */
function listMarkdown(site: Site, pages: readonly PageEntry[]): string {
  const lines = pages.map(({ title, address }) => {
    const text = showOnOneLine(title).replaceAll(/[[\]\\]/g, "\\$&");
    return `- [${text}](${fileOf(address, "md")})`;
  });
  return `# ${showOnOneLine(site.title)}\n\nEvery page of this site as Markdown.\n\n${lines.join("\n")}\n`;
}
