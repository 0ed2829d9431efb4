/** Writes the steps that made and changed each object into a catalog. */
import type { Catalog } from "../../../src/model/catalog.ts";
import { type ObjectKind, type ObjectName, routineName } from "../../../src/model/change.ts";
import type { Relation } from "../../../src/model/relation.ts";
import { type Origin, qualifiedKey } from "../../../src/model/shared-parts.ts";
import type { Origins } from "./origins.ts";

/** A copy of the catalog with the origins; what was there before the first step keeps `null`. */
export function applyOrigins(catalog: Catalog, origins: Origins): Catalog {
  const relations = new Map(catalog.relations.map((relation) => [qualifiedKey(relation), relation]));
  const standing = (kind: ObjectKind, schema: string | null, name: string): ObjectName => ({
    ...{ kind, schema, partOf: [], name },
  });
  /** What comes with an extension is no object of its own: its step is the extension's. */
  const find = (name: ObjectName, extension: string | null): Origin | null =>
    origins.find(name) ?? (extension === null ? null : origins.find(standing("extension", null, extension)));

  const relationOrigin = ({ kind, schema, name, extension }: Relation) => find(standing(kind, schema, name), extension);
  /** What a partition or child has from its parent is the parent's. */
  const partOrigin = (relation: Relation, kind: ObjectKind, name: string): Origin | null => {
    const own = origins.find({
      ...standing(kind, relation.schema, name),
      partOf: [{ kind: relation.kind, name: relation.name }],
    });
    if (own !== null) return own;
    const parents = relation.partition === null ? relation.inherits : [relation.partition.of];
    for (const parent of parents.flatMap((each) => relations.get(qualifiedKey(each)) ?? [])) {
      const inherited = partOrigin(parent, kind, name);
      if (inherited !== null) return inherited;
    }
    return null;
  };
  const buildRelation = (relation: Relation): Relation => {
    const whole = relationOrigin(relation);
    const withOrigin = <Part extends { kind: ObjectKind; name: string }>(parts: readonly Part[]) =>
      parts.map((part) => ({
        ...part,
        origin: partOrigin(relation, part.kind, part.name) ?? ofWhole(relation, whole),
      }));
    const constraints = withOrigin(relation.constraints);
    const ofConstraint = new Map(constraints.map(({ name, origin }) => [name, origin]));
    return {
      ...relation,
      origin: whole,
      columns: withOrigin(relation.columns),
      constraints,
      // The index of a key is its constraint's.
      indexes: withOrigin(relation.indexes).map((index) => ({
        ...index,
        origin: index.constraint === null ? index.origin : (ofConstraint.get(index.constraint) ?? index.origin),
      })),
      policies: withOrigin(relation.policies),
      triggers: withOrigin(relation.triggers),
    };
  };
  return {
    ...catalog,
    relations: catalog.relations.map(buildRelation),
    types: catalog.types.map((type) => ({
      ...type,
      origin: find(standing("type", type.schema, type.name), type.extension),
    })),
    routines: catalog.routines.map((routine) => ({
      ...routine,
      origin: find(
        standing(routine.kind, routine.schema, routineName(routine.name, routine.identity)),
        routine.extension,
      ),
    })),
    sequences: catalog.sequences.map((sequence) => ({
      ...sequence,
      origin: find(standing("sequence", sequence.schema, sequence.name), sequence.extension),
    })),
  };
}

/** The columns of a view, and what a member of an extension has in it, come with the whole. */
function ofWhole({ kind, extension }: Relation, whole: Origin | null): Origin | null {
  return extension !== null || kind === "view" || kind === "materialized view" ? whole : null;
}
