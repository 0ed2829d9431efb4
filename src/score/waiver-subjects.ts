/** Waivers whose subject is nothing that is judged. */
import type { Catalog } from "../model/catalog.ts";
import { buildCountedColumns } from "../model/counted-columns.ts";
import { toObjectKey } from "../model/names.ts";
import { nearest } from "../model/nearest.ts";
import type { Relation } from "../model/relation.ts";
import { type Sentence, say } from "../model/sentence.ts";
import type { ProjectCase } from "./judge-project.ts";
import type { KeyPart } from "./object-globs.ts";
import type { DecisionEntry } from "./waiver-entries.ts";
import type { Fault } from "./waiver-faults.ts";
import { reachesProject } from "./waiver-uses.ts";

/** Says, of a decision, that its subject is nothing that is judged; `null` where it is something. */
export function buildSubjectFault(
  catalog: Catalog,
  tables: readonly Relation[],
  whyNot: (relation: Relation) => string | null,
  cases: readonly ProjectCase[],
): (entry: DecisionEntry) => Fault | null {
  const judged = new Map(tables.map((table) => [toObjectKey(table.schema, table.name), table]));
  const relations = new Map(catalog.relations.map((each) => [toObjectKey(each.schema, each.name), each]));
  const sequences = Map.groupBy(countingSequencesOf(catalog), (sequence) => sequence.table);
  const partsOf = (table: Relation): KeyPart[] => [
    ...toParts(table),
    ...(sequences.get(toObjectKey(table.schema, table.name)) ?? []),
  ];
  const lost = (predicate: Fault["predicate"]): Fault => ({ rule: "waiver-no-subject", predicate });

  const ofProject = new Map(cases.map((each) => [each.inForce.rule.id, each]));
  return ({ reach, ofType, waiver }) => {
    const ruled = ofProject.get(waiver.rule);
    if (ruled !== undefined) {
      // What only people know has no objects; that it cannot be waived is said already.
      const { inForce, subjects } = ruled;
      const found =
        inForce.rule.evidence === "attestation" || subjects.some((subject) => reachesProject(reach, subject));
      return found ? null : lost(["names nothing that the rule judges."]);
    }
    if (reach.kind === "glob") {
      const { glob } = reach;
      const found = tables.some(
        (table) =>
          glob(table.schema, table.name) || partsOf(table).some((part) => glob(table.schema, table.name, part)),
      );
      return found ? null : lost(["matches nothing that is judged."]);
    }
    if (ofType) return reach.keys.size > 0 ? null : lost(["covers no column: no table that is judged uses the type."]);
    const [key] = reach.keys;
    const [whole] = reach.tables;
    if (key === undefined || whole === undefined) {
      return lost(
        say`names no object. A subject is written ${"schema.table"}, ${"schema.table.column"} or ${"schema.table#constraint_or_index"}.`,
      );
    }
    const table = judged.get(whole);
    if (table !== undefined) {
      const found = key === whole || partsOf(table).some((part) => toObjectKey(table.schema, table.name, part) === key);
      if (found) return null;
      const parts = partsOf(table).map((part) => toObjectKey(table.schema, table.name, part));
      return lost([...say`names a part that ${whole} does not have.`, ...sayHint(key, parts)]);
    }
    const relation = relations.get(whole);
    if (relation === undefined) {
      const hint = /\*/.test(whole)
        ? [" Patterns stand in the config; here each object has an entry of its own."]
        : sayHint(whole, relations.keys());
      return lost(["names an object that the catalog does not have.", ...hint]);
    }
    return lost([...say`is about ${whole}`, `, which is not judged: it is ${whyNot(relation)}.`]);
  };
}

function sayHint(key: string, known: Iterable<string>): Sentence {
  const near = nearest(key, known);
  return near === null ? [] : say` Is ${near} meant?`;
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

/** Sequences that count for a column, with the key of the column's table. */
function countingSequencesOf(catalog: Catalog): (KeyPart & { table: string })[] {
  return [...buildCountedColumns(catalog)].map(([{ kind, name }, { schema, relation }]) => ({
    kind,
    name,
    table: toObjectKey(schema, relation),
  }));
}
