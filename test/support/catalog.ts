/** Builders of complete, valid catalog objects for tests that need no server. Everything can be overridden. */
import { CATALOG_FORMAT_VERSION, type Catalog, type Schema } from "../../src/model/catalog.ts";
import type { Column, TypeParts } from "../../src/model/column.ts";
import { type Config, configSchema, type UserConfig } from "../../src/model/config.ts";
import type { Constraint, ForeignKey, References } from "../../src/model/constraint.ts";
import type { Index, IndexKey } from "../../src/model/index-definition.ts";
import { quoteIdentifier, quoteQualified } from "../../src/model/names.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { EnumType, Sequence } from "../../src/model/types-and-sequences.ts";

/** A catalog of the relations given, with the schemas that they stand in. */
export function aCatalog(given: Partial<Catalog> = {}): Catalog {
  const names = new Set((given.relations ?? []).map((relation) => relation.schema));
  return {
    formatVersion: CATALOG_FORMAT_VERSION,
    generatedAt: "2026-11-23T08:00:00Z",
    source: { kind: "script", name: "fixture.sql", tool: null, commit: null },
    server: { version: "18.3", major: 18, engine: "pglite" },
    database: { name: "fixture", comment: null },
    history: [],
    repository: null,
    schemas: [...names].sort().map((name) => aSchema(name)),
    relations: [],
    types: [],
    routines: [],
    sequences: [],
    extensions: [],
    roles: [],
    defaultPrivileges: [],
    eventTriggers: [],
    publications: [],
    subscriptions: [],
    foreignDataWrappers: [],
    foreignServers: [],
    languages: [],
    transforms: [],
    accessMethods: [],
    collations: [],
    conversions: [],
    textSearchObjects: [],
    casts: [],
    operators: [],
    operatorClasses: [],
    statisticsObjects: [],
    settings: [],
    workload: null,
    operations: null,
    omissions: [],
    ...given,
  };
}

export function aSchema(name: string, given: Partial<Schema> = {}): Schema {
  return { kind: "schema", name, owner: null, comment: null, privileges: [], extension: null, ...given };
}

/** An ordinary table in `public` without columns. */
export function aTable(name: string, given: Partial<Relation> = {}): Relation {
  return {
    kind: "table",
    schema: "public",
    name,
    owner: null,
    comment: null,
    persistence: "permanent",
    partition: null,
    partitionKey: null,
    inherits: [],
    ofType: null,
    accessMethod: "heap",
    rowSecurity: { enabled: false, forced: false },
    options: [],
    toastOptions: [],
    tablespace: null,
    replicaIdentity: { kind: "default", index: null },
    columns: [],
    constraints: [],
    indexes: [],
    triggers: [],
    policies: [],
    rules: [],
    privileges: [],
    definition: null,
    populated: null,
    dependsOn: [],
    foreign: null,
    statistics: null,
    origin: null,
    extension: null,
    ...given,
  };
}

/** A view, with what it reads left empty. */
export function aView(name: string, given: Partial<Relation> = {}): Relation {
  return aTable(name, { kind: "view", accessMethod: null, definition: " SELECT 1 AS one;", ...given });
}

/** The internal names of the types that format_type prints by their SQL names. */
const INTERNAL_NAMES: Readonly<Record<string, string>> = {
  bigint: "int8",
  boolean: "bool",
  character: "bpchar",
  "character varying": "varchar",
  "double precision": "float8",
  integer: "int4",
  real: "float4",
  smallint: "int2",
  "time with time zone": "timetz",
  "time without time zone": "time",
  "timestamp with time zone": "timestamptz",
  "timestamp without time zone": "timestamp",
};

/**
 * The parts of a built-in type as format_type prints it: `character varying(20)`, `numeric(10,2)`, `text[]`,
 * `timestamp(3) with time zone`. Enums and domains are said with `given`.
 */
export function aType(type: string, given: Partial<TypeParts> = {}): TypeParts {
  const array = type.endsWith("[]");
  const element = array ? type.slice(0, -2) : type;
  const argument = /\((\d+)(?:,(\d+))?\)/.exec(element);
  const bare = element.replace(/\([^)]*\)/, "");
  const name = INTERNAL_NAMES[bare] ?? bare;
  const modifier = argument === null ? null : toModifier(name, Number(argument[1]), Number(argument[2] ?? 0));
  const own = { schema: "pg_catalog", name, kind: "base" as const, array, modifier };
  return { ...own, base: own, ...given };
}

/** atttypmod as each type packs it. */
function toModifier(name: string, first: number, second: number): number {
  if (name === "varchar" || name === "bpchar") return first + 4;
  return name === "numeric" ? first * 65_536 + second + 4 : first;
}

/** A column of a built-in type, not nullable. */
export function aColumn(name: string, type = "text", given: Partial<Column> = {}): Column {
  return {
    kind: "column",
    name,
    type,
    typeParts: aType(type),
    nullable: false,
    default: null,
    identity: null,
    generated: null,
    collation: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    options: [],
    foreignOptions: [],
    local: true,
    inheritedFrom: [],
    comment: null,
    privileges: [],
    statistics: null,
    origin: null,
    ...given,
  };
}

/** A column of an enum type. */
export function anEnumColumn(
  name: string,
  type: { schema: string; name: string },
  given: Partial<Column> = {},
): Column {
  const own = { ...type, kind: "enum" as const, array: false, modifier: null };
  return aColumn(name, `${type.schema}.${type.name}`, { typeParts: { ...own, base: own }, ...given });
}

export function aConstraint(name: string, given: Partial<Constraint> & Pick<Constraint, "kind">): Constraint {
  return {
    name,
    columns: [],
    references: null,
    operators: [],
    expression: null,
    deferrable: false,
    initiallyDeferred: false,
    validated: true,
    enforced: true,
    local: true,
    inherited: false,
    noInherit: false,
    period: false,
    definition: "",
    comment: null,
    index: null,
    origin: null,
    ...given,
  };
}

export function aPrimaryKey(name: string, columns: string[], given: Partial<Constraint> = {}): Constraint {
  const definition = `PRIMARY KEY (${columns.map(quoteIdentifier).join(", ")})`;
  return aConstraint(name, { kind: "primary key", columns, definition, index: name, ...given });
}

export function aUnique(name: string, columns: string[], given: Partial<Constraint> = {}): Constraint {
  const definition = `UNIQUE (${columns.map(quoteIdentifier).join(", ")})`;
  return aConstraint(name, { kind: "unique", columns, definition, index: name, ...given });
}

/** A check on the columns that it mentions; `expression` as pg_get_expr prints it. */
export function aCheck(
  name: string,
  expression: string,
  columns: string[],
  given: Partial<Constraint> = {},
): Constraint {
  return aConstraint(name, { kind: "check", columns, expression, definition: `CHECK ${expression}`, ...given });
}

/** A foreign key to `public.<relation>`, to its column `id` unless said otherwise. */
export function aForeignKey(
  name: string,
  columns: string[],
  references: Partial<References> & Pick<References, "relation">,
  given: Partial<Constraint> = {},
): ForeignKey {
  const target: References = {
    schema: "public",
    columns: ["id"],
    match: "simple",
    onUpdate: "no action",
    onDelete: "no action",
    onDeleteColumns: [],
    ...references,
  };
  const list = (names: string[]) => names.map(quoteIdentifier).join(", ");
  const whole = quoteQualified(target.schema, target.relation);
  const definition = `FOREIGN KEY (${list(columns)}) REFERENCES ${whole}(${list(target.columns)})`;
  return aConstraint(name, { definition, ...given, kind: "foreign key", columns, references: target }) as ForeignKey;
}

/** A valid B-tree index on columns of the table. */
export function anIndex(name: string, columns: string[], given: Partial<Index> = {}): Index {
  return {
    kind: "index",
    name,
    method: "btree",
    unique: false,
    nullsNotDistinct: false,
    valid: true,
    ready: true,
    live: true,
    clustered: false,
    replicaIdentity: false,
    key: columns.map((column) => anIndexKey({ column })),
    included: [],
    predicate: null,
    constraint: null,
    options: [],
    tablespace: null,
    definition: "",
    comment: null,
    statistics: null,
    origin: null,
    ...given,
  };
}

/** One key entry of an index: of a column, or of an expression. */
export function anIndexKey(given: Partial<IndexKey>): IndexKey {
  return {
    column: null,
    expression: null,
    order: "asc",
    nulls: "last",
    collation: null,
    operatorClass: { schema: "pg_catalog", name: "text_ops", default: true, options: [] },
    statisticsTarget: null,
    ...given,
  };
}

export function anEnum(name: string, values: string[], given: Partial<EnumType> = {}): EnumType {
  return {
    kind: "enum",
    schema: "public",
    name,
    owner: null,
    comment: null,
    privileges: [],
    extension: null,
    origin: null,
    values,
    ...given,
  };
}

export function aSequence(name: string, given: Partial<Sequence> = {}): Sequence {
  return {
    kind: "sequence",
    schema: "public",
    name,
    owner: null,
    comment: null,
    persistence: "permanent",
    type: "bigint",
    start: "1",
    increment: "1",
    minimum: "1",
    maximum: "9223372036854775807",
    cache: "1",
    cycle: false,
    ownedBy: null,
    lastValue: null,
    privileges: [],
    extension: null,
    origin: null,
    ...given,
  };
}

/** A configuration with its defaults filled in. */
export function aConfig(given: UserConfig = {}): Config {
  return configSchema.parse(given);
}
