/** A design note in short, for lists. */
import type { DesignNote } from "../content/notes.ts";
import { toPlainProse } from "./comment.ts";
import { type Prose, toDay } from "./inline.ts";
import { paths, toHref } from "./urls.ts";

export interface NoteCard {
  title: string;
  href: string;
  /** The note's first paragraph, without links: the card is one. */
  summary: Prose;
  /** `1 Mar 2026, accepted. type-jsonb-justified justified until 1 Mar 2027.` */
  about: string;
}

export function toNoteCard(path: string, note: DesignNote): NoteCard {
  const words = [
    ...note.decisions.map(
      ({ kind, rule, reviewBy }) => `${rule} ${kind}${reviewBy === null ? "" : ` until ${toDay(reviewBy)}`}`,
    ),
    ...note.attestations.map(({ rule, on }) => `${rule} attested on ${toDay(on)}`),
  ];
  const state = note.status === null ? "" : `, ${note.status}`;
  return {
    title: note.title,
    href: toHref(path, paths.note(note.slug)),
    summary: toPlainProse(note.summary),
    about: `${toDay(note.date)}${state}.${words.length === 0 ? "" : ` ${words.join(", ")}.`}`,
  };
}
