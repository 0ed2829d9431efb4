import type { Catalog } from "../../model/catalog.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import type { Sequence } from "../../model/types-and-sequences.ts";
import { clipName, makeObjectName } from "./generated-names.ts";
import { isNamed, joinName } from "./name-pattern.ts";

export const nameSequence = defineTableRule({
  id: "name-sequence",
  statement: "3.10",
  title: "A sequence that somebody made is called seq_, its table and its column.",
  why: "A sequence is met in a default or a privilege, far from the column that it counts for.",
  severity: "low",
  score: "tables",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "sequences",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "Sequences of serial and identity columns, which PostgreSQL makes and names.",
    "Sequences that no column owns: they belong to no table.",
  ],
  find: (table, { catalog }) => ownedSequences(catalog).get(quoteQualified(table.schema, table.name)) ?? [],
  judge(sequence: Sequence, table) {
    const column = sequence.ownedBy?.column ?? "";
    const whole = joinName("seq", table.name, column);
    if (isNamed(sequence.name, whole)) return pass;
    const label = /_(seq\d*)$/.exec(sequence.name)?.[1];
    if (label !== undefined && makeObjectName(table.name, column, label) === sequence.name) {
      return notApplicable(["PostgreSQL made the sequence and its name"]);
    }
    const expected = clipName(whole);
    const rename = `RENAME TO ${quoteIdentifier(expected)}`;
    return fail(say`Sequence ${sequence.name} is not called ${expected}.`, {
      facts: [{ name: "expected", value: expected }],
      remedy: {
        sql: [`ALTER SEQUENCE ${quoteQualified(sequence.schema, sequence.name)} ${rename}`],
        lock: "ACCESS EXCLUSIVE on the sequence for a moment. Defaults follow; code that names it must too.",
        proven: null,
      },
    });
  },
});

/** Sequences by the table that owns them. Made once a catalog. */
const byOwner = new WeakMap<Catalog, Map<string, Sequence[]>>();

function ownedSequences(catalog: Catalog): Map<string, Sequence[]> {
  const known = byOwner.get(catalog);
  if (known !== undefined) return known;
  const owned = catalog.sequences.filter((sequence) => sequence.ownedBy !== null);
  const index = Map.groupBy(owned, ({ ownedBy }) => quoteQualified(ownedBy?.schema ?? "", ownedBy?.relation ?? ""));
  byOwner.set(catalog, index);
  return index;
}
