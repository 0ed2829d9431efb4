/** How words are put together to a name. */
import { toWords } from "../types/column-words.ts";
import { SNAKE_CASE, toSnakeCase } from "./name-pattern.ts";

export interface LetterCase {
  form: RegExp;
  /** For people, to follow "is not". */
  words: string;
  /** The name as it would be; not always of the form, where a name has no words. */
  of(name: string): string;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const joined = (name: string) => toWords(name).map(capital).join("");

export const LETTER_CASES = {
  snake_case: {
    form: SNAKE_CASE,
    words: "lowercase words with single underscores between them",
    of: (name) => toSnakeCase(name).replaceAll(/_+/g, "_").replaceAll(/^_|_$/g, ""),
  },
  camelCase: {
    form: /^[a-z][A-Za-z0-9]*$/,
    words: "words put together, each but the first with a capital",
    of: (name) => joined(name).replace(/^./, (first) => first.toLowerCase()),
  },
  PascalCase: { form: /^[A-Z][A-Za-z0-9]*$/, words: "words put together, each with a capital", of: joined },
} as const satisfies Record<string, LetterCase>;

/** The option of a rule on names: how the words of a kind of name are put together. */
export function letterCaseOption(what: string) {
  return {
    type: "choice",
    choices: ["snake_case", "camelCase", "PascalCase"],
    default: "snake_case",
    description: `How the words of ${what} are put together.`,
  } as const;
}
