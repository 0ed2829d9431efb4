import type { StepAction } from "../../model/migration-facts.ts";
import { defineProjectRule, type ProjectRule } from "../../model/rule.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { ACTION_EXEMPT, judgeActions, startAfter, toTable } from "./action-rule.ts";
import { findSteps } from "./steps.ts";

export const migLock: ProjectRule = defineProjectRule({
  id: "mig-lock",
  statement: "extended",
  title: "A migration reads no whole table under a lock that others wait for.",
  why: "However long the table takes to read, that long nobody writes to it, or nobody reads it either.",
  severity: "medium",
  score: "none",
  group: "Migrations",
  profile: "extended",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: { startAfter },
  sameAs: [
    "squawk require-concurrent-index-creation",
    "squawk require-concurrent-reindex",
    "squawk constraint-missing-not-valid",
    "squawk adding-foreign-key-constraint",
    "squawk disallowed-unique-constraint",
    "squawk adding-not-nullable-field",
    "Atlas PG101",
    "strong_migrations add_index",
    "pgls requireConcurrentIndexCreation",
  ],
  exempt: [
    ...ACTION_EXEMPT,
    "SET NOT NULL where a check already keeps nulls out: PostgreSQL reads no row then.",
    "Constraints that are added NOT VALID, or made of an index that is there.",
  ],
  validity: null,
  find: findSteps,
  judge: (subject, context) => judgeActions(migLock, subject, context, accuse),
});

function accuse(action: StepAction): Sentence | null {
  const table = toTable(action);
  const named: Sentence = action.name === null ? [] : [" ", { code: action.name }];
  switch (action.kind) {
    case "build index":
      return ["builds index", ...named, " on ", { code: table }, ", to which nobody writes until it is done"];
    case "check constraint":
      return ["holds every row of ", { code: table }, " against a new constraint", ...named, " while it is locked"];
    case "validate constraint":
      return say`validates constraint ${action.name ?? ""} of ${table} under the lock that adding it took`;
    case "build constraint":
      return ["builds the index of a new constraint", ...named, " on ", { code: table }, " while it is locked"];
    case "set not null":
      return say`looks for nulls in column ${action.name ?? ""} of ${table} while the table is locked`;
    case "reindex":
      return say`builds the indexes of ${table} anew, to which nobody writes until it is done`;
    case "refresh view":
      return say`fills materialized view ${table} anew while nobody reads it`;
    case "cluster":
    case "vacuum full":
      return say`writes table ${table} anew while nobody reads or writes it`;
    default:
      return null;
  }
}
