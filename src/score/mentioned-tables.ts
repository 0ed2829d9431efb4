/** Which tables have an exception that the guide allows, and which a design note tells of. */
import { parseObjectKey, toObjectKey } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import type { RuleContext } from "../model/rule.ts";
import type { DecisionEntry } from "./waiver-entries.ts";

export function buildMentionedTables(
  tables: readonly Relation[],
  entries: readonly DecisionEntry[],
  noted: readonly string[],
): Pick<RuleContext, "justified" | "noted"> {
  const justified = entries.filter(({ waiver }) => waiver.kind === "justified");
  const inNotes = entries.filter(({ waiver }) => waiver.carrier === "note");
  return {
    justified: new Set(justified.flatMap((entry) => reachedBy(entry, tables))),
    noted: new Set([...noted.flatMap(tableKeyOf), ...inNotes.flatMap((entry) => reachedBy(entry, tables))]),
  };
}

function reachedBy({ reach }: DecisionEntry, tables: readonly Relation[]): string[] {
  if (reach.kind === "objects") return [...reach.tables];
  const parts = ({ columns, constraints, indexes }: Relation) => [...columns, ...constraints, ...indexes];
  const reached = tables.filter(
    (table) =>
      reach.glob(table.schema, table.name) || parts(table).some((part) => reach.glob(table.schema, table.name, part)),
  );
  return reached.map(({ schema, name }) => toObjectKey(schema, name));
}

function tableKeyOf(text: string): string[] {
  const key = parseObjectKey(text);
  return key === null ? [] : [toObjectKey(key.schema, key.relation)];
}
