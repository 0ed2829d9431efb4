/** Where the subject of a finding stands: in words, and as a link where it has a page. */
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Finding } from "../../model/scorecard.ts";
import type { Site } from "../site.ts";
import { codeLink, type Prose } from "../text.ts";
import { anchors, type Target } from "../urls.ts";
import { stepTitle } from "./history.ts";

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

export function placeOfSubject(site: Site, { rule, subject }: Pick<Finding, "rule" | "subject">): SubjectPlace {
  const { schema, relation, kind, name } = subject;
  const anchor = anchors.finding(rule, kind, name);
  const key = JSON.stringify([schema, relation, ...(relation === null ? [kind, name] : [])]);
  if (schema !== null && relation !== null) {
    const own = site.lookup.relation(schema, relation)?.kind ?? "table";
    return {
      key,
      where: [codeLink(quoteQualified(schema, relation), site.targetOf(schema, relation, anchor))],
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
      : place("migration ", { text: stepTitle(step), to: { page: "migration", version: name, anchor } });
  }
  const home = schema ?? (kind === "schema" ? name : null);
  const to: Target | null =
    home !== null && site.schemaNames.includes(home) ? { page: "schema", schema: home, anchor } : null;
  // The name of a function holds its arguments, and is written as it stands.
  const whole = schema === null || kind === "schema" ? name : `${quoteIdentifier(schema)}.${name}`;
  return place(`${kind} `, codeLink(whole, to));
}

/** What several places are together, in the singular: their kind where they share one. */
export function nounOfPlaces(places: readonly SubjectPlace[]): string {
  const kinds = new Set(places.map(({ kind }) => kind));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : "place";
}

/** `Tables`, from `table`. */
export function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
