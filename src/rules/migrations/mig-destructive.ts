import type { StepAction } from "../../model/migration-facts.ts";
import { defineProjectRule, type ProjectRule } from "../../model/rule.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { ACTION_EXEMPT, judgeActions, startAfter, tableNameOf } from "./action-rule.ts";
import { judgeRemovals } from "./removals.ts";
import { findSteps } from "./steps.ts";

export const migDestructive: ProjectRule = defineProjectRule({
  id: "mig-destructive",
  statement: "extended",
  title: "A migration throws no rows away without saying that it means to.",
  why: "What it throws away is gone before anybody has noticed that it was needed.",
  severity: "medium",
  score: "none",
  group: "Migrations",
  profile: "extended",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: { startAfter },
  sameAs: [
    "squawk ban-drop-table",
    "squawk ban-drop-column",
    "squawk ban-truncate-cascade",
    "Atlas DS101",
    "Atlas DS102",
    "Atlas DS103",
    "Atlas destructive",
    "pgls banDropTable",
    "pgls banDropColumn",
    "pgls banDeleteWithoutWhere",
  ],
  exempt: [...ACTION_EXEMPT, "Views, indexes, types and functions: they hold no rows of their own."],
  validity: null,
  find: findSteps,
  judge(subject, context) {
    const said = judgeActions(migDestructive, subject, context, accuse);
    return said.verdict === "pass" ? judgeRemovals(migDestructive, subject, context) : said;
  },
});

function accuse(action: StepAction): Sentence | null {
  const table = tableNameOf(action);
  switch (action.kind) {
    case "drop table":
      return say`drops table ${table} with its rows`;
    case "drop schema":
      return say`drops schema ${table} with all that is in it`;
    case "drop column":
      return say`drops column ${action.name ?? ""} of ${table} with what it holds`;
    case "truncate":
      return say`empties table ${table}`;
    case "delete all rows":
      return say`deletes every row of ${table}`;
    default:
      return null;
  }
}
