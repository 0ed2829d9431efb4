import type { Column } from "../../model/column.ts";
import { primaryKeyOf } from "../../model/lookup.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { singularsOf, toSingularName } from "../inflection.ts";
import { RENAMED } from "../no-remedy.ts";
import { isReferencing, keyFamilyOf } from "../structure/primary-key.ts";
import { toWords } from "../types/column-words.ts";
import { patternOption } from "./name-pattern.ts";

export const namePkColumn = defineTableRule({
  id: "name-pk-column",
  statement: "3.4",
  title: "The column of a primary key is called id, or by its table's name with _id.",
  why: "Whoever writes a join should not have to look up what the key is called.",
  severity: "medium",
  score: "tables",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "primary keys of one column",
  requires: ["pk-required"],
  justifiable: false,
  options: {
    pattern: {
      ...patternOption("the columns are", ["singular", "table"], "id", "{singular}_id"),
      plain: true,
    },
  },
  sameAs: ["Azimutt primary-key-not-business"],
  exempt: [
    "Keys of several columns, and capitals: name-snake-case judges those of userId.",
    "Natural keys of other names: columns that are neither uuid nor an integer.",
    "Keys that are foreign keys too: name-fk-column judges them.",
  ],
  find(table) {
    const key = primaryKeyOf(table);
    return key.length === 1 ? table.columns.filter((column) => column.name === key[0]) : [];
  },
  judge(column: Column, table, { uncountable, options }) {
    const { name } = column;
    if (isReferencing(name, table)) return notApplicable(["the primary key is a foreign key too"]);
    const named = (pattern: string, singular: string) =>
      pattern.replaceAll("{singular}", singular).replaceAll("{table}", table.name);
    const singulars = [...singularsOf(table.name)];
    // name-snake-case judges the capitals of userId.
    const forms = [name, toWords(name).join("_")];
    const isNamed = (pattern: string) => singulars.some((singular) => forms.includes(named(pattern, singular)));
    if (options.pattern.some(isNamed)) return pass;
    if (keyFamilyOf(column) === "other") return notApplicable(["the primary key is a natural key"]);
    const expected = options.pattern.map((pattern) => named(pattern, toSingularName(table.name, uncountable)));
    const names = expected.flatMap((each, place) => [...(place === 0 ? [] : [" nor "]), { code: each }]);
    const is = expected.length === 1 ? " is not called " : " is called neither ";
    return fail([...say`Primary key column ${name}`, is, ...names, "."], {
      ...RENAMED,
      facts: [{ name: "expected", value: expected.join(", ") }],
    });
  },
});
