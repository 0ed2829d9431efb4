import type { Relation } from "../../../model/relation.ts";
import { defineTableRule, fail, pass, type RuleContext, type Subject } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { partsWithChosenNames } from "../../naming/chosen-names.ts";
import { nameCheck } from "../../naming/name-check.ts";
import { nameFkConstraint } from "../../naming/name-fk-constraint.ts";
import { nameIndex } from "../../naming/name-index.ts";
import { nameUnique } from "../../naming/name-unique.ts";
import { endsWhole, mayBeCut } from "../../naming/whole-words.ts";
import { ownColumns } from "../../types/base-type.ts";
import { failuresOf } from "../already-reported.ts";

export const nameLength = defineTableRule({
  id: "name-length",
  statement: "extended",
  title: "No name was cut off at 63 bytes.",
  why: "PostgreSQL cuts longer names with no more than a notice: scripts that use the whole name work until two names are cut alike.",
  severity: "low",
  score: "none",
  group: "Naming",
  profile: "extended",
  evidence: "catalog",
  subjects: "names",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["squawk identifier-too-long", "pg-index-health 23"],
  exempt: [
    "Names that PostgreSQL or a tool made up: they shorten the parts so that the name ends as it should.",
    "Names of indexes and constraints that are the guide's pattern as far as it fits.",
    "Names whose last word is whole: one of the catalog's, or a longer one that is the beginning of none of them.",
    "Partitions, and columns and constraints that are inherited.",
  ],
  find: (table) => [table, ...ownColumns(table), ...partsWithChosenNames(table)],
  judge(subject: Subject, table, context) {
    const { name } = subject;
    const bytes = Buffer.byteLength(name);
    if (!mayBeCut(name, bytes) || endsWhole(name, context.catalog) || isByPattern(subject, table, context)) return pass;
    return fail([...say`The name ${name}`, ` ends at ${bytes} bytes: PostgreSQL has probably cut it.`], {
      noRemedy: "which words can go is yours to say",
      facts: [{ name: "bytes", value: String(bytes) }],
    });
  },
});

const PATTERNS = [nameIndex, nameUnique, nameCheck, nameFkConstraint];

/** A rule of the guide judges the name, and has nothing against it. */
function isByPattern({ kind, name }: Subject, table: Relation, context: RuleContext): boolean {
  return PATTERNS.some(
    (rule) =>
      rule.scope === "table" &&
      rule.find(table, context).some((each) => each.kind === kind && each.name === name) &&
      !failuresOf(rule, table, context).some(({ subject }) => subject.kind === kind && subject.name === name),
  );
}
