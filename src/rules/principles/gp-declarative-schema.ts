import { defineProjectRule, notAssessed, PROJECT } from "../../model/rule.ts";

export const gpDeclarativeSchema = defineProjectRule({
  id: "gp-declarative-schema",
  statement: "1.2",
  title: "The schema is written down in files that make it.",
  why: "A schema that exists only in a database cannot be reviewed, compared or made again.",
  severity: "medium",
  score: "none",
  group: "Migrations",
  profile: "guide",
  evidence: "migrations",
  subjects: "projects",
  justifiable: false,
  options: {},
  sameAs: ["Atlas declarative"],
  exempt: [
    "A script outside git: whether it is kept anywhere is not known, so it is not assessed.",
    "A server that was read without its migrations: there may be files, so it is not assessed.",
  ],
  validity: 365,
  find: () => [PROJECT],
  judge(_subject, { catalog: { source, history } }) {
    if (source.kind === "script") {
      if (source.commit === null) return notAssessed(["a script makes the schema, and no git work tree keeps it"]);
      return { verdict: "pass", note: ["one script makes the schema"] };
    }
    if (history.length === 0) return notAssessed(["a server was read, and the config names no migrations"]);
    return {
      verdict: "pass",
      note: [`${history.length === 1 ? "1 migration makes" : `${history.length} migrations make`} the schema`],
    };
  },
});
