/** Runs of text as data: HTML and Markdown escape and mark them each in its own way. All text in them is untrusted. */
import type { Grade } from "../model/scorecard.ts";
import type { Sentence } from "../model/sentence.ts";
import type { Target } from "./urls.ts";

/** A link with its text. */
export interface Link {
  text: string;
  to: Target;
}

/** How a verdict looks: a failure by its rule's level, which is `information` where no points hang on it; excused is waived or justified. */
export type Look = "met" | "error" | "warning" | "information" | "excused" | "unassessed";

/** A coloured label: `Error`, `Waived`, `stale`. */
export interface Tag {
  look: "error" | "warning" | "information" | "excused";
  text: string;
}

/** What a change did: added, removed, changed. */
export type Sign = "+" | "−" | "~";

/**
 * How a part of a line is set off. `chip` is a state in an outlined pill, `missing` says that there is nothing; the
 * others are parts of an entry in a list.
 */
export type Style =
  | "strong"
  | "small"
  | "chip"
  | "missing"
  | "about"
  | "asks"
  | "kind"
  | "severity"
  | "result"
  | "when";

/** Plain text, an identifier or SQL in the mono face, a link; or a mark. */
export type Inline =
  | string
  | { code: string; to?: Target }
  /** One of the values that something may have, in a box of its own. */
  | { value: string; to?: Target }
  | Link
  | { style: Style; text: Prose }
  | { tag: Tag }
  /** A count in the colour of what it counts. */
  | { counted: Tag }
  | { grade: Grade }
  /** A cell as in the conformance strip, empty for `null`; words beside it say the same. */
  | { cell: Look | null }
  | { sign: Sign }
  /** To what is referred to, or from what refers here. */
  | { arrow: "to" | "from" }
  /** `PK`, with what it is short for. */
  | { abbreviation: string; title: string };

export type Prose = Inline[];

/** Text that people wrote in Markdown: sanitised HTML, and Markdown that may stand in a document of ours. */
export interface RichText {
  html: string;
  markdown: string;
}

/** A sentence of the scorecard as prose. */
export function toProse(sentence: Sentence): Prose {
  return sentence.map((part) => (typeof part === "string" ? part : { code: part.code }));
}

/** The words of a text without marks. */
export function plainText(prose: Prose): string {
  return prose
    .map((part) => {
      if (typeof part === "string") return part;
      if ("style" in part) return plainText(part.text);
      if ("code" in part) return part.code;
      if ("value" in part) return part.value;
      if ("grade" in part) return part.grade;
      return "text" in part ? part.text : "";
    })
    .join("");
}

/** A name in the mono face, as a link where there is something to lead to. */
export function codeLink(code: string, to: Target | null): Inline {
  return to === null ? { code } : { code, to };
}

/** Text that is set off. */
export function styled(style: Style, ...text: Prose): Inline {
  return { style, text };
}

/** Items with a separator between them: `a, b and c` with `and`, `a, b, c` with `,`. */
export function join(items: readonly Inline[], last: "and" | "," = ","): Prose {
  return items.flatMap((item, index): Prose => {
    if (index === 0) return [item];
    return [last === "and" && index === items.length - 1 ? " and " : ", ", item];
  });
}

/** Values, each in a box. */
export function values(all: readonly string[]): Prose {
  return join(all.map((value) => ({ value })));
}
