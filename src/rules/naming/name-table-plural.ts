import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { isPlural, isUncountable, toPlural } from "../inflection.ts";
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
    "Names whose last word is no plain word: up to three letters, or with digits.",
    "Words without a plural, such as data, history or inventory; the config can name more.",
    "Views and partitions.",
  ],
  find: (table) => [table],
  judge(_subject, table, { uncountable }) {
    const word = lastWord(table.name);
    if (isUncountable(word, uncountable) || (isPlural(word) && word.length > 3)) return pass;
    if (word.length <= 3 || !/^\p{L}+$/u.test(word)) {
      return notApplicable(["the last word of the name is no plain word"]);
    }
    return fail(say`Table ${table.name} ends in a singular: the plural of ${word} is ${toPlural(word)}.`, {
      facts: [{ name: "last word", value: word }],
    });
  },
});
