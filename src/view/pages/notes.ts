/** The pages of the design notes: their index, and each on its own. */
import { renderMarkdown } from "../../content/markdown.ts";
import type { DesignNote } from "../../content/notes.ts";
import { parseObjectKey } from "../../model/names.ts";
import { formatDay } from "../numbers.ts";
import type { Block, Columns, FactEntry, Page, TableRow } from "../page.ts";
import { type Context, namedLinks } from "../parts/comment.ts";
import { ruleLink } from "../parts/findings.ts";
import { buildNoteCards } from "../parts/note-cards.ts";
import type { Site } from "../site.ts";
import { codeLink, type Inline, join, type Prose } from "../text.ts";

export function buildNotesPage(site: Site): Page {
  const lead =
    site.notes.length === 0
      ? "No design notes yet."
      : "Why things are as they are: decisions, exceptions and what was vouched for.";
  return {
    crumbs: [{ text: site.title, to: { page: "overview" } }],
    name: "Design notes",
    face: "prose",
    description: `Why ${site.title} is as it is`,
    body: [{ kind: "paragraph", look: "lead", text: [lead] }, buildNoteCards(site.notes)],
  };
}

export function buildNotePage(site: Site, note: DesignNote): Page {
  const context: Context = { site, at: { page: "note", slug: note.slug }, home: "public" };
  let drawn = false;
  const html = renderMarkdown(note.body, {
    link: namedLinks(context),
    onMermaid: () => {
      drawn = true;
    },
    // The title is the page's h1: a text without a # of its own starts at h2.
    headingLevel: /^# /m.test(note.body) ? 2 : 1,
  });
  return {
    drawn,
    crumbs: [{ text: "Design notes", to: { page: "notes" } }],
    name: note.title,
    face: "prose",
    chips: note.status === null ? [] : [note.status],
    description: note.summary,
    body: [
      { kind: "facts", entries: buildFacts(site, note) },
      ...buildDecisions(site, note),
      { kind: "markdown", look: "text", text: { html, markdown: note.body } },
    ],
  };
}

function buildFacts(site: Site, { date, tables, owner }: DesignNote): FactEntry[] {
  return [
    { label: "Date", value: [formatDay(date)] },
    ...(tables.length === 0 ? [] : [{ label: "About", value: join(tables.map((table) => subjectLink(site, table))) }]),
    ...(owner === null ? [] : [{ label: "Owner", value: [owner] }]),
  ];
}

/** Decisions and attestations, and for each what became of it where it did not take effect. */
function buildDecisions(site: Site, note: DesignNote): Block[] {
  const known = site.scorecard.waivers.filter(({ carrier, place }) => carrier === "note" && place === note.slug);
  const row = (rule: string, subject: Inline, what: string, reason: Prose, state: string | undefined): TableRow => {
    const id = ruleLink(site, rule);
    const fault: Prose =
      state === undefined || state === "active" ? [] : [" ", { tag: { look: "warning", text: state } }];
    return { cells: [[typeof id === "string" ? { code: id } : id], [subject], [what, ...fault], reason] };
  };
  const rows = [
    ...note.decisions.map(({ rule, subject, kind, reason, reviewBy }) => {
      const waiver = known.find((each) => each.rule === rule && each.subject === subject);
      const until = reviewBy === null ? "" : ` until ${formatDay(reviewBy)}`;
      return row(rule, subjectLink(site, subject), `${kind}${until}`, [reason], waiver?.state);
    }),
    ...note.attestations.map(({ rule, on, by, evidence }) => {
      const waiver = known.find((each) => each.rule === rule && each.kind === "attested");
      return row(rule, "the project", `attested on ${formatDay(on)} by ${by}`, evidenceLink(evidence), waiver?.state);
    }),
  ];
  const columns: Columns = { Rule: "plain", Subject: "type", Decision: "plain", Reason: "about" };
  return rows.length === 0 ? [] : [{ kind: "table", label: "Decisions", columns, rows }];
}

/** A web address becomes a link; anything else stays text. */
function evidenceLink(evidence: string | null): Prose {
  if (evidence === null) return [];
  return [/^https?:\/\/[^\s]+$/.test(evidence) ? { text: evidence, to: { url: evidence } } : evidence];
}

function subjectLink(site: Site, key: string): Inline {
  const parts = parseObjectKey(key);
  return codeLink(key, parts === null ? null : site.targetOf(parts.schema, parts.relation));
}
