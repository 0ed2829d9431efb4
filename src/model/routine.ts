/** Routines: functions, procedures, aggregates and window functions (pg_proc). */
import { z } from "zod";
import {
  commentSchema,
  extensionNameSchema,
  nameSchema,
  optionSchema,
  originSchema,
  ownerSchema,
  privilegeSchema,
  schemaNameSchema,
} from "./shared-parts.ts";

/** One routine; overloads are told apart by `identity`. */
export const routineSchema = z.strictObject({
  /** pg_proc.prokind in words. */
  kind: z.enum(["function", "procedure", "aggregate", "window function"]),
  schema: schemaNameSchema,
  name: nameSchema,
  /** `pg_get_function_identity_arguments`: with schema and name it identifies the routine. */
  identity: z.string(),
  /** All arguments in their order, output ones too. */
  arguments: z.array(
    z.strictObject({
      /** `null` for an argument without a name. */
      name: z.string().nullable(),
      /** pg_proc.proargmodes; `table` is a column of RETURNS TABLE. */
      mode: z.enum(["in", "out", "inout", "variadic", "table"]),
      /** As format_type prints it. */
      type: z.string(),
      /** The default's expression; `null` for none. */
      default: z.string().nullable(),
    }),
  ),
  /** `pg_get_function_result`; `null` for procedures without output. */
  returns: z.string().nullable(),
  /** pg_language.lanname: `sql`, `plpgsql`, `c`, … */
  language: z.string(),
  /** pg_proc.provolatile. */
  volatility: z.enum(["immutable", "stable", "volatile"]),
  /** pg_proc.proisstrict: RETURNS NULL ON NULL INPUT. */
  strict: z.boolean(),
  /** pg_proc.prosecdef: runs with its owner's privileges. */
  securityDefiner: z.boolean(),
  /** pg_proc.proleakproof. */
  leakproof: z.boolean(),
  /** pg_proc.proparallel. */
  parallel: z.enum(["safe", "restricted", "unsafe"]),
  /** pg_proc.procost, in units of cpu_operator_cost. */
  cost: z.number(),
  /** pg_proc.prorows: the rows expected of a set-returning one, else 0. */
  rows: z.number(),
  /** proconfig: settings that hold while it runs. */
  configuration: z.array(optionSchema),
  /** `pg_get_functiondef`; for an aggregate, the CREATE AGGREGATE statement put together from pg_aggregate. */
  definition: z.string(),
  owner: ownerSchema,
  comment: commentSchema,
  privileges: z.array(privilegeSchema),
  extension: extensionNameSchema,
  origin: originSchema.nullable(),
});
export type Routine = z.infer<typeof routineSchema>;
