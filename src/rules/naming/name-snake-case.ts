import { defineTableRule, fail, pass, type Subject } from "../../model/rule.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { RENAMED } from "../no-remedy.ts";
import { ownColumns } from "../types/base-type.ts";
import { partsWithChosenNames } from "./chosen-names.ts";
import { LETTER_CASES, letterCaseOption } from "./letter-case.ts";

export const nameSnakeCase = defineTableRule({
  id: "name-snake-case",
  statement: "3.1",
  title: "Names are lowercase words with underscores between them.",
  why: "Any other name must be quoted in every statement, and the one who forgets gets an error.",
  severity: "medium",
  score: "tables",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "names",
  requires: [],
  justifiable: false,
  options: {
    tables: letterCaseOption("tables"),
    columns: letterCaseOption("columns"),
    parts: letterCaseOption("constraints and indexes"),
    leadingUnderscore: { type: "boolean", default: false, description: "Names may begin with an underscore." },
  },
  sameAs: ["schemalint name-casing", "pg-index-health 27", "pg-index-health 28", "pglinter B005"],
  exempt: [
    "Names that PostgreSQL or a tool made up of others: the table or column that they come from is judged.",
    "An underscore at the end of a name that is cut at 63 bytes.",
    "Names of schemas, which name-schema judges once each.",
    "Partitions, and columns and constraints that are inherited.",
  ],
  find: (table) => [table, ...ownColumns(table), ...partsWithChosenNames(table)],
  judge(subject: Subject, _table, { options }) {
    const { kind, name } = subject;
    const whole = wholeOf(name);
    const what = LABELS[kind] ?? "Constraint";
    const chosen = what === "Table" ? options.tables : what === "Column" ? options.columns : options.parts;
    const letterCase = LETTER_CASES[chosen];
    if (letterCase.form.test(options.leadingUnderscore ? whole.replace(/^_/, "") : whole)) return pass;
    const better = letterCase.of(name);
    const message: Sentence = [`${what} `, ...say`${name}`, ` is not ${letterCase.words}`];
    if (!letterCase.form.test(better)) return fail([...message, "."], RENAMED);
    const facts = [{ name: "expected", value: better }];
    return fail([...message, ...say`, as ${better} would be.`], { facts, ...RENAMED });
  },
});

const LABELS: Record<string, string> = {
  table: "Table",
  "partitioned table": "Table",
  column: "Column",
  index: "Index",
};

/** PostgreSQL cuts a name at 63 bytes, also behind an underscore. */
function wholeOf(name: string): string {
  return Buffer.byteLength(name) === 63 ? name.replace(/_$/, "") : name;
}
