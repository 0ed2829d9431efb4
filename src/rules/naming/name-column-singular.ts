import type { Column } from "../../model/column.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { isPlural, isUncountable, toSingularName } from "../inflection.ts";
import { RENAMED } from "../no-remedy.ts";
import { ownColumns } from "../types/base-type.ts";
import { lastWord } from "../types/column-words.ts";
import { hasNoOtherForm, holdsOneValue, mayBePlural } from "./plural-columns.ts";

export const nameColumnSingular = defineTableRule({
  id: "name-column-singular",
  statement: "3.3",
  title: "A column is named in the singular, by a word that says what it holds.",
  why: "A column holds one value; a plural promises a list, and two letters promise nothing.",
  severity: "low",
  score: "tables",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns of one value",
  requires: [],
  justifiable: false,
  options: {
    short: {
      type: "strings",
      default: "id ip os no x y z at by to cc".split(" "),
      description: "Names of one or two letters that say what they hold.",
    },
  },
  sameAs: [],
  exempt: [
    "Columns that hold several values: arrays, JSON, XML, ranges, composites and tsvector.",
    "Numbers, intervals and booleans, where a plural is a count or a unit: views, retry_minutes; times, where it is a verb: opens.",
    "Names that begin with a verb, and so are a clause: show_upvotes.",
    "Words that are no plural or have no other form, such as status, address, settings, notes, details and terms.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table) => ownColumns(table).filter(holdsOneValue),
  judge(column: Column, _table, { options, uncountable }) {
    const { name } = column;
    if ([...name].length <= 2 && !options.short.includes(name.toLowerCase())) {
      return fail(say`Column ${name} has a name too short to say what it holds.`, RENAMED);
    }
    const word = lastWord(name);
    const plural = word.length > 3 && isPlural(word) && !isUncountable(word, uncountable) && !hasNoOtherForm(word);
    const singular = toSingularName(name, uncountable);
    // Of some words the library knows one form only: previous, chassis.
    if (!plural || mayBePlural(column) || lastWord(singular) === word) return pass;
    return fail(say`Column ${name} is named in the plural; ${singular} is the singular.`, {
      ...RENAMED,
      facts: [{ name: "last word", value: word }],
    });
  },
});
