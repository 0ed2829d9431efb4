/** Relations by name, as links where they have a page. */
import { quoteQualified } from "../../model/names.ts";
import type { QualifiedName } from "../../model/shared-parts.ts";
import type { Site } from "../site.ts";
import { codeLink, type Inline } from "../text.ts";

/** `public.orders`. */
export function relationLink(site: Pick<Site, "targetOf">, { schema, name }: QualifiedName): Inline {
  return codeLink(quoteQualified(schema, name), site.targetOf(schema, name));
}
