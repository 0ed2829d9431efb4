/** Routines: functions, procedures, aggregates and window functions (pg_proc). */
import { z } from "zod";
import { optionSchema, originSchema, privilegeSchema } from "./shared-parts.ts";

export const routineSchema = z.strictObject({
  kind: z.enum(["function", "procedure", "aggregate", "window function"]),
  schema: z.string(),
  name: z.string(),
  /** `pg_get_function_identity_arguments`: with schema and name it identifies the routine. */
  identity: z.string(),
  arguments: z.array(
    z.strictObject({
      name: z.string().nullable(),
      mode: z.enum(["in", "out", "inout", "variadic", "table"]),
      type: z.string(),
      default: z.string().nullable(),
    }),
  ),
  /** `pg_get_function_result`; `null` for procedures without output. */
  returns: z.string().nullable(),
  language: z.string(),
  volatility: z.enum(["immutable", "stable", "volatile"]),
  strict: z.boolean(),
  securityDefiner: z.boolean(),
  leakproof: z.boolean(),
  parallel: z.enum(["safe", "restricted", "unsafe"]),
  cost: z.number(),
  rows: z.number(),
  /** proconfig. */
  configuration: z.array(optionSchema),
  /** `pg_get_functiondef`; for an aggregate, the CREATE AGGREGATE statement put together from pg_aggregate. */
  definition: z.string(),
  owner: z.string().nullable(),
  comment: z.string().nullable(),
  privileges: z.array(privilegeSchema),
  extension: z.string().nullable(),
  origin: originSchema.nullable(),
});
export type Routine = z.infer<typeof routineSchema>;
