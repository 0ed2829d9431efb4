import { foreignKeysOf } from "../../../model/lookup.ts";
import { buildRemedy } from "../../../model/remedy.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";

export const tableUnlogged = defineTableRule({
  id: "table-unlogged",
  statement: "extended",
  title: "Tables are logged, so that they outlive a crash.",
  why: "After a crash an unlogged table is empty, and no standby nor backup from the log has its rows.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["SchemaCrawler"],
  exempt: ["Partitioned tables, which hold no rows themselves."],
  find: (table) => (table.kind === "table" ? [table] : []),
  judge(_subject, table, { lookup }) {
    if (table.persistence !== "unlogged") return pass;
    const refersToUnlogged = foreignKeysOf(table).some(
      ({ references }) =>
        references.relation !== table.name &&
        lookup.relation(references.schema, references.relation)?.persistence === "unlogged",
    );
    const log = { kind: "set logged", schema: table.schema, table: table.name } as const;
    return fail(
      say`Table ${table.name} is ${"UNLOGGED"}: after a crash it is empty.`,
      // A logged table may not refer to an unlogged one: that one comes first.
      refersToUnlogged
        ? { noRemedy: "a table that it refers to is unlogged too, and comes first" }
        : { remedy: buildRemedy([log]) },
    );
  },
});
