import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { sayList } from "../indexing/index-prose.ts";
import { KEY_CHANGE } from "../no-remedy.ts";
import { CODE_LIST, CODE_LIST_PRESETS, isListOfCodes, isLookup, meaningOf } from "./key-meaning.ts";
import { isReferencing, keyColumnOf, primaryKeyConstraintOf } from "./primary-key.ts";

export const pkSurrogate = defineTableRule({
  id: "pk-surrogate",
  statement: "2.4",
  title: "Rows are keyed by a surrogate, unless a natural key is clearly better.",
  why: "What means something changes one day, and then every row that refers to it has to change with it.",
  severity: "medium",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables with a primary key",
  requires: ["pk-required"],
  justifiable: true,
  options: { presets: CODE_LIST_PRESETS },
  sameAs: ["pg-index-health 32", "SchemaCrawler NoSurrogatePrimaryKey", "pglinter B012"],
  exempt: [
    "Keys whose columns are all parts of foreign keys, as those of join tables.",
    "Keys of several columns on partitioned tables, which must hold the partition key.",
    "Keys WITHOUT OVERLAPS, and booleans, the keys of tables that hold a row or two on purpose.",
    "Text, bytes or a long char(n) called uuid or the like; of one whose name ends in id or token only its owner knows whether it is made up.",
    "Lists of codes that others refer to, which the preset justifies: tables of nothing but the key, or with a CHECK that limits it.",
  ],
  find: (table) => [table],
  judge(_subject, table, { lookup, options }) {
    const key = primaryKeyConstraintOf(table);
    if (key === null) return notApplicable(["its partitions have the primary keys"]);
    if (key.period) return notApplicable(["the primary key is WITHOUT OVERLAPS"]);
    const columns = key.columns as string[];
    const column = keyColumnOf(table);
    if (columns.every((name) => isReferencing(name, table))) return pass;
    const meaning = column === null ? "something" : meaningOf(column);
    if (meaning === "nothing") return pass;
    if (meaning === "unknown") return notAssessed(["a key of this name may be made up or mean something"]);
    if (meaning === "one row") return notApplicable(["the table holds a row or two"]);
    const facts = [{ name: "primary key", value: columns.join(", ") }];
    if (columns.length > 1) {
      if (table.partitionKey !== null) return notApplicable(["the primary key must hold the partition key"]);
      return fail([...say`Table ${table.name} is keyed by `, ...sayList(columns), " together."], {
        ...KEY_CHANGE,
        facts,
      });
    }
    const natural = say`Table ${table.name} is keyed by ${columns[0] as string}, which means something`;
    const short = column !== null && isLookup(column, table, lookup);
    const listed = column !== null && isListOfCodes(column, table, lookup);
    return fail([...natural, short ? ": likely a lookup table, so say why its code is the key." : "."], {
      ...KEY_CHANGE,
      facts,
      ...(listed && options.presets.includes(CODE_LIST.id) ? { preset: CODE_LIST } : {}),
    });
  },
});
