import type { Column } from "../../model/column.ts";
import { foreignKeysOf, primaryKeyOf } from "../../model/lookup.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { builtInType, ownColumns, sayType } from "./base-type.ts";
import { promiseOf } from "./text-names.ts";

export const typeUuidPublicId = defineTableRule({
  id: "type-uuid-public-id",
  statement: "4.2",
  title: "An identifier that leaves the database is a uuid.",
  why: "A number that strangers see tells how many rows there are and invites them to try the next one.",
  severity: "low",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "public identifiers",
  requires: [],
  justifiable: false,
  options: {
    names: {
      type: "strings",
      default: ["public_id", "external_ref", "guid", "share_token"],
      description: "Names of columns that others outside the database see.",
    },
  },
  sameAs: [],
  exempt: [
    "Primary keys, which pk-uuid judges, columns of a foreign key, and a text called guid, which type-specific judges.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find(table, { options }) {
    const keys = new Set([...primaryKeyOf(table), ...foreignKeysOf(table).flatMap((key) => key.columns)]);
    return ownColumns(table).filter(
      (column) => options.names.includes(column.name) && !keys.has(column.name) && promiseOf(column) === null,
    );
  },
  judge(column: Column, _table, context) {
    if (builtInType(column) === "uuid") return pass;
    return fail([...sayType(column, context.catalog), ", but others outside the database see it."], {
      noRemedy: "others hold the values already: a second column takes over step by step",
      facts: [{ name: "type", value: column.type }],
    });
  },
});
