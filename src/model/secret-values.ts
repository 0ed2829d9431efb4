/** Secrets that are known by their value: what this run connects with, wherever it turns up. */
import { MASK } from "./secrets.ts";
import { showOnOneLine } from "./visible-text.ts";

/** What nobody means as a secret, and what stands in many a text by itself. */
const EVERYDAY =
  /^(postgres(ql)?|pass(word|wd)?|pw|pwd|secret|admin|root|user(name)?|test(ing)?|dev(elopment)?|local|example|change_?me|changeit|your[-_]?\w*|my[-_]?\w*|placeholder|redacted|dummy|foo|bar|s3cret|1234\d*)$/i;

/** Whether a password is one of the words that stand for any. */
export function isEverydayPassword(password: string): boolean {
  return EVERYDAY.test(password);
}

/** A shorter one would be found in other words too. */
const SHORTEST = 4;
/** From this length on a secret is looked for within words. */
const TELLING = 8;
/** What a name of a table may be as well: masked in a catalog, it would take the name away. */
const PLAIN_WORDS = /^[a-z]+(?:[_ -][a-z]+)*$/;

/** A set of secrets, compiled. */
export interface SecretValues {
  /** For messages: everything that is known. */
  message: RegExp | null;
  /** For data: what can be nothing else. */
  data: RegExp | null;
}

/** @param plain texts that are no secret: a password that is the user's name hides nothing */
export function toSecretValues(secrets: Iterable<string>, plain: ReadonlySet<string> = new Set()): SecretValues {
  const worth = [...new Set(secrets)].filter(
    (secret) => secret.length >= SHORTEST && !isEverydayPassword(secret) && !plain.has(secret),
  );
  return {
    message: buildPattern(worth),
    data: buildPattern(worth.filter((secret) => secret.length >= TELLING && !PLAIN_WORDS.test(secret))),
  };
}

/** The text with every one of them masked. */
export function maskValues(text: string, pattern: RegExp | null): string {
  return pattern === null ? text : text.replace(pattern, MASK);
}

/** Longest first, so that none is left in part. */
function buildPattern(secrets: readonly string[]): RegExp | null {
  const forms = [...new Set(secrets.flatMap(toForms))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (forms.length === 0) return null;
  return new RegExp(forms.map(toFormPattern).join("|"), "gu");
}

/** As it is, and as it is written in a URL, in JSON, in SQL and on a terminal. */
function toForms(secret: string): string[] {
  const bare = decode(secret);
  return [secret, bare].flatMap((each) => [
    each,
    encodeURIComponent(each.toWellFormed()),
    encodeURI(each.toWellFormed()),
    JSON.stringify(each).slice(1, -1),
    each.replaceAll("'", "''"),
    showOnOneLine(each),
  ]);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function toFormPattern(form: string): string {
  const escaped = form.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  // In JSON's text such a letter behind a backslash is no letter.
  if (/^[bfnrtu]/.test(form)) return `(?<=(?<!\\\\)(?:\\\\\\\\)*)${bounded(form, escaped)}`;
  return bounded(form, escaped);
}

function bounded(form: string, escaped: string): string {
  return form.length >= TELLING ? escaped : `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`;
}
