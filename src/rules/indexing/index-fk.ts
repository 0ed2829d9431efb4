import type { ForeignKey } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say, toPlainText } from "../../model/sentence.ts";
import { isCovered, nearestMiss } from "./foreign-key-cover.ts";
import { sayList } from "./index-prose.ts";
import { buildIndexRemedy, buildRebuildRemedy } from "./index-remedies.ts";

export const indexFk = defineTableRule({
  id: "index-fk",
  statement: "5.1",
  title:
    "Every foreign key has an index that serves it, so that deleting or re-keying a referenced row does not scan the referencing table.",
  why: "Without an index, each delete or key update of a referenced row scans the whole referencing table.",
  severity: "high",
  score: "tables",
  group: "Indexing",
  profile: "guide",
  evidence: "catalog",
  subjects: "foreign keys",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["splinter 0001", "pg-index-health 5", "pglinter B003", "schemalint index-referencing-column"],
  exempt: [
    "Foreign keys of partitions, which are their parent's: judged there, and met where every partition has an index.",
    "Foreign keys that are inherited: they are judged on the parent.",
  ],
  find: (table) => foreignKeysOf(table).filter((key) => key.local),
  judge(key: ForeignKey, table, { lookup, indexPattern }) {
    if (isCovered(key, table, lookup)) return pass;
    const near = nearestMiss(key, table);
    const columns = sayList(key.columns);
    const found = near === null ? [...say`No index leads with `, ...columns] : near.found;
    const invalid = near?.miss === "invalid" && table.kind === "table";
    return fail(
      [...say`Foreign key ${key.name} has no index on `, ...columns, ...(near === null ? [] : [": ", ...found]), "."],
      {
        facts: [
          { name: "columns", value: key.columns.join(", ") },
          { name: "found", value: toPlainText(found) },
        ],
        remedy: invalid ? buildRebuildRemedy(table, near.index.name) : buildIndexRemedy(key, table, indexPattern),
      },
    );
  },
});
