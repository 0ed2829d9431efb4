/** Changes as people list them: a table that is made says it for its columns. */
import { type Change, isRelationKind, objectKey } from "../model/change.ts";

/**
 * The changes without those that come with another: of what is inside an object that was added or removed, and of the
 * sequence that a column owns which was.
 */
export function withoutParts(changes: readonly Change[]): Change[] {
  const whole = new Set(
    changes.filter(({ field }) => field === null).map(({ action, object }) => `${action} ${objectKey(object)}`),
  );
  const places = new Set(changes.flatMap(ownerPlace));
  return changes.filter((change) => {
    const { action, object } = change;
    const { schema, partOf } = object;
    const isPart = partOf.some((outer, at) =>
      whole.has(`${action} ${objectKey({ ...outer, schema, partOf: partOf.slice(0, at) })}`),
    );
    return !isPart && !ownedPlaces(change).some((place) => places.has(place));
  });
}

/** Of a relation or a column that was added or removed, where a sequence would say that it belongs. */
function ownerPlace({ action, object, field }: Change): string[] {
  const { kind, schema, partOf, name } = object;
  if (field !== null || schema === null) return [];
  if (isRelationKind(kind)) return [JSON.stringify([action, schema, name])];
  return kind === "column" ? [JSON.stringify([action, schema, partOf[0]?.name, name])] : [];
}

/** Of a sequence that was added or removed, what it would come or go with. */
function ownedPlaces({ action, object, before, after }: Change): string[] {
  if (object.kind !== "sequence" || object.partOf.length > 0) return [];
  const { ownedBy } = Object(after ?? before) as { ownedBy?: { schema: string; relation: string; column: string } };
  if (ownedBy === undefined) return [];
  const { schema, relation, column } = ownedBy;
  return [JSON.stringify([action, schema, relation]), JSON.stringify([action, schema, relation, column])];
}
