import { defineTableRule, fail, pass, type Subject } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { RENAMED } from "../../no-remedy.ts";
import { ownColumns } from "../../types/base-type.ts";
import { RESERVED_WORDS } from "./reserved-words.ts";

export const nameReserved = defineTableRule({
  id: "name-reserved",
  statement: "extended",
  title: "No table or column is called by a reserved word.",
  why: "Such a name must be quoted in every statement; forgotten, it is a syntax error, or something else altogether.",
  severity: "low",
  score: "none",
  group: "Naming",
  profile: "extended",
  evidence: "catalog",
  subjects: "names",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 23", "sqlfluff RF04"],
  exempt: [
    "Words that are keywords without being reserved: name, type, value, status.",
    "Names with capitals, which name-snake-case reports.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table) => [table, ...ownColumns(table)],
  judge({ kind, name }: Subject) {
    if (!RESERVED_WORDS.has(name)) return pass;
    // SELECT user answers without an error, but not with the column.
    const silent = SPEAKING.has(name);
    const tail = silent ? say`: unquoted it is the function ${name}.` : [": it must be quoted everywhere."];
    return fail([kind === "column" ? "Column " : "Table ", { code: name }, " is a reserved word", ...tail], RENAMED);
  },
});

/** Words that are expressions by themselves, so that a query with the quotes forgotten runs. */
const SPEAKING: ReadonlySet<string> = new Set(
  [...RESERVED_WORDS].filter((word) => /^(current|local|session|system)_?|^user$/.test(word)),
);
