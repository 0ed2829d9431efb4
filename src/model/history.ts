/** The migration history that a catalog was replayed from. */
import { z } from "zod";
import { changeSchema } from "./change.ts";
import { type StepFacts, stepCommitSchema, stepFactsSchema } from "./migration-facts.ts";

/** One of the two functions of a step in code. */
export const codePartSchema = z.strictObject({
  /** The tool's operations that it calls, in the order of its text: `add_column`, `execute`. */
  operations: z.array(z.string()),
  /** `refuses`: it raises an error whatever happens. */
  effect: z.enum(["changes", "nothing", "refuses"]),
});

/** What a step that is written in code says of itself: it was read, and not run. */
export const stepCodeSchema = z.strictObject({
  /** The day that it was written on, `2025-01-27`; `null` where it does not say. */
  written: z.string().nullable(),
  /** The versions that it follows: none where it is a first one, several where it puts branches together. */
  follows: z.array(z.string()),
  /** Names of the branch that begins with it. */
  labels: z.array(z.string()),
  /** Versions or labels of other branches that must have run before it. */
  dependsOn: z.array(z.string()),
  /** What makes the change; `null` where there is no such function. */
  upgrade: codePartSchema.nullable(),
  /** What takes it back; as `upgrade`. */
  downgrade: codePartSchema.nullable(),
  /** The reason that a comment gives for having no way back; `null` for none. */
  irreversible: z.string().nullable(),
});
export type StepCode = z.infer<typeof stepCodeSchema>;

/** What takes a step back, as far as its code says; `null` for a step without code. */
export function wayBackOfCode(code: StepCode | null): StepFacts["down"] {
  if (code === null) return null;
  const { downgrade, irreversible } = code;
  const statements = downgrade?.effect === "changes" ? Math.max(1, downgrade.operations.length) : 0;
  return { statements, irreversible, roundtrip: null };
}

/** One migration: a file, a folder with an up file, or what a tool has written down as one step. */
export const historyStepSchema = z.strictObject({
  /** The tool's own version or revision; names the step's page; unique within the history. */
  version: z.string(),
  /** For people: `create orders`. */
  name: z.string(),
  /** Path relative to the source folder, with `/`; `null` where a command ran the step and its file is not known. */
  file: z.string().nullable(),
  /** The commit that last changed the file; `null` outside git or where git says nothing. */
  commit: stepCommitSchema.nullable(),
  changes: z.array(changeSchema),
  /** What the code says that the tool made the step's SQL from; `null` where SQL is all there is. */
  code: stepCodeSchema.nullable(),
  /** What rules on migrations judge by; `null`: not looked at. */
  facts: stepFactsSchema.nullable(),
});
export type HistoryStep = z.infer<typeof historyStepSchema>;
