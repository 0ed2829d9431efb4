import type { Roundtrip } from "../../model/migration-facts.ts";
import { defineProjectRule, fail, type Judgement, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { WAY_BACK } from "../no-remedy.ts";
import { sayMessage, toFact } from "./difference-words.ts";
import { findSilencing, type KnownStep, migration, silenced } from "./steps.ts";
import { findWaysBack, judgeWayBack } from "./way-back.ts";

export const migRoundtrip = defineProjectRule({
  id: "mig-roundtrip",
  statement: "6.2",
  title: "What takes a migration back undoes all of it, and the migration can run again.",
  why: "A way back that was never tried is found out at the worst hour, with the schema between two releases.",
  severity: "low",
  score: "none",
  group: "Migrations",
  profile: "extended",
  evidence: "migrations",
  subjects: "migrations with a way back",
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "Layouts that have no place for a way back, such as a plain folder.",
    "Migrations whose way back does nothing: mig-reversible judges them.",
    "The order of columns, rows, and settings of roles and databases.",
  ],
  validity: null,
  find: findWaysBack,
  judge: (subject, { catalog }) =>
    judgeWayBack(subject, catalog, (step, down) => {
      if (down.statements === 0) return notApplicable(["there is nothing that would take it back"]);
      const silencing = findSilencing(step.facts, migRoundtrip, null);
      if (silencing !== null) return silenced(silencing);
      if (down.roundtrip === null) {
        return notAssessed([...say`it was not tried, which ${"roundtrip: true"} in the config asks for`]);
      }
      return judgeOutcome(step, down.roundtrip);
    }),
});

function judgeOutcome(step: KnownStep, tried: Roundtrip): Judgement {
  switch (tried.outcome) {
    case "equal":
      return pass;
    case "not run":
      return notAssessed([`it could not be tried inside a transaction: ${tried.reason}`]);
    case "failed": {
      const what = tried.part === "down" ? " cannot be taken back: " : " was taken back and cannot run again: ";
      return fail(
        [...migration(step), what, ...say`${`${tried.file}:${tried.line}`} fails: ${tried.message}.`],
        WAY_BACK,
      );
    }
    case "differs": {
      const facts = tried.differences.map(toFact);
      return fail([...migration(step), ...sayMessage(tried)], { ...WAY_BACK, facts });
    }
  }
}
