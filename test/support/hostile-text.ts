/**
 * Identifiers, comments and literals as property-based tests draw them. Every property runs with the one seed below, so
 * that a run draws what the last one drew; fast-check prints seed and path of what it found.
 */
import fc from "fast-check";

/** What `fc.assert` is given. Another seed draws other texts. */
export const SEED = 20_261_123;

/** NAMEDATALEN - 1. */
const LONGEST_IDENTIFIER = 63;

/** Names that mean something to SQL, to JavaScript, to Markdown and HTML, or to a file system. */
const TELLING = [
  "select",
  "user",
  "public",
  "order",
  "group",
  "null",
  "true",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "prototype",
  "length",
  "index",
  "con",
  "nul",
  "com1",
  "~69ndex",
  "..",
  ".",
  "/",
  "\\",
  "E'",
  "$$",
  "$function$",
  "--",
  "/*",
  "*/",
  "*",
  "**",
  "#",
  "|",
  "<script>",
  "&amp;",
  "{{x}}",
  "`",
  "%41",
  "%s",
  " ",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "id",
  "ID",
  "Id",
  "shelf",
  "SHELF",
  "Shelf",
];

/** Quotes, separators, escapes; letters of one to four bytes; right-to-left, combining, invisible ones. */
const UNITS = [
  ...`"'.,;:#|~\\/ \n\r\t$()[]{}<>&%*?!=+-_@^\`aAzZ09`,
  "é",
  "ß",
  "İ",
  "表",
  "ש",
  "م",
  "🦆",
  "e\u0301",
  "\u200d",
  "\u200f",
  "\u202e",
  "\u0085",
  "\u0001",
  "\u007f",
];

const unit = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...UNITS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).filter((text) => text !== "\0") },
);

/** Any text that PostgreSQL can hold: one to 200 characters, never a zero byte. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...TELLING) },
  { weight: 4, arbitrary: fc.string({ unit, minLength: 1, maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit, minLength: 60, maxLength: 200 }) },
);

/** A text in the place of an identifier, before PostgreSQL cuts it. Half of them are longer than it keeps. */
export const uncutIdentifiers: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...TELLING) },
  { weight: 3, arbitrary: fc.string({ unit, minLength: 1, maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom("a", "_", "é", "表", "🦆"), minLength: 16, maxLength: 70 }),
  },
  { weight: 1, arbitrary: fc.string({ unit, minLength: 50, maxLength: 80 }) },
);

/** What PostgreSQL makes of a longer identifier: 63 bytes of UTF-8, and no character cut in two. */
export function cutIdentifier(text: string): string {
  let bytes = 0;
  let kept = "";
  for (const character of text) {
    bytes += Buffer.byteLength(character, "utf8");
    if (bytes > LONGEST_IDENTIFIER) break;
    kept += character;
  }
  return kept;
}

/** A name as PostgreSQL keeps it. */
export const identifiers: fc.Arbitrary<string> = uncutIdentifiers.map(cutIdentifier);
