import { defineProjectRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { FILE_NAME } from "../no-remedy.ts";
import { findVagueness } from "./migration-names.ts";
import { findSilencing, findSteps, judgeKnownStep, silenced } from "./steps.ts";

/** A date at the beginning of a version: 20250127, 2025-01-27, and a time behind it. */
const DATED = /^[Vv]?(19|20)\d{2}[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])/;

export const migName = defineProjectRule({
  id: "mig-name",
  statement: "6.3",
  title: "A migration's name says what it does.",
  why: "Whoever looks for the change that broke something reads the list of names first.",
  severity: "low",
  score: "migrations",
  group: "Migrations",
  profile: "guide",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: {
    requireDatePrefix: {
      type: "boolean",
      default: false,
      description: "Names begin with a date, also where numbers give their order.",
    },
  },
  sameAs: [],
  exempt: ["The first migration, which makes what there is."],
  validity: null,
  find: findSteps,
  judge: (subject, { catalog, options }) =>
    judgeKnownStep(subject, catalog, (step) => {
      const directive = findSilencing(step.facts, migName, null);
      if (directive !== null) return silenced(directive);
      const file = step.file.slice(step.file.lastIndexOf("/") + 1);
      // Where versions are no dates, as Alembic's revisions, the file may begin with one.
      if (options.requireDatePrefix && !DATED.test(step.version) && !(step.code !== null && DATED.test(file))) {
        return fail(say`Migration ${step.version} does not begin with its date.`, FILE_NAME);
      }
      if (step.version === catalog.history[0]?.version) return notApplicable(["it is the first one"]);
      const relations = catalog.relations.map(({ name }) => name);
      const vague = findVagueness(step, relations);
      // Where a step is a folder, the folder has the name.
      const named = step.code === null ? step.file.replace(/\/[^/]*$/, "") : file;
      return vague === null ? pass : fail([...say`The name of ${named}`, ` says ${vague}.`], FILE_NAME);
    }),
});
