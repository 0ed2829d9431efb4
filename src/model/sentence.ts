/**
 * Sentences as data: text with code in it, so that each medium (page, terminal, Markdown) escapes and styles the
 * identifiers its own way.
 */
import { z } from "zod";

/** Plain text, or an identifier or SQL fragment to be set in the mono face. Both untrusted. */
export const sentenceSchema = z.array(
  z.union([
    z.string(),
    z.strictObject({
      /** An identifier or a fragment of SQL. */
      code: z.string(),
    }),
  ]),
);
export type Sentence = z.infer<typeof sentenceSchema>;

/** Builds a sentence; every interpolated value becomes code: say`Column ${name} is nullable.` */
export function say(strings: TemplateStringsArray, ...codes: string[]): Sentence {
  const parts: Sentence = [];
  strings.forEach((plain, index) => {
    if (plain !== "") parts.push(plain);
    const code = codes[index];
    if (code !== undefined) parts.push({ code });
  });
  return parts;
}

/** The sentence without marks, for sorting, logs and plain formats. */
export function toPlainText(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === "string" ? part : part.code)).join("");
}

/** `3 tables`, `1 table`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
