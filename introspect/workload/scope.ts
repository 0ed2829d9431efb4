/** Which relation a name in a statement means, and which column. */
import type { Relation } from "../../src/model/relation.ts";

/** One mention of a relation in FROM, with the columns that its conditions are about. */
export interface Mention {
  relation: Relation;
  equality: Set<string>;
  range: Set<string>;
  join: Set<string>;
  other: Set<string>;
  order: string[];
  limited: boolean;
}

/** A column of a mention. */
export interface Target {
  mention: Mention;
  column: string;
}

/** One entry of FROM: a relation, or what a subquery gives. */
export interface Source {
  /** The alias, else the relation's name; `null` for a subquery without one. */
  name: string | null;
  /** The schema, where the entry names it and has no alias. */
  schema: string | null;
  /** What its columns are; `null` for those that are computed. A source whose columns are not known has `open`. */
  columns: ReadonlyMap<string, Target | null>;
  /** It may have more columns than those: a function, a common table expression, a relation outside the catalog. */
  open: boolean;
}

export interface Scope {
  sources: Source[];
  /** Names of common table expressions, which hide relations. */
  expressions: ReadonlySet<string>;
  /** The query around a subquery that may refer to it. */
  outer: Scope | null;
}

/** The column that a reference means; `null` where it is computed, of no relation of the catalog, or not clear. */
export function resolveColumn(parts: readonly string[], scope: Scope): Target | null {
  const column = parts.at(-1) as string;
  const [name, schema] = [parts.at(-2) ?? null, parts.at(-3) ?? null];
  for (let each: Scope | null = scope; each !== null; each = each.outer) {
    const named = each.sources.filter(
      (source) => name === null || (source.name === name && (schema === null || source.schema === schema)),
    );
    const having = named.filter((source) => source.columns.has(column));
    // Were it in two, PostgreSQL would call the statement ambiguous: one with USING, for example, is not.
    if (having.length > 0) return having.length === 1 ? (having[0]?.columns.get(column) ?? null) : null;
    if (named.some((source) => source.open)) return null;
  }
  return null;
}

/** Finds relations by the names that statements call them by. */
export interface RelationNames {
  /**
   * The relation of that name. Without a schema the search path decides, which is not known: then it is the only one
   * of that name, or of several the one in `public`.
   */
  find(schema: string | null, name: string): Relation | null;
}

export function buildRelationNames(relations: readonly Relation[]): RelationNames {
  const byName = new Map<string, Relation[]>();
  for (const relation of relations) {
    const others = byName.get(relation.name);
    if (others === undefined) byName.set(relation.name, [relation]);
    else others.push(relation);
  }
  return {
    find: (schema, name) => {
      const named = byName.get(name) ?? [];
      if (schema === null && named.length === 1) return named[0] as Relation;
      return named.find((relation) => relation.schema === (schema ?? "public")) ?? null;
    },
  };
}
