import type { ForeignKey } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { buildEnforcementRemedy, buildValidationRemedy } from "./constraint-remedies.ts";

export const fkValidated = defineTableRule({
  id: "fk-validated",
  statement: "2.6",
  title: "Every foreign key holds for all rows: it is validated and enforced.",
  why: "A foreign key that was never validated promises what the rows that were there before may not keep.",
  severity: "high",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "foreign keys",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 17"],
  exempt: ["Foreign keys of partitions, which are their parent's, and inherited ones: they are judged on the parent."],
  find: (table) => foreignKeysOf(table).filter((key) => key.local),
  judge(key: ForeignKey, table) {
    if (key.validated && key.enforced) return pass;
    const facts = [{ name: "definition", value: key.definition }];
    if (!key.enforced) {
      return fail(say`Foreign key ${key.name} is ${"NOT ENFORCED"}.`, {
        facts,
        remedy: buildEnforcementRemedy(key, table, FAILS),
      });
    }
    return fail(say`Foreign key ${key.name} is ${"NOT VALID"}: rows that were there before it were never checked.`, {
      facts,
      remedy: buildValidationRemedy(key, table, FAILS),
    });
  },
});

const FAILS = "It fails where a row refers to nothing.";
