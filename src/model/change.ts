/** What became of an object from one catalog to another: data, of which each medium makes its words. */
import { z } from "zod";
import { constraintKindSchema } from "./constraint.ts";
import { textSearchObjectSchema } from "./database-objects.ts";
import { quoteIdentifier } from "./names.ts";
import { relationKindSchema } from "./relation.ts";
import { routineSchema } from "./routine.ts";

/**
 * The kinds of objects that are told apart: the catalog's own words, and words for the parts that have none there. In
 * the order in which changes are listed.
 */
export const objectKindSchema = z.enum([
  "database",
  "role",
  "membership",
  "schema",
  "extension",
  "type",
  "attribute",
  "sequence",
  ...relationKindSchema.options,
  "column",
  ...constraintKindSchema.options,
  "index",
  "policy",
  "trigger",
  "rule",
  "statistics object",
  ...routineSchema.shape.kind.options,
  "collation",
  "conversion",
  ...textSearchObjectSchema.shape.kind.options,
  "cast",
  "operator",
  "operator class",
  "operator family",
  "language",
  "transform",
  "access method",
  "event trigger",
  "publication",
  "published table",
  "subscription",
  "foreign data wrapper",
  "foreign server",
  "user mapping",
  "default privileges",
  "privilege",
  "option",
  "foreign option",
]);
export type ObjectKind = z.infer<typeof objectKindSchema>;

/** Which object it is. Two objects of one catalog never have the same. */
export const objectNameSchema = z.strictObject({
  /** What it is. A partitioned table is another kind than a table, and a primary key another than a check. */
  kind: objectKindSchema,
  /** The schema that it, or the outermost object that it is a part of, stands in; `null` outside any schema. */
  schema: z.string().nullable(),
  /** What it is a part of, outermost first: the table of a column, the table and the column of a column's option. */
  partOf: z.array(
    z.strictObject({
      /** What that is. */
      kind: objectKindSchema,
      /** Its name, as `name`. */
      name: z.string(),
    }),
  ),
  /**
   * Its own name, not quoted. What is told apart by more than an identifier is written as SQL does, quoted where
   * needed: `total(a integer)`, `select to reader`, `integer AS app.mood`.
   */
  name: z.string(),
});
export type ObjectName = z.infer<typeof objectNameSchema>;

/** Any JSON value, as the catalog has it. */
export const fieldValueSchema = z.json();
export type FieldValue = z.infer<typeof fieldValueSchema>;

/** One thing that became of one object. A step that changes three fields of a column makes three changes. */
export const changeSchema = z.strictObject({
  /** What became of it. */
  action: z.enum(["added", "removed", "renamed", "changed"]),
  /** The object by its name afterwards; before, where it was removed. */
  object: objectNameSchema,
  /** For `renamed` and `changed`, the field of the catalog, dots between nested ones: `references.onDelete`; else `null`. */
  field: z.string().nullable(),
  /** What the field held before; of a removed object, its fields that held something but for its name, kind and parts; else `null`. */
  before: fieldValueSchema,
  /** What the field holds afterwards; of an added object, its fields that hold something but for its name, kind and parts; else `null`. */
  after: fieldValueSchema,
});
export type Change = z.infer<typeof changeSchema>;

/** The object's name as one map key; a zero byte cannot be in an identifier. */
export function objectKey({ kind, schema, partOf, name }: ObjectName): string {
  let key = schema ?? "";
  for (const outer of partOf) key += `\0${outer.kind}\0${outer.name}`;
  return `${key}\0${kind}\0${name}`;
}

/** How a routine is named: `total(a integer)`. `identity` is `pg_get_function_identity_arguments`. */
export function routineName(name: string, identity: string): string {
  return `${quoteIdentifier(name)}(${identity})`;
}

/** How an operator class or family is named: `mark_ops using btree`. */
export function operatorClassName(name: string, method: string): string {
  return `${quoteIdentifier(name)} using ${method}`;
}

/** Whether the object is a relation: something in pg_class that is shown. */
export function isRelationKind(kind: ObjectKind): boolean {
  return (relationKindSchema.options as readonly string[]).includes(kind);
}

/** Kinds whose names are more than one identifier and come as SQL writes them. */
const WRITTEN: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  ...routineSchema.shape.kind.options,
  "cast",
  "operator",
  "operator class",
  "operator family",
  "transform",
  "published table",
  "default privileges",
  "privilege",
  "option",
  "foreign option",
]);

/** Kinds that are said to be on what they are a part of. */
const SAID_ON: ReadonlySet<ObjectKind> = new Set<ObjectKind>(["privilege", "option", "foreign option"]);

/** The object's own name as SQL writes it, without what it is a part of. */
export function formatOwnName({ kind, name }: Pick<ObjectName, "kind" | "name">): string {
  return WRITTEN.has(kind) ? name : quoteIdentifier(name);
}

/** `public.orders`, `public.orders.note`, `public.total(a integer)`, `select to reader on public.orders`. */
export function formatObjectName(object: ObjectName): string {
  const schema = object.schema === null ? [] : [quoteIdentifier(object.schema)];
  const whole = [...schema, ...object.partOf.map(formatOwnName)];
  const own = formatOwnName(object);
  if (object.partOf.at(-1)?.kind === "default privileges") return `${own} ${whole.join(".")}`;
  return SAID_ON.has(object.kind) ? `${own} on ${whole.join(".")}` : [...whole, own].join(".");
}
