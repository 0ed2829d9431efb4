import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { isPlural, isUncountable, toPlural } from "../inflection.ts";
import { RENAMED } from "../no-remedy.ts";
import { lastWord } from "../types/column-words.ts";

export const nameTablePlural = defineTableRule({
  id: "name-table-plural",
  statement: "3.2",
  title: "Tables are named in the plural, after what their rows are.",
  why: "One convention for all tables saves everybody a look into the catalog before each query.",
  severity: "low",
  score: "tables",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["schemalint name-inflection"],
  exempt: [
    "Names whose last word is no plain English noun: up to three letters, other than a to z, a participle, or such as json.",
    "Words without a plural, such as data, history or inventory; the config can name more.",
    "Views and partitions.",
  ],
  find: (table) => [table],
  judge(_subject, table, { uncountable }) {
    const word = lastWord(table.name);
    if (isUncountable(word, uncountable) || (isPlural(word) && isEnglish(word))) return pass;
    if (!isNoun(word)) return notApplicable(["the last word of the name is no plain noun"]);
    return fail(say`Table ${table.name} ends in a singular: the plural of ${word} is ${toPlural(word)}.`, {
      ...RENAMED,
      facts: [{ name: "last word", value: word }],
    });
  },
});

/** Words at the end of names that have no plural in use, though they are not uncountable in English. */
const NO_NOUNS: ReadonlySet<string> = new Set(
  "json jsonb meta html auth old temp current previous latest recent pending active inactive internal external private enable raw sent paid sold lost seen kept held made done taken given written shown known found drawn".split(
    " ",
  ),
);

/** Of letters that the library knows words of, and more of them than an abbreviation has. */
function isEnglish(word: string): boolean {
  return word.length > 3 && /^[a-z]+$/.test(word);
}

function isNoun(word: string): boolean {
  return isEnglish(word) && !NO_NOUNS.has(word) && !/[^e]ed$/.test(word);
}
