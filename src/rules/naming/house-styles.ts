/** How tools name what nobody named: the patterns that a config's `naming` stands for, and those that a schema is read by. */
import type { NamingStyle } from "../../model/config.ts";

/** Patterns by kind of object; the first is what a new name is asked to be. `unique` is of constraints. */
export interface StylePatterns {
  index?: readonly string[];
  uniqueIndex?: readonly string[];
  unique?: readonly string[];
  foreignKey?: readonly string[];
  check?: readonly string[];
}

export interface HouseStyle extends StylePatterns {
  /** For people. */
  label: string;
  /** How tables and columns are written, where that is not the guide's snake_case. */
  letterCase?: { tables?: string; columns?: string; parts?: string };
}

/**
 * ActiveRecord's schema statements, Django's schema editor, Prisma's DMMF defaults, PostgreSQL's makeObjectName, EF
 * Core's conventions, SQLAlchemy's usual naming_convention, Laravel's Blueprint, TypeORM's and Hibernate's strategies.
 */
export const HOUSE_STYLES: Readonly<Record<NamingStyle, HouseStyle>> = {
  rails: {
    label: "Rails",
    index: ["index_{table}_on_{columns:_and_}", "idx_on_{columns}_{hash}", "index_{table}_on_{any}"],
    unique: ["index_{table}_on_{columns:_and_}", "uniq_rails_{hash}"],
    foreignKey: ["fk_rails_{hash}"],
    check: ["chk_rails_{hash}"],
  },
  django: {
    label: "Django",
    index: ["{table}_{columns}_{hash}", "{any}_{hash}", "{any}_{hash}_like", "{any}_{hash}_idx"],
    unique: ["{table}_{columns}_{hash}_uniq", "{any}_{hash}_uniq", "{table}_{columns}_key"],
    foreignKey: ["{table}_{columns}_{hash}_fk_{referenced}_id", "{any}_{hash}_fk_{any}", "{any}_{hash}_fk"],
    check: ["{table}_{column}_check"],
  },
  postgresql: {
    label: "PostgreSQL",
    index: ["{Table}_{Columns}_idx"],
    unique: ["{Table}_{Columns}_key"],
    foreignKey: ["{Table}_{Columns}_fkey"],
    check: ["{Table}_{Columns}_check", "{Table}_check"],
  },
  prisma: {
    label: "Prisma",
    index: ["{Table}_{Columns}_idx"],
    uniqueIndex: ["{Table}_{Columns}_key"],
    unique: ["{Table}_{Columns}_key"],
    foreignKey: ["{Table}_{Columns}_fkey"],
  },
  ef: {
    label: "Entity Framework",
    index: ["IX_{Table}_{Columns}"],
    unique: ["AK_{Table}_{Columns}"],
    foreignKey: ["FK_{Table}_{Referenced}_{Columns}"],
    check: ["CK_{Table}_{any}"],
    letterCase: { tables: "PascalCase", columns: "PascalCase" },
  },
  sqlalchemy: {
    label: "SQLAlchemy",
    index: ["ix_{table}_{columns}"],
    unique: ["uq_{table}_{columns}"],
    foreignKey: ["fk_{table}_{columns}_{referenced}", "fk_{table}_{referenced}_{columns}"],
    check: ["ck_{table}_{any}"],
  },
  laravel: {
    label: "Laravel",
    index: ["{table}_{columns}_index"],
    uniqueIndex: ["{table}_{columns}_unique"],
    unique: ["{table}_{columns}_unique"],
    foreignKey: ["{table}_{columns}_foreign"],
  },
  typeorm: {
    label: "TypeORM",
    index: ["IDX_{hash}"],
    unique: ["UQ_{hash}", "REL_{hash}"],
    foreignKey: ["FK_{hash}"],
    check: ["CHK_{hash}"],
  },
  hibernate: {
    label: "Hibernate",
    index: ["idx{hash}", "idx_{hash}"],
    unique: ["uk{hash}", "uk_{hash}"],
    foreignKey: ["fk{hash}", "fk_{hash}"],
  },
};

/** What a style makes of the options of the rules on names, and of what they are called. */
export function styleSettings(
  style: NamingStyle,
  rule: string,
): { title?: string; options: Readonly<Record<string, unknown>> } {
  const { label, index, uniqueIndex, unique, foreignKey, check, letterCase = {} } = HOUSE_STYLES[style];
  const title = `Names are put together as ${label} puts them together.`;
  const named = (pattern: readonly string[] | undefined, more: Readonly<Record<string, unknown>> = {}) =>
    pattern === undefined ? { options: {} } : { title, options: { pattern, ...more } };
  switch (rule) {
    case "name-index":
      return named(index, { uniquePattern: uniqueIndex ?? index });
    case "name-unique":
      return named(unique);
    case "name-fk-constraint":
      return named(foreignKey);
    case "name-check":
      return named(check);
    case "name-snake-case":
      return { options: letterCase };
    default:
      return { options: {} };
  }
}
