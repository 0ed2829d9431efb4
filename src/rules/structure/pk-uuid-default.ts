import type { Column } from "../../model/column.ts";
import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { buildDefaultRemedy } from "../types/default-remedy.ts";
import { isReferencing, keyColumnOf, keyFamilyOf } from "./primary-key.ts";
import { versionOf } from "./uuid-functions.ts";

export const pkUuidDefault = defineTableRule({
  id: "pk-uuid-default",
  statement: "2.3",
  title: "A UUID primary key is made by the database where nobody gives one.",
  why: "A constant default fails on the second row, and one that every writer must make anew is forgotten by one of them.",
  severity: "low",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "uuid primary keys",
  requires: ["pk-required"],
  justifiable: false,
  options: {
    uuidVersions: { type: "strings", default: ["1", "4", "7"], description: "The versions of UUID that may be made." },
    requireDbDefault: { type: "boolean", default: false, description: "Whether a key without a default fails." },
  },
  sameAs: [],
  exempt: [
    "A key that is a foreign key too: its value is another table's.",
    "A key without a default, which the application may make, unless the option says otherwise.",
  ],
  find(table) {
    const column = keyColumnOf(table);
    return column !== null && keyFamilyOf(column) === "uuid" ? [column] : [];
  },
  judge(column: Column, table, { options }) {
    if (isReferencing(column.name, table)) return notApplicable(["the primary key is a foreign key too"]);
    const text = column.default;
    if (text === null) {
      if (!options.requireDbDefault) return notAssessed(["without a default the application makes the key"]);
      return fail(say`Primary key ${column.name} has no default.`, {
        remedy: buildDefaultRemedy(column, table, "gen_random_uuid()"),
      });
    }
    const called = /^(?:(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)\.)?([a-z_][a-z0-9_]*)\(.*\)$/s.exec(text)?.[1];
    if (called === undefined) {
      return fail(say`Primary key ${column.name} gets the same value in every row: ${text}.`, {
        remedy: buildDefaultRemedy(column, table, "gen_random_uuid()"),
      });
    }
    const version = versionOf(called);
    if (version === null) return notAssessed(["what the default's function makes is not known"]);
    if (!options.uuidVersions.includes(version)) {
      return fail(say`Primary key ${column.name} is made by ${called}, which is version ${version}.`, {
        remedy: buildDefaultRemedy(column, table, "gen_random_uuid()"),
      });
    }
    return version === "4" ? pass : { verdict: "pass", note: say`${called} makes UUIDs of version ${version}` };
  },
});
