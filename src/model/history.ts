/** The migration history that a catalog was replayed from. */
import { z } from "zod";
import { stepCommitSchema, stepFactsSchema } from "./migration-facts.ts";

/** What one step did to one object. */
export const stepChangeSchema = z.strictObject({
  /** What became of the object in this step. */
  action: z.enum(["added", "changed", "renamed", "removed"]),
  /** `table`, `view`, `materialized view`, `column`, `constraint`, `index`, `policy`, `trigger`, `type`, `routine`, `sequence`, `schema`. */
  kind: z.string(),
  /** `null` for objects outside any schema. */
  schema: z.string().nullable(),
  /** The relation that the object is part of (its name after the step); for a relation itself, its own name. */
  relation: z.string().nullable(),
  /** The object's name after the step; before it where it was removed. */
  name: z.string(),
  /** For `renamed`, the name before; for a `changed` definition, the definition before; else `null`. */
  from: z.string().nullable(),
  /** A short description for people: a column's type, a table's number of columns; `null` where the name says all. */
  detail: z.string().nullable(),
});
export type Change = z.infer<typeof stepChangeSchema>;

/** One migration: a file, or a folder with an up file. */
export const historyStepSchema = z.strictObject({
  /** The tool's own version or revision; names the step's page; unique within the history. */
  version: z.string(),
  /** For people: `create orders`. */
  name: z.string(),
  /** Path relative to the source folder, with `/`. */
  file: z.string(),
  /** The commit that last changed the file; `null` outside git or where git says nothing. */
  commit: stepCommitSchema.nullable(),
  changes: z.array(stepChangeSchema),
  /** What rules on migrations judge by; `null`: not looked at. */
  facts: stepFactsSchema.nullable(),
});
export type HistoryStep = z.infer<typeof historyStepSchema>;
