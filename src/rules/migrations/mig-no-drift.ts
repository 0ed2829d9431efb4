import { defineProjectRule, fail, notAssessed, PROJECT } from "../../model/rule.ts";
import { driftOf, isSame } from "./drift-of-run.ts";
import { buildMessage } from "./drift-words.ts";

export const migNoDrift = defineProjectRule({
  id: "mig-no-drift",
  statement: "6.1",
  title: "The live schema is what the migrations make.",
  why: "What was changed by hand is on one database only, and the next migration meets a schema that nobody tried it on.",
  severity: "critical",
  score: "migrations",
  group: "Migrations",
  profile: "guide",
  evidence: "migrations",
  subjects: "objects",
  justifiable: false,
  options: {},
  sameAs: ["Atlas drift", "migra"],
  exempt: [
    "Tables of migration tools, partitions, foreign tables, what extensions own, and what the config excludes.",
    "Owners, privileges, comments, tablespaces, versions of extensions, and the order of columns.",
    "What stands in a schema that no migration makes anything in, and what stands in none where no migration makes it.",
    "Expressions and bodies where the server is of another major version than the one that the migrations ran on.",
  ],
  validity: null,
  find(context) {
    if (context.migrated === null) return context.catalog.source.kind === "script" ? [] : [PROJECT];
    const drifts = driftOf(context, context.migrated);
    return drifts.length === 0 ? [PROJECT] : drifts.map(({ subject }) => subject);
  },
  judge(subject, context) {
    const { catalog, migrated } = context;
    if (migrated === null) {
      return notAssessed([
        catalog.source.kind === "server"
          ? "the config names no migrations to compare the server with"
          : "no server was read to compare the migrations with",
      ]);
    }
    const drift = driftOf(context, migrated).find((each) => isSame(each.subject, subject));
    if (drift !== undefined) return fail(...buildMessage(drift));
    const { major } = catalog.server;
    const apart =
      major === migrated.server.major ? "" : `; expressions print otherwise on ${major} and were not compared`;
    return { verdict: "pass", note: [`the server has what the migrations make${apart}`] };
  },
});
