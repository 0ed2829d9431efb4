/** The actions that remedies are made of: what is done to which object. */
import { z } from "zod";

const within = {
  /** The table's schema. */
  schema: z.string(),
  /** The table. */
  table: z.string(),
};
const part = {
  ...within,
  /** The index or constraint, as it is called before. */
  name: z.string(),
};
const field = {
  ...within,
  /** The column. */
  column: z.string(),
};

/** One statement of a remedy. Names are unquoted; expressions, types and definitions are SQL. */
export const remedyActionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("create index"),
    ...part,
    /** CREATE UNIQUE INDEX. */
    unique: z.boolean(),
    /** The access method; `null` for PostgreSQL's default, btree. */
    method: z.string().nullable(),
    /** The key, in order. */
    columns: z.array(z.string()).min(1),
    /** False for a partitioned table, on which PostgreSQL refuses CONCURRENTLY. */
    concurrently: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("drop index"),
    ...part,
    /** False for a partitioned table. */
    concurrently: z.boolean(),
  }),
  /** REINDEX INDEX CONCURRENTLY. */
  z.strictObject({ kind: z.literal("rebuild index"), ...part }),
  z.strictObject({
    kind: z.literal("rename index"),
    ...part,
    /** Its new name. */
    to: z.string(),
  }),
  z.strictObject({
    kind: z.literal("rename constraint"),
    ...part,
    /** Its new name. */
    to: z.string(),
  }),
  /** A sequence stands in a schema, whatever table it counts for. */
  z.strictObject({
    kind: z.literal("rename sequence"),
    /** The sequence's schema. */
    schema: z.string(),
    /** The sequence. */
    name: z.string(),
    /** Its new name. */
    to: z.string(),
  }),
  /** ADD CONSTRAINT … NOT VALID, to be validated by an action of its own. */
  z.strictObject({
    kind: z.literal("add constraint"),
    ...part,
    /** Which kind. */
    constraint: z.enum(["check", "foreign key"]),
    /** What follows the name: `CHECK (a IS NOT NULL)`. */
    definition: z.string(),
  }),
  /** A unique index becomes the index of a constraint, and takes its name. */
  z.strictObject({
    kind: z.literal("add constraint using index"),
    ...part,
    /** Which kind. */
    constraint: z.enum(["primary key", "unique"]),
    /** The index that there is. */
    index: z.string(),
  }),
  z.strictObject({ kind: z.literal("validate constraint"), ...part }),
  z.strictObject({ kind: z.literal("enforce constraint"), ...part }),
  z.strictObject({ kind: z.literal("make constraint deferrable"), ...part }),
  z.strictObject({ kind: z.literal("drop constraint"), ...part }),
  z.strictObject({ kind: z.literal("set not null"), ...field }),
  z.strictObject({
    kind: z.literal("set default"),
    ...field,
    /** SQL. */
    expression: z.string(),
  }),
  z.strictObject({
    kind: z.literal("set type"),
    ...field,
    /** The new type, as SQL writes it. */
    type: z.string(),
    /** How a value is converted; `null` for PostgreSQL's own assignment cast. */
    using: z.string().nullable(),
    /** The new default, where PostgreSQL cannot cast the old one; `null` leaves it. */
    default: z.string().nullable(),
    /**
     * What PostgreSQL writes anew: the table with all its indexes, the indexes of the column alone, or nothing.
     * `checks`: nothing, but it reads all rows for the checks of the column.
     */
    rewrites: z.enum(["table", "indexes", "checks", "nothing"]),
  }),
  /** SET LOCAL TimeZone: all of the remedy runs in one transaction, in which PostgreSQL converts times by that zone. */
  z.strictObject({
    kind: z.literal("set time zone"),
    /** As PostgreSQL's setting TimeZone names it. */
    zone: z.string(),
  }),
  /** Storage parameters back to their defaults. */
  z.strictObject({
    kind: z.literal("reset options"),
    ...within,
    /** Their names. */
    options: z.array(z.string()).min(1),
  }),
  z.strictObject({ kind: z.literal("set logged"), ...within }),
  z.strictObject({
    kind: z.literal("set row security"),
    ...within,
    /** ENABLE turns it on, FORCE makes it bind the owner too. */
    action: z.enum(["enable", "force"]),
  }),
  /** A view that reads as its caller: `security_invoker`, from PostgreSQL 15 on. */
  z.strictObject({
    kind: z.literal("set security invoker"),
    /** The view's schema. */
    schema: z.string(),
    /** The view. */
    view: z.string(),
  }),
  z.strictObject({
    kind: z.literal("set search path"),
    /** What it is. */
    routine: z.enum(["function", "procedure"]),
    /** The routine's schema. */
    schema: z.string(),
    /** The routine. */
    name: z.string(),
    /** pg_get_function_identity_arguments(). */
    identity: z.string(),
    /** Schemas, in the order in which they are searched. */
    path: z.array(z.string()).min(1),
  }),
  z.strictObject({
    kind: z.literal("revoke from public"),
    /** As SQL writes them, with their column where they are on one: `SELECT`, `UPDATE (amount)`. */
    privileges: z.array(z.string()).min(1),
    /** The schema. */
    schema: z.string(),
    /** The table; `null` for the schema itself. */
    table: z.string().nullable(),
  }),
  /** ALTER DEFAULT PRIVILEGES … REVOKE … FROM PUBLIC. */
  z.strictObject({
    kind: z.literal("revoke default from public"),
    /** Whose new objects. */
    role: z.string(),
    /** Only those in this schema; `null` for every schema. */
    schema: z.string().nullable(),
    /** Which kind of object: `tables`. */
    objects: z.string(),
    /** As SQL writes them. */
    privileges: z.array(z.string()).min(1),
  }),
  /** A role loses attributes: `CREATEDB` and the like. */
  z.strictObject({
    kind: z.literal("take role attributes"),
    /** The role. */
    role: z.string(),
    /** As SQL writes them. */
    attributes: z.array(z.string()).min(1),
  }),
  z.strictObject({
    kind: z.literal("update extension"),
    /** The extension. */
    name: z.string(),
    /** To which version. */
    version: z.string(),
  }),
  /** A statement of a team's own rule, of which nothing is known but its text. */
  z.strictObject({
    kind: z.literal("statement"),
    /** Without a trailing semicolon. */
    sql: z.string(),
  }),
]);
export type RemedyAction = z.infer<typeof remedyActionSchema>;
export type RemedyActionKind = RemedyAction["kind"];
export type ActionOf<K extends RemedyActionKind> = Extract<RemedyAction, { kind: K }>;
