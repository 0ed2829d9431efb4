/** Pages for names that tables had before the history renamed them: links to those go on working. */
import { quoteQualified } from "../model/names.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { element, escapeHtml } from "./render/html-text.ts";
import type { Site } from "./site.ts";
import { fileOf, hrefOf } from "./urls.ts";

/** None where the relation's own page is left out. */
export function* buildRedirects(site: Site): Generator<{ path: string; text: string }> {
  for (const { schema, name, now } of site.formerNames) {
    const to = site.targetOf(now.schema, now.name);
    if (to === null) continue;
    const path = fileOf({ page: "relation", schema, name });
    yield {
      path,
      text: formatRedirect(quoteQualified(schema, name), quoteQualified(now.schema, now.name), hrefOf(path, to)),
    };
  }
}

function formatRedirect(before: string, now: string, href: string): string {
  const title = `${before} is ${now}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
${element("meta", { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy(false) }).replace("</meta>", "")}
${element("meta", { "http-equiv": "refresh", content: `0; url=${href}` }).replace("</meta>", "")}
<title>${escapeHtml(title)}</title></head>
<body><main><h1>${escapeHtml(title)}</h1><p>The table was renamed: ${element("a", { href }, escapeHtml(now))}.</p></main></body></html>
`;
}
