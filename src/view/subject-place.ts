/** Where the subject of a finding stands: in words, and as a link where it has a page. */
import { quoteIdentifier, quoteQualified } from "../model/names.ts";
import type { Finding } from "../model/scorecard.ts";
import { toStepTitle } from "./history-list.ts";
import type { Inline, Prose } from "./inline.ts";
import type { Site } from "./site.ts";
import { anchors, paths, toHref } from "./urls.ts";

export interface SubjectPlace {
  /** The same for findings that stand in the same place. */
  key: string;
  /** `public.orders`, `role app`, `migration 0003 add totals`, `the project`. */
  where: Prose;
  /** What it is, in the singular: `table`, `view`, `role`, `migration`. */
  kind: string;
  /** The part of the relation that it is about, or the relation's kind; empty outside relations. */
  part: string;
}

export function toPlace(site: Site, path: string, finding: Pick<Finding, "rule" | "subject">): SubjectPlace {
  const { schema, relation, kind, name } = finding.subject;
  const anchor = anchors.finding(finding.rule, kind, name);
  const key = JSON.stringify([schema, relation, ...(relation === null ? [kind, name] : [])]);
  if (schema !== null && relation !== null) {
    const own = site.lookup.relation(schema, relation)?.kind ?? "table";
    return {
      key,
      where: [toCode(quoteQualified(schema, relation), site.hrefOf(path, schema, relation, anchor))],
      kind: own === "partitioned table" ? "table" : own,
      part: name === relation ? kind : name,
    };
  }
  const place = (...where: Prose): SubjectPlace => ({ key, where, kind, part: "" });
  if (kind === "project") return place("the project");
  if (kind === "migration") {
    const step = site.catalog.history.find(({ version }) => version === name);
    return step === undefined
      ? place("migration ", { code: name })
      : place("migration ", { text: toStepTitle(step), href: toHref(path, paths.step(name), anchor) });
  }
  const home = schema ?? (kind === "schema" ? name : null);
  const href = home !== null && site.schemaNames.includes(home) ? toHref(path, paths.schema(home), anchor) : null;
  // The name of a function holds its arguments, and is written as it stands.
  const whole = schema === null || kind === "schema" ? name : `${quoteIdentifier(schema)}.${name}`;
  return place(`${kind} `, toCode(whole, href));
}

function toCode(code: string, href: string | null): Inline {
  return href === null ? { code } : { code, href };
}

/** What several places are together, in the singular: their kind where they share one. */
export function toPlaceNoun(places: readonly SubjectPlace[]): string {
  const kinds = new Set(places.map(({ kind }) => kind));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : "place";
}
