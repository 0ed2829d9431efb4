import { buildRemedy } from "../../model/remedy.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import type { Sequence } from "../../model/types-and-sequences.ts";
import { countingFor } from "./counting-sequences.ts";
import { makeObjectName } from "./generated-names.ts";
import { buildForm, isByForm, type NameForm, nameOfForm } from "./name-form.ts";
import { patternOption } from "./name-pattern.ts";

export const nameSequence = defineTableRule({
  id: "name-sequence",
  statement: "3.10",
  title: "A sequence that somebody made is called seq_, its table and its column.",
  why: "A sequence is met in a default or a privilege, far from the column that it counts for.",
  severity: "low",
  score: "tables",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "sequences",
  requires: [],
  justifiable: false,
  options: { pattern: patternOption("sequences are", ["table", "column"], "seq_{table}_{column}") },
  sameAs: [],
  exempt: [
    "Sequences of serial and identity columns, which PostgreSQL makes and names, and any that is named as theirs are.",
    "Sequences that no column owns or that several draw from: they belong to no table.",
  ],
  find: (table, { catalog }) => countingFor(table, catalog).map(({ sequence }) => sequence),
  judge(sequence: Sequence, table, { catalog, options }) {
    const column = countingFor(table, catalog).find((each) => each.sequence === sequence)?.column ?? "";
    const forms = options.pattern.map((pattern) => buildForm(pattern, { table: [table.name], column: [column] }));
    if (forms.some((form) => isByForm(sequence.name, form))) return pass;
    const label = /_(seq\d*)$/.exec(sequence.name)?.[1];
    if (label !== undefined && makeObjectName(table.name, column, label) === sequence.name) {
      const made = sequence.ownedBy !== null;
      return notApplicable([
        made ? "PostgreSQL made the sequence and its name" : "its name is the one that a serial's would have",
      ]);
    }
    const expected = nameOfForm(forms[0] as NameForm);
    return fail(say`Sequence ${sequence.name} is not called ${expected}.`, {
      facts: [{ name: "expected", value: expected }],
      remedy: buildRemedy(
        [{ kind: "rename sequence", schema: sequence.schema, name: sequence.name, to: expected }],
        "Defaults follow; code that names it must too.",
      ),
    });
  },
});
