import { buildRemedy } from "../../../model/remedy.ts";
import type { Routine } from "../../../model/routine.ts";
import { defineProjectRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { buildRoutineSubject, routineOf } from "./routine-subjects.ts";

export const functionSearchPath = defineProjectRule({
  id: "function-search-path",
  statement: "extended",
  title: "A function that runs with its owner's privileges sets its own search_path.",
  why: "Else its caller decides which table or function a name in it means, and runs what they wrote as its owner.",
  severity: "high",
  score: "none",
  group: "Security",
  profile: "extended",
  evidence: "catalog",
  subjects: "functions that run as their owner",
  justifiable: false,
  options: {},
  sameAs: ["splinter 0011", "eslint-plugin-postgresql require-function-search-path"],
  exempt: [
    "Functions that run with their caller's privileges.",
    "Functions whose body was bound when they were made: BEGIN ATOMIC, or RETURN without a string.",
    "Functions of extensions.",
  ],
  validity: null,
  find: ({ catalog }) =>
    catalog.routines
      .filter((routine) => routine.securityDefiner && routine.extension === null && !isBound(routine))
      .map(buildRoutineSubject),
  judge(subject, { catalog }) {
    const routine = routineOf(subject, catalog);
    if (routine.configuration.some(({ name }) => name === "search_path")) return pass;
    const { schema, name, identity } = routine;
    const what = routine.kind === "procedure" ? "procedure" : "function";
    return fail(
      [
        what === "procedure" ? "Procedure " : "Function ",
        ...say`${subject.name}`,
        ", which runs as its owner, looks names up where its caller says.",
      ],
      {
        facts: [{ name: "language", value: routine.language }],
        remedy: buildRemedy(
          [{ kind: "set search path", routine: what, schema, name, identity, path: [schema, "pg_temp"] }],
          `Names without a schema are then looked up in ${schema} alone: whatever it takes from another schema has to be named with it, or that schema added. Let only its owner create anything in ${schema}.`,
        ),
      },
    );
  },
});

/** The names in a body that is no string were looked up when it was written. */
function isBound({ language, definition }: Routine): boolean {
  return language === "sql" && !/\n *AS \$/.test(definition);
}
