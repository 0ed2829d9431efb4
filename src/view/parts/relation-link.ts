/** Relations by name, as links where they have a page. */
import { quoteQualified } from "../../model/names.ts";
import type { QualifiedName } from "../../model/shared-parts.ts";
import { codeLink, type Inline } from "../text.ts";
import type { RelationTargets } from "../urls.ts";

/** `public.orders`. */
export function relationLink(site: RelationTargets, { schema, name }: QualifiedName): Inline {
  return codeLink(quoteQualified(schema, name), site.targetOf(schema, name));
}
