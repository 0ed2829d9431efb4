/** The migration history that a catalog was replayed from. */
import { z } from "zod";
import { changeSchema } from "./change.ts";
import { stepCommitSchema, stepFactsSchema } from "./migration-facts.ts";

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
  changes: z.array(changeSchema),
  /** What rules on migrations judge by; `null`: not looked at. */
  facts: stepFactsSchema.nullable(),
});
export type HistoryStep = z.infer<typeof historyStepSchema>;
