/** Runs of text as data, so that a page and its Markdown twin escape and style them each in its own way. */
import type { Sentence } from "../model/sentence.ts";

/** Plain text, an identifier or SQL in the mono face, or either as a link. All of it untrusted. */
export type Inline = string | { code: string; href?: string } | { text: string; href: string };
export type Prose = Inline[];

/** A comment from the database: sanitised HTML for the page, its own Markdown for the twin. */
export interface Comment {
  html: string;
  text: string;
}

/** A link with its text. */
export interface Link {
  text: string;
  href: string;
}

/** A sentence of the scorecard as prose. */
export function toProse(sentence: Sentence): Prose {
  return sentence.map((part) => (typeof part === "string" ? part : { code: part.code }));
}

/** Items with a separator between them: `a, b and c` with `and`, `a, b, c` with `,`. */
export function join(items: readonly Inline[], last: "and" | "," = ","): Prose {
  return items.flatMap((item, index): Prose => {
    if (index === 0) return [item];
    return [last === "and" && index === items.length - 1 ? " and " : ", ", item];
  });
}

/** `1 table`, `3 tables`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${toThousands(number)} ${number === 1 ? singular : plural}`;
}

/** `12 345`: thousands apart by a narrow no-break space. */
export function toThousands(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** `1.24 M`, `812 k`, `37`. */
export function toShortNumber(number: number): string {
  for (const [size, sign] of [
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
  ] as const) {
    if (number >= size) return `${toDigits(number / size)}\u00a0${sign}`;
  }
  return String(Math.round(number));
}

/** `412 MB`, in units of 1024. */
export function toSize(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : toDigits(value)}\u00a0${units[unit]}`;
}

function toDigits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2 Mar 2026` from an ISO date or timestamp, as it stands in it; other text is returned as it is. */
export function toDay(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (match === null) return iso;
  return `${Number(match[3])} ${MONTHS[Number(match[2]) - 1]} ${match[1]}`;
}
