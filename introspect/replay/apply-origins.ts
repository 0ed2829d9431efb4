/** Writes the steps that made and changed each object into a catalog. */
import type { Catalog } from "../../src/model/catalog.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { Origin } from "../../src/model/shared-parts.ts";
import { placeKey } from "./change.ts";

/** A copy of the catalog with the origins, which are by `placeKey`; what has none there keeps `null`. */
export function applyOrigins(catalog: Catalog, origins: ReadonlyMap<string, Origin>): Catalog {
  const find = (kind: string, schema: string, relation: string | null, name: string): Origin | null =>
    origins.get(placeKey({ kind, schema, relation, name })) ?? null;
  const toRelation = (relation: Relation): Relation => {
    const { schema, name } = relation;
    const kind = relation.kind === "partitioned table" ? "table" : relation.kind;
    const withOrigin = <T extends { name: string }>(part: string, list: T[]): T[] =>
      list.map((object) => ({ ...object, origin: find(part, schema, name, object.name) }));
    return {
      ...relation,
      origin: find(kind, schema, name, name),
      columns: withOrigin("column", relation.columns),
      constraints: withOrigin("constraint", relation.constraints),
      indexes: withOrigin("index", relation.indexes),
      policies: withOrigin("policy", relation.policies),
      triggers: withOrigin("trigger", relation.triggers),
    };
  };
  return {
    ...catalog,
    relations: catalog.relations.map(toRelation),
    types: catalog.types.map((type) => ({ ...type, origin: find("type", type.schema, null, type.name) })),
    routines: catalog.routines.map((routine) => ({
      ...routine,
      origin: find("routine", routine.schema, null, `${routine.name}(${routine.identity})`),
    })),
    sequences: catalog.sequences.map((sequence) => ({
      ...sequence,
      origin: find("sequence", sequence.schema, null, sequence.name),
    })),
  };
}
