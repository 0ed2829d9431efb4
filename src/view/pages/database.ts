/** The page of what belongs to the database as a whole: extensions, roles, publications and the like. */
import type { Page, Paragraph } from "../page.ts";
import { buildLead, type Context } from "../parts/comment.ts";
import { buildObjectSections } from "../parts/object-sections.ts";
import type { Site } from "../site.ts";

export function buildDatabasePage(site: Site): Page {
  const context: Context = { site, at: { page: "database" }, home: null };
  const { name, comment } = site.catalog.database;
  const sections = buildObjectSections(
    context,
    site.objects.filter(({ schema }) => schema === null),
  );
  const none: Paragraph = { kind: "paragraph", look: "missing", text: ["Nothing beside schemas."] };
  return {
    crumbs: [{ text: site.title, to: { page: "overview" } }],
    name: "Database",
    face: "prose",
    chips: [name],
    description: `What belongs to the database ${name} as a whole: extensions, roles, publications, casts.`,
    body: [...(comment === null ? [] : [buildLead(context, comment)]), ...(sections.length > 0 ? sections : [none])],
  };
}
