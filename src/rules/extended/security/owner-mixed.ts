import { defineTableRule, fail, notAssessed, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { oncePerCatalog, tablesOf } from "../once-per-catalog.ts";

export const ownerMixed = defineTableRule({
  id: "owner-mixed",
  statement: "extended",
  title: "The tables of a schema have one owner.",
  why: "Only its owner may alter a table: a migration that runs as another role stops half way.",
  severity: "low",
  score: "none",
  group: "Security",
  profile: "extended",
  evidence: "server",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pglinter B011"],
  exempt: [
    "Schemas in which no role owns more than half of the tables.",
    "Catalogs that were not read from a server: who owns a table is decided there.",
  ],
  find: (table) => [table],
  judge(_subject, table, { catalog }) {
    if (catalog.source.kind !== "server" || table.owner === null)
      return notAssessed(["only a server knows who owns a table"]);
    const owners = ownersOf(catalog).get(table.schema) ?? [];
    const usual = owners.find(({ share }) => share > 0.5);
    if (usual === undefined || usual.owner === null || usual.owner === table.owner) return pass;
    return fail(
      say`Table ${table.name} belongs to ${table.owner}; most tables of schema ${table.schema} belong to ${usual.owner}.`,
      {
        noRemedy: "which of the roles should own them is yours to say",
        facts: [{ name: "owner", value: table.owner }],
      },
    );
  },
});

/** By schema, which share of its tables each role owns. */
const ownersOf = oncePerCatalog((catalog) => {
  const schemas = Map.groupBy(tablesOf(catalog), ({ schema }) => schema);
  return new Map(
    [...schemas].map(([schema, tables]) => {
      const owners = Map.groupBy(tables, ({ owner }) => owner);
      return [schema, [...owners].map(([owner, own]) => ({ owner, share: own.length / tables.length }))] as const;
    }),
  );
});
