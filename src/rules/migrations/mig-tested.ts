import { defineProjectRule, notAssessed, PROJECT } from "../../model/rule.ts";
import { count } from "../../model/sentence.ts";

export const migTested = defineProjectRule({
  id: "mig-tested",
  statement: "6.4",
  title: "Migrations are tried before they run in production.",
  why: "What fails on an empty database fails in production too, with everybody waiting.",
  severity: "medium",
  score: "migrations",
  group: "Migrations",
  profile: "guide",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["A history that was just replayed whole: that is the trial."],
  validity: 365,
  find: ({ catalog }) => (catalog.source.kind === "script" ? [] : [PROJECT]),
  judge(_subject, { catalog, migrated }) {
    const { history, omissions, server, repository } = migrated ?? catalog;
    const [run] = repository?.pipelines ?? [];
    const inPipeline = run === undefined ? "" : `, though ${run.file}:${run.line} runs migrations`;
    if (history.length === 0) return notAssessed([`the migrations were not read${inPipeline}`]);
    const left = omissions.filter(({ kind }) => kind === "schema").length;
    if (left > 0) return notAssessed([`${count(left, "part")} of the history could not be replayed${inPipeline}`]);
    return {
      verdict: "pass",
      note: [`${count(history.length, "migration")} ran into an empty PostgreSQL ${server.major} just now`],
    };
  },
});
