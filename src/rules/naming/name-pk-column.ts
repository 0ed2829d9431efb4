import type { Column } from "../../model/column.ts";
import { primaryKeyOf } from "../../model/lookup.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { singularsOf, toSingularName } from "../inflection.ts";
import { isReferencing, keyFamilyOf } from "../structure/primary-key.ts";

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
  options: {},
  sameAs: ["Azimutt primary-key-not-business"],
  exempt: [
    "Keys of several columns.",
    "Natural keys: columns that are neither uuid nor an integer.",
    "Keys that are foreign keys too: name-fk-column judges them.",
  ],
  find(table) {
    const key = primaryKeyOf(table);
    return key.length === 1 ? table.columns.filter((column) => column.name === key[0]) : [];
  },
  judge(column: Column, table, { uncountable }) {
    const { name } = column;
    if (isReferencing(name, table)) return notApplicable(["the primary key is a foreign key too"]);
    if (keyFamilyOf(column) === "other") return notApplicable(["the primary key is a natural key"]);
    if (name === "id" || [...singularsOf(table.name)].some((singular) => name === `${singular}_id`)) return pass;
    const expected = `${toSingularName(table.name, uncountable)}_id`;
    return fail(say`Primary key column ${name} is called neither ${"id"} nor ${expected}.`, {
      facts: [{ name: "expected", value: `id, ${expected}` }],
    });
  },
});
