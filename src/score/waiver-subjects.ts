/** Waivers whose subject is nothing that is judged. */
import type { Catalog } from "../model/catalog.ts";
import { toObjectKey } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import { say } from "../model/sentence.ts";
import type { KeyPart } from "./object-globs.ts";
import type { DecisionEntry } from "./waiver-entries.ts";
import type { Fault } from "./waiver-faults.ts";

/** Says, of a decision, that its subject is nothing that is judged; `null` where it is something. */
export function toSubjectFault(catalog: Catalog, tables: readonly Relation[]): (entry: DecisionEntry) => Fault | null {
  const judged = new Map(tables.map((table) => [toObjectKey(table.schema, table.name), table]));
  const kinds = new Map(catalog.relations.map((each) => [toObjectKey(each.schema, each.name), each.kind]));
  const sequences = Map.groupBy(toOwnedSequences(catalog), (sequence) => sequence.table);
  const partsOf = (table: Relation): KeyPart[] => [
    ...toParts(table),
    ...(sequences.get(toObjectKey(table.schema, table.name)) ?? []),
  ];
  const lost = (predicate: Fault["predicate"]): Fault => ({ rule: "waiver-no-subject", predicate });

  return ({ reach, ofType }) => {
    if (reach.kind === "glob") {
      const { glob } = reach;
      const found = tables.some(
        (table) =>
          glob(table.schema, table.name) || partsOf(table).some((part) => glob(table.schema, table.name, part)),
      );
      return found ? null : lost(["matches nothing that is judged."]);
    }
    if (ofType)
      return reach.objects.length > 0 ? null : lost(["covers no column: no table that is judged uses the type."]);
    const [object] = reach.objects;
    if (object === undefined) {
      return lost(
        say`names no object. A subject is written ${"schema.table"}, ${"schema.table.column"} or ${"schema.table#constraint_or_index"}.`,
      );
    }
    const table = judged.get(object.table);
    if (table !== undefined) {
      if (object.key === object.table) return null;
      const found = partsOf(table).some((part) => toObjectKey(table.schema, table.name, part) === object.key);
      return found ? null : lost(say`names a part that ${object.table} does not have.`);
    }
    const kind = kinds.get(object.table);
    if (kind === undefined) return lost(["names an object that the catalog does not have."]);
    return lost(say`names something of ${object.table}, which is not judged (${kind}).`);
  };
}

function toParts(table: Relation): KeyPart[] {
  return [
    ...table.columns,
    ...table.constraints,
    ...table.indexes,
    ...table.triggers,
    ...table.policies,
    ...table.columns.flatMap(({ identity }) =>
      identity?.sequence == null ? [] : [{ kind: "sequence", name: identity.sequence.name }],
    ),
  ];
}

/** Sequences that columns own, with the key of the column's table. */
function toOwnedSequences(catalog: Catalog): (KeyPart & { table: string })[] {
  return catalog.sequences.flatMap(({ kind, name, ownedBy }) =>
    ownedBy === null ? [] : [{ kind, name, table: toObjectKey(ownedBy.schema, ownedBy.relation) }],
  );
}
