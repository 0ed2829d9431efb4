import type { ForeignKey } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";

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
    const alter = `ALTER TABLE ${quoteQualified(table.schema, table.name)}`;
    const name = quoteIdentifier(key.name);
    const facts = [{ name: "definition", value: key.definition }];
    if (!key.enforced) {
      const sql = [`${alter} ALTER CONSTRAINT ${name} ENFORCED`];
      return fail(say`Foreign key ${key.name} is ${"NOT ENFORCED"}.`, {
        facts,
        remedy: { sql, lock: `ACCESS EXCLUSIVE on the table while all its rows are checked. ${FAILS}`, proven: null },
      });
    }
    return fail(say`Foreign key ${key.name} is ${"NOT VALID"}: rows that were there before it were never checked.`, {
      facts,
      remedy: {
        sql: [`${alter} VALIDATE CONSTRAINT ${name}`],
        lock: `SHARE UPDATE EXCLUSIVE while all rows are checked: reads and writes go on. ${FAILS}`,
        proven: null,
      },
    });
  },
});

const FAILS = "It fails where a row refers to nothing.";
