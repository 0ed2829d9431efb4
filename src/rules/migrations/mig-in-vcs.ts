import { defineProjectRule, fail, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { findSteps, judgeStep } from "./steps.ts";

export const migInVcs = defineProjectRule({
  id: "mig-in-vcs",
  statement: "6.5",
  title: "Every migration is under version control.",
  why: "A migration that only one machine has makes a schema that nobody else can make.",
  severity: "high",
  score: "migrations",
  group: "Migrations",
  profile: "guide",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["Folders outside git: another version control is not looked at, and somebody may attest it."],
  validity: 365,
  find: findSteps,
  judge: (subject, { catalog }) =>
    judgeStep(subject, catalog, ({ file, facts }) => {
      if (facts.tracked === null) return notAssessed(["the folder is in no git work tree"]);
      return facts.tracked
        ? pass
        : fail(say`Git does not keep ${file}; ${`git add ${file}`} would.`, { noRemedy: "git does it, not SQL" });
    }),
});
