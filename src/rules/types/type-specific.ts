import type { Column } from "../../model/column.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { OTHER_TYPE } from "../no-remedy.ts";
import { builtInType, ownColumns, sayType } from "./base-type.ts";
import { isWrittenMoment } from "./moment-columns.ts";
import { promiseOf } from "./text-names.ts";

export const typeSpecific = defineTableRule({
  id: "type-specific",
  statement: "4.1",
  title: "Dates, counts and UUIDs have their own types, not text.",
  why: "Text takes any spelling of a date, sorts counts as words, and fits into no calculation.",
  severity: "medium",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "text columns",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["Azimutt attribute-type-bad"],
  exempt: [
    "Moments, which type-timestamptz judges.",
    "What the values look like: no row is read.",
    "Names that end in _on where that is a switch: is_on, turned_on.",
    "Array columns, and columns that are inherited, which are judged on the parent.",
  ],
  find: (table) =>
    ownColumns(table).filter(
      (column) => !column.typeParts.base.array && TEXTS.has(builtInType(column) ?? "") && !isWrittenMoment(column),
    ),
  judge(column: Column, _table, context) {
    const facts = [{ name: "type", value: column.type }];
    const promised = promiseOf(column);
    if (promised === null) return pass;
    const message = [...sayType(column, context.catalog), `, but looks like ${promised.what}`];
    return fail([...message, ...say`, which has the type ${promised.type}.`], {
      ...OTHER_TYPE,
      facts,
    });
  },
});

const TEXTS: ReadonlySet<string> = new Set(["text", "varchar", "bpchar"]);
