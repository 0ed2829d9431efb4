import { compareText } from "../../model/names.ts";
import { defineProjectRule, fail, pass } from "../../model/rule.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { RENAMED } from "../no-remedy.ts";
import { LETTER_CASES } from "./letter-case.ts";

const { form, of, words } = LETTER_CASES.snake_case;

export const nameSchema = defineProjectRule({
  id: "name-schema",
  statement: "3.1",
  title: "Schemas are named in lowercase words with underscores between them.",
  why: "The schema stands before every name in it, and one capital there puts quotes around all of them.",
  severity: "medium",
  score: "none",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "schemas",
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["Schemas that hold no table that is judged: those of extensions and tools, and what the config excludes."],
  validity: null,
  find: ({ tables }) =>
    [...new Set(tables.map(({ schema }) => schema))]
      .sort(compareText)
      .map((name) => ({ schema: null, relation: null, kind: "schema", name })),
  judge({ name }) {
    if (form.test(name)) return pass;
    const better = of(name);
    const message: Sentence = ["Schema ", { code: name }, ` is not ${words}`];
    if (!form.test(better)) return fail([...message, "."], RENAMED);
    return fail([...message, ...say`, as ${better} would be.`], {
      ...RENAMED,
      facts: [{ name: "expected", value: better }],
    });
  },
});
