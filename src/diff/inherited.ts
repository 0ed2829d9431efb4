/** Changes of partitions and children that are their parent's own. */
import type { Catalog } from "../model/catalog.ts";
import { type Change, isRelationKind, type ObjectKind } from "../model/change.ts";
import { constraintKindSchema } from "../model/constraint.ts";
import { type QualifiedName, qualifiedKey } from "../model/shared-parts.ts";

const INHERITED: ReadonlySet<ObjectKind> = new Set<ObjectKind>(["column", ...constraintKindSchema.options]);

/**
 * The changes without those that a relation has from its parent: a column that is added to a partitioned table is
 * added to each partition, and is one change.
 */
export function withoutInherited(changes: readonly Change[], before: Catalog, after: Catalog): Change[] {
  const parents = new Map<string, readonly QualifiedName[]>();
  for (const { schema, name, partition, inherits } of [...before.relations, ...after.relations]) {
    const all = partition === null ? inherits : [partition.of];
    if (all.length > 0) parents.set(qualifiedKey({ schema, name }), all);
  }
  if (parents.size === 0) return [...changes];
  const said = new Set(changes.map((change) => inheritableKey(change)));
  return changes.filter((change) => {
    const { kind, schema, partOf } = change.object;
    const [relation] = partOf;
    if (schema === null || relation === undefined || !isRelationKind(relation.kind)) return true;
    // A comment is each relation's own.
    if (!INHERITED.has(kind) || change.field === "comment") return true;
    const all = parents.get(qualifiedKey({ schema, name: relation.name })) ?? [];
    return !all.some((parent) => said.has(inheritableKey(change, parent)));
  });
}

/** What is the same of a change and of the one that it comes from. A parent's kind may be another than the child's. */
function inheritableKey({ action, object, field, after }: Change, parent?: QualifiedName): string {
  const relation = parent ?? { schema: object.schema, name: object.partOf[0]?.name };
  const value = action === "changed" ? after : null;
  return JSON.stringify([action, relation.schema, relation.name, object.kind, object.name, field, value]);
}
