/** Design notes as objects: their index, and each on its page. */
import { renderMarkdown } from "../content/markdown.ts";
import type { DesignNote } from "../content/notes.ts";
import { parseObjectKey } from "../model/names.ts";
import { toCodeLinks } from "./comment.ts";
import { type Frame, toFrame } from "./frame.ts";
import { type Inline, join, type Link, type Prose, toDay } from "./inline.ts";
import { type NoteCard, toNoteCard } from "./note-card.ts";
import type { FactEntry } from "./relation-page.ts";
import type { Site } from "./site.ts";
import { paths, toHref } from "./urls.ts";

export interface NotesPage {
  frame: Frame;
  crumbs: Link[];
  notes: NoteCard[];
}

export interface DecisionRow {
  rule: Inline;
  subject: Inline;
  /** `justified until 1 Mar 2027`, `attested on 14 Sep 2026 by m.okafor`. */
  what: string;
  reason: Prose;
  /** Whether it took effect: `active`, `unused`, …; `null` where the scorecard does not know it. */
  state: string | null;
}

export interface NotePage {
  frame: Frame;
  crumbs: Link[];
  name: string;
  chips: string[];
  facts: FactEntry[];
  html: string;
  markdown: string;
  decisions: DecisionRow[];
  /** It holds a fenced Mermaid diagram, which the page's script draws. */
  drawn: boolean;
  /** Address of the library for it. */
  diagramEngine: string;
}

export function toNotesPage(site: Site): NotesPage {
  const path = paths.notes;
  return {
    frame: toFrame(site, { path, title: "Design notes", description: `Why ${site.title} is as it is`, section: path }),
    crumbs: [{ text: site.title, href: toHref(path, paths.overview) }],
    notes: site.notes.map((note) => toNoteCard(path, note)),
  };
}

export function toNotePage(site: Site, note: DesignNote): NotePage {
  const path = paths.note(note.slug);
  const html = renderMarkdown(note.body, {
    link: toCodeLinks(site, path, "public"),
    // The title is the page's h1: a text without a # of its own starts at h2.
    headingLevel: /^# /m.test(note.body) ? 2 : 1,
  });
  const decisions = toDecisionRows(site, path, note);
  const drawn = html.includes('class="mermaid-source"');
  return {
    frame: toFrame(site, { path, title: note.title, description: note.summary, section: paths.notes, drawn }),
    crumbs: [{ text: "Design notes", href: toHref(path, paths.notes) }],
    name: note.title,
    chips: note.status === null ? [] : [note.status],
    facts: [
      { label: "Date", value: [toDay(note.date)] },
      ...(note.tables.length === 0
        ? []
        : [{ label: "About", value: join(note.tables.map((table) => toSubject(site, path, table))) }]),
      ...(note.owner === null ? [] : [{ label: "Owner", value: [note.owner] }]),
    ],
    html,
    markdown: note.body,
    decisions,
    diagramEngine: toHref(path, paths.diagramEngine),
    drawn,
  };
}

/** Some note holds a fenced Mermaid diagram, so that the site needs the library. */
export function needsMermaid(site: Site): boolean {
  return site.notes.some((note) => /^ {0,3}(```+|~~~+)\s*mermaid\b/m.test(note.body));
}

function toDecisionRows(site: Site, path: string, note: DesignNote): DecisionRow[] {
  const states = site.scorecard.waivers.filter(({ carrier, place }) => carrier === "note" && place === note.slug);
  const rule = (id: string): Inline => {
    const href = site.ruleHref(path, id);
    return href === null ? { code: id } : { text: id, href };
  };
  const stateOf = (id: string, subject: string | null) =>
    states.find((each) => each.rule === id && each.subject === subject)?.state ?? null;
  return [
    ...note.decisions.map((decision) => ({
      rule: rule(decision.rule),
      subject: toSubject(site, path, decision.subject),
      what: `${decision.kind}${decision.reviewBy === null ? "" : ` until ${toDay(decision.reviewBy)}`}`,
      reason: [decision.reason],
      state: stateOf(decision.rule, decision.subject),
    })),
    ...note.attestations.map((attestation) => ({
      rule: rule(attestation.rule),
      subject: "the project",
      what: `attested on ${toDay(attestation.on)} by ${attestation.by}`,
      reason: toEvidence(attestation.evidence),
      state: states.find((each) => each.rule === attestation.rule && each.kind === "attested")?.state ?? null,
    })),
  ];
}

/** A web address becomes a link; anything else stays text. */
function toEvidence(evidence: string | null): Prose {
  if (evidence === null) return [];
  return [/^https?:\/\/[^\s]+$/.test(evidence) ? { text: evidence, href: evidence } : evidence];
}

function toSubject(site: Site, path: string, key: string): Inline {
  const parts = parseObjectKey(key);
  const href = parts === null ? null : site.hrefOf(path, parts.schema, parts.relation);
  return { code: key, ...(href === null ? {} : { href }) };
}
