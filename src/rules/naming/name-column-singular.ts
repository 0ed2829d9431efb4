import type { Column } from "../../model/column.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { isPlural, isUncountable, toSingularName } from "../inflection.ts";
import { builtInType, ownColumns } from "../types/base-type.ts";
import { lastWord } from "../types/column-words.ts";

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
    "Numbers, intervals and booleans, where a plural is a count or a unit: views, retry_minutes, show_upvotes.",
    "Words that are no plural or have no other form, such as status, address, settings, notes, details and terms.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table) => ownColumns(table).filter(holdsOneValue),
  judge(column: Column, _table, { options, uncountable }) {
    const { name } = column;
    if ([...name].length <= 2 && !options.short.includes(name.toLowerCase())) {
      return fail(say`Column ${name} has a name too short to say what it holds.`);
    }
    const word = lastWord(name);
    const plural = word.length > 3 && isPlural(word) && !isUncountable(word, uncountable) && !NO_OTHER_FORM.has(word);
    if (!plural || COUNTS.has(builtInType(column) ?? "")) return pass;
    return fail(say`Column ${name} is named in the plural; ${toSingularName(name, uncountable)} is the singular.`, {
      facts: [{ name: "last word", value: word }],
    });
  },
});

const COUNTS: ReadonlySet<string> = new Set("int2 int4 int8 numeric float4 float8 money interval bool".split(" "));
const SEVERAL: ReadonlySet<string> = new Set(["json", "jsonb", "xml", "tsvector", "tsquery", "hstore", "bytea"]);
const NO_OTHER_FORM: ReadonlySet<string> = new Set(
  "settings preferences options notes details terms credentials comments remarks instructions contents news series alias basis means species headquarters hours ms expires coordinates".split(
    " ",
  ),
);

function holdsOneValue({ typeParts: { base } }: Column): boolean {
  return !base.array && /^(base|enum)$/.test(base.kind) && !SEVERAL.has(base.name);
}
