import { quoteQualified } from "../../model/names.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { KEY_CHANGE } from "../no-remedy.ts";
import { keepsOneRow } from "./key-meaning.ts";
import { isReferencing, keyColumnOf, keyFamilyOf } from "./primary-key.ts";

export const pkUuid = defineTableRule({
  id: "pk-uuid",
  statement: "2.3",
  title: "Primary keys that are made up are UUIDs, not counted integers.",
  why: "Counted numbers are unique in one database only, and tell whoever sees one how many rows there are.",
  severity: "high",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "primary keys of one column",
  requires: ["pk-required"],
  justifiable: false,
  options: {
    tables: {
      type: "choice",
      choices: ["all", "public"],
      default: "all",
      description: "Which tables need a UUID: all, or only those that the option public names.",
    },
    public: {
      type: "strings",
      default: [],
      description: "Tables whose keys are seen outside the database, as table or schema.table.",
    },
  },
  sameAs: ["pg-index-health 29", "database_consistency PrimaryKeyType"],
  exempt: [
    "Keys of several columns; of a partitioned table's key the partition key is not counted.",
    "A key that is a foreign key too: its type is that of the table that it refers to.",
    "Tables that a check keeps at one row: CHECK (id = 1).",
    "Keys of other types than integers: pk-surrogate judges them.",
  ],
  find: (table) => [table],
  judge(_subject, table, { options }) {
    const names = [table.name, quoteQualified(table.schema, table.name)];
    if (options.tables === "public" && !names.some((name) => options.public.includes(name))) {
      return notApplicable(["the config does not say that its key is seen outside"]);
    }
    const column = keyColumnOf(table);
    if (column === null) return notApplicable(["the primary key has several columns"]);
    if (isReferencing(column.name, table)) return notApplicable(["the primary key is a foreign key too"]);
    const family = keyFamilyOf(column);
    if (family === "uuid") return pass;
    if (keepsOneRow(column, table)) return notApplicable(["a check keeps the table at one row"]);
    if (family === "other") return notApplicable(["the primary key is no integer"]);
    const facts = [column.name, column.type].map((value, place) => ({ name: place === 0 ? "column" : "type", value }));
    return fail(say`Table ${table.name} is keyed by ${column.name} of type ${column.type}, not by a ${"uuid"}.`, {
      ...KEY_CHANGE,
      facts,
    });
  },
});
