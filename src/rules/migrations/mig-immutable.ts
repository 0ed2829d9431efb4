import type { StepCommit } from "../../model/migration-facts.ts";
import { defineProjectRule, fail, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { FORMER_TEXT } from "../no-remedy.ts";
import { buildMigration, findSteps, judgeStep } from "./steps.ts";

export const migImmutable = defineProjectRule({
  id: "mig-immutable",
  statement: "6.5",
  title: "A migration that has come in stays as it is.",
  why: "Of two databases that both say they have run it, one has run something else.",
  severity: "high",
  score: "migrations",
  group: "Migrations",
  profile: "guide",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: {},
  sameAs: ["Flyway checksum", "Atlas atlas.sum", "Prisma checksum"],
  exempt: [
    "Comments, layout, and the case of words outside quotes.",
    "The part that takes a migration back.",
    "Changes before the main branch had the migration, and those within an hour of the commit that brought it.",
    "Renames, and files that go in the commit that puts another one in their place.",
    "Shallow clones and folders outside git, where nothing is known of the past.",
  ],
  validity: null,
  find(context) {
    const removed = context.catalog.repository?.removed ?? [];
    return [...findSteps(context), ...removed.map(({ file }) => buildMigration(file))];
  },
  judge(subject, { catalog }) {
    const removed = catalog.repository?.removed?.find(({ file }) => file === subject.name);
    if (removed !== undefined)
      return fail(say`Migration ${removed.file} was taken away by ${toShort(removed.commit)}.`, FORMER_TEXT);
    return judgeStep(subject, catalog, ({ version, file, facts }) => {
      if (facts.tracked === null) return notAssessed(["the folder is in no git work tree"]);
      if (!facts.tracked) return notAssessed(["git does not keep the migration"]);
      if (facts.edits === null) return notAssessed(["its past is not known, as in a shallow clone"]);
      const last = facts.edits.at(-1);
      if (last === undefined) return pass;
      const edited = last.commit === null ? "in the work tree" : `on ${last.commit.date.slice(0, 10)}`;
      return fail(
        [
          ...say`Migration ${version} does something else since ${file} was changed`,
          ` ${edited}`,
          ...(last.commit === null ? [] : say` by ${toShort(last.commit)}`),
          ".",
        ],
        FORMER_TEXT,
      );
    });
  },
});

/** As people name commits. */
function toShort({ hash }: StepCommit): string {
  return hash.slice(0, 10);
}
