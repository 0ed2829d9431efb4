/**
 * Characters that nobody sees, and that steer what others see: control characters (a terminal takes them for commands),
 * marks that turn the direction of text, and characters of no width. Names and comments may hold any of them.
 */

/**
 * All that has no picture of its own but blanks, tabs and line breaks: C0 and C1, what Unicode says is ignored where it
 * cannot be shown (soft hyphens, joiners, direction marks, variation selectors, tags, fillers), separators of lines,
 * annotation marks, and what is no character at all. UAX #44, `Default_Ignorable_Code_Point`.
 */
const UNSEEN = String.raw`[^\P{Cc}\t\n\r]|\r(?!\n)|[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cs}\u2028\u2029\ufff9-\ufffb]`;

/** Scripts in which a joiner between two letters is spelling. UAX #31, 2.3. */
const JOINING = "Arab Syrc Mong Nkoo Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt"
  .split(" ")
  .map((script) => String.raw`\p{scx=${script}}`)
  .join("");
const PICTURE = String.raw`\p{Extended_Pictographic}[\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]?`;

/** Where such a character is part of what is seen: emoji, forms of ideographs, joiners within a word. */
const SPELLING = [
  String.raw`${PICTURE}(?:\u200d${PICTURE})*`,
  String.raw`[0-9#*]\ufe0f\u20e3`,
  String.raw`\p{Ideographic}[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=[${JOINING}])[\u200c\u200d](?=[${JOINING}])`,
].join("|");

const ANY_UNSEEN = new RegExp(UNSEEN, "u");
const SPELLING_OR_UNSEEN = new RegExp(`(${SPELLING})|${UNSEEN}`, "gu");

/** The text with every unseen character written by `write`; tabs and line breaks, `\r\n` too, stay. */
export function replaceUnseen(text: string, write: (character: string) => string): string {
  if (!ANY_UNSEEN.test(text)) return text;
  return text.replace(SPELLING_OR_UNSEEN, (match, spelling: string | undefined) => spelling ?? write(match));
}

/** The text with unseen characters as escapes, `\u001b` or `\u{e0041}`; tabs stay, and every line break is `\n`. */
export function showUnseen(text: string): string {
  return replaceUnseen(text, toEscape).replaceAll("\r\n", "\n");
}

/** The same on one line: a tab is shown, and a line break is a blank or what else is given for it. */
export function showOnOneLine(text: string, lineBreak = " "): string {
  return showUnseen(text)
    .replaceAll("\n", () => lineBreak)
    .replaceAll("\t", toEscape);
}

function toEscape(character: string): string {
  const hex = (character.codePointAt(0) as number).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}
