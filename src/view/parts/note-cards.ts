/** Design notes in short, for lists. */
import type { DesignNote } from "../../content/notes.ts";
import { formatDay } from "../numbers.ts";
import type { Cards } from "../page.ts";
import { plainProse } from "./comment.ts";

export function buildNoteCards(notes: readonly DesignNote[]): Cards {
  return {
    kind: "cards",
    look: "note",
    cards: notes.map((note) => ({
      title: note.title,
      to: { page: "note", slug: note.slug },
      // The first paragraph has no links here: the card is one.
      lines: [plainProse(note.summary), [describeNote(note)]],
    })),
  };
}

/** `1 Mar 2026, accepted. type-jsonb-justified justified until 1 Mar 2027.` */
function describeNote({ date, status, decisions, attestations }: DesignNote): string {
  const words = [
    ...decisions.map(
      ({ kind, rule, reviewBy }) => `${rule} ${kind}${reviewBy === null ? "" : ` until ${formatDay(reviewBy)}`}`,
    ),
    ...attestations.map(({ rule, on }) => `${rule} attested on ${formatDay(on)}`),
  ];
  const state = status === null ? "" : `, ${status}`;
  return `${formatDay(date)}${state}.${words.length === 0 ? "" : ` ${words.join(", ")}.`}`;
}
