/** Singular and plural of the words in names. */
import pluralize from "pluralize";
import { remembered } from "./remembered.ts";
import { toWords } from "./types/column-words.ts";

/** Words that are the same in singular and plural, or that have no singular in use. The config adds to them. */
const UNCOUNTABLE: ReadonlySet<string> = new Set(
  (
    "data metadata media news series history inventory feedback staff equipment information content stock traffic " +
    "money knowledge billing shipping software hardware analytics statistics info documentation packaging evidence " +
    "merchandise furniture compliance availability progress correspondence staging pricing routing tracking messaging " +
    "presence retention validity logistics electronics physics mathematics economics politics ethics graphics " +
    "demographics diagnostics genetics mechanics aws cms cors css gis kms mpps rss ssl tls ups"
  ).split(" "),
);

/** Singular words that the library takes for plurals, since they end in s. */
const SINGULAR: ReadonlySet<string> = new Set("canvas lens sms gps https os dns redis".split(" "));

/** By their plurals, words that the library makes another word of: `cooky` of `cookies`, `cach` of `caches`. */
const SINGULARS: ReadonlyMap<string, string> = new Map(
  "cookie cache niche headache lens canvas rookie selfie calorie avalanche"
    .split(" ")
    .map((word) => [`${word}${word.endsWith("s") ? "es" : "s"}`, word]),
);

/** Whether a lower-case word is the same in singular and plural. `more` are the words that the config adds. */
export function isUncountable(word: string, more: ReadonlySet<string>): boolean {
  return UNCOUNTABLE.has(word) || more.has(word) || RUN_TOGETHER.test(word);
}

/** Words that end in one of those, as where a table's words are run together: `payhistory`, `userdata`. */
const RUN_TOGETHER = /(data|history|info|media|series|inventory|metadata|content)$/;

/** Whether a lower-case word is a plural; an uncountable one is not. */
export const isPlural: (word: string) => boolean = remembered(
  (word) => !isUncountable(word, NONE) && !SINGULAR.has(word) && pluralize.isPlural(word),
);

const NONE: ReadonlySet<string> = new Set();

/** The plural of a lower-case word; where the library knows a Latin one, the one that people write. */
export function toPlural(word: string): string {
  if (SINGULAR.has(word) || word.endsWith("index")) return `${word}es`;
  return word.endsWith("schema") ? `${word}s` : pluralize.plural(word);
}

/** The singular of a lower-case plural. */
const toSingular = remembered((word) => SINGULARS.get(word) ?? pluralize.singular(word));

/** A table's name with its last word in the singular, for people: `order_item` of `order_items`. */
export function toSingularName(table: string, more: ReadonlySet<string>): string {
  const words = toWords(table);
  const last = words.at(-1) ?? table;
  if (isUncountable(last, more) || !isPlural(last)) return words.join("_") || table;
  return [...words.slice(0, -1), toSingular(last)].join("_");
}

/** The last word in each form that may be its singular; no library is right on all (`cookies` becomes `cooky`). */
function singularForms(word: string): string[] {
  const forms = [word, toSingular(word), word.replace(/s$/, ""), word.replace(/es$/, "")];
  return [...forms, word.replace(/ies$/, "y"), word.replace(/es$/, "is")].filter((form) => form !== "");
}

/** A table's whole name in each form that may be its singular: `order_item` and others of `order_items`. */
export function wholeSingularsOf(table: string): ReadonlySet<string> {
  const words = toWords(table);
  return new Set(singularForms(words.at(-1) ?? "").map((form) => [...words.slice(0, -1), form].join("_")));
}

/** All that a table's rows may be called: also without what stands before the last words (`user` of `auth_users`). */
export function singularsOf(table: string): ReadonlySet<string> {
  const words = toWords(table);
  return new Set(words.flatMap((_, start) => [...wholeSingularsOf(words.slice(start).join("_"))]));
}
