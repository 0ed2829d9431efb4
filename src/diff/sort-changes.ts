/** The order of changes. */
import { type Change, objectKindSchema } from "../model/change.ts";
import { compareText } from "../model/names.ts";

const RANK = new Map(objectKindSchema.options.map((kind, rank) => [kind, rank]));

/** By schema, kind and name, so that the order of the catalogs makes no difference. */
export function sortChanges(changes: readonly Change[]): Change[] {
  return changes.toSorted(
    (a, b) =>
      compareText(a.object.schema ?? "", b.object.schema ?? "") ||
      (RANK.get(a.object.kind) ?? 0) - (RANK.get(b.object.kind) ?? 0) ||
      compareText(placeOf(a), placeOf(b)) ||
      compareText(a.object.name, b.object.name) ||
      compareText(a.action, b.action) ||
      compareText(a.field ?? "", b.field ?? ""),
  );
}

function placeOf({ object }: Change): string {
  return object.partOf.map(({ name }) => name).join("\0");
}
