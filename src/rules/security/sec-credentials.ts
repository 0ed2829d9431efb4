import { defineProjectRule, fail, notAssessed, PROJECT } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";

export const secCredentials = defineProjectRule({
  id: "sec-credentials",
  statement: "7.3",
  title: "Passwords are kept where only those who need them read them, and in no repository.",
  why: "A password in a repository is known to everybody who ever had a copy of it.",
  severity: "high",
  score: "operations",
  group: "Security",
  profile: "guide",
  evidence: "migrations",
  subjects: "files with passwords",
  justifiable: false,
  options: {},
  sameAs: ["pgdsat 1.6", "pgdsat 1.7", "pgdsat 2.4"],
  exempt: [
    "Variables, examples, and the passwords of a database on the machine itself.",
    "A repository in which none is found: that proves little, so it is not assessed until somebody attests the rest.",
  ],
  validity: 365,
  find({ catalog }) {
    const files = new Set((catalog.repository?.credentials ?? []).map(({ file }) => file));
    return [PROJECT, ...[...files].map((name) => ({ schema: null, relation: null, kind: "file", name }))];
  },
  judge(subject, { catalog: { repository } }) {
    if (repository === null) return notAssessed(["no design note attests it"]);
    if (subject.kind === PROJECT.kind)
      return notAssessed([
        repository.credentials.length === 0
          ? `that ${repository.filesRead} files hold no password proves little, and no design note attests the rest`
          : "no design note attests where the other passwords are kept",
      ]);
    const lines = repository.credentials.filter(({ file }) => file === subject.name).map(({ line }) => String(line));
    // The secret itself is never shown.
    return fail(say`File ${subject.name} holds a password in a connection string.`, {
      noRemedy: "the password has to be changed, and to leave the file and its history",
      facts: lines.map((value) => ({ name: "line", value })),
    });
  },
});
