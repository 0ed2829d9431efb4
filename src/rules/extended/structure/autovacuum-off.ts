import type { Catalog } from "../../../model/catalog.ts";
import type { Relation } from "../../../model/relation.ts";
import { buildRemedy } from "../../../model/remedy.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { sayList } from "../../indexing/index-prose.ts";

export const autovacuumOff = defineTableRule({
  id: "autovacuum-off",
  statement: "extended",
  title: "Autovacuum is on for every table.",
  why: "Without it dead rows pile up and the planner's figures grow stale, until somebody remembers to vacuum by hand.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["Partitioned tables, which hold no rows themselves."],
  find: (table) => (table.kind === "table" ? [table] : []),
  judge(_subject, table, { catalog }) {
    const off = offOptions(table);
    if (off.length === 0) {
      const setting = findOff(catalog);
      if (setting === undefined) return pass;
      return fail(say`Autovacuum is turned off for table ${table.name}, as for all of the server: ${setting} is off.`, {
        noRemedy: "a setting of the server, not of the schema",
      });
    }
    return fail([...say`Autovacuum is turned off for table ${table.name}, by `, ...sayList(off), "."], {
      remedy: buildRemedy([{ kind: "reset options", schema: table.schema, table: table.name, options: off }]),
    });
  },
});

/** The server's setting that turns it off: without counts it does not know what to do. A scratch engine's says nothing. */
function findOff({ source, settings }: Catalog): string | undefined {
  if (source.kind !== "server") return undefined;
  const isOff = (name: string) => settings.some((setting) => setting.name === name && setting.value === "off");
  return ["autovacuum", "track_counts"].find(isOff);
}

/** The storage parameters that turn it off, in any of the ways that PostgreSQL takes for false. */
function offOptions({ options, toastOptions }: Relation): string[] {
  const isOff = ({ name, value }: { name: string; value: string }) =>
    name === "autovacuum_enabled" && /^(f|fa|fal|fals|false|n|no|of|off|0)$/i.test(value);
  return [
    ...(options.some(isOff) ? ["autovacuum_enabled"] : []),
    ...(toastOptions.some(isOff) ? ["toast.autovacuum_enabled"] : []),
  ];
}
