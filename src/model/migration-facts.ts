/**
 * What a migration's script and the git repository around it say beside the schema that comes of them. Rules on
 * migrations judge by these: they never see SQL, a file or git.
 */
import { z } from "zod";
import { changeSchema } from "./change.ts";

/** A commit as a step knows it. */
export const stepCommitSchema = z.strictObject({
  /** The full hash in hexadecimal. */
  hash: z.string(),
  /** The committer's date, ISO 8601. */
  date: z.string(),
  /** The author's name, without the address. */
  author: z.string(),
});
export type StepCommit = z.infer<typeof stepCommitSchema>;

/** What a statement does that rules on migrations ask about. */
export const stepActionKindSchema = z.enum([
  "drop table",
  "drop schema",
  "drop column",
  "truncate",
  "delete all rows",
  "build index",
  "reindex",
  "check constraint",
  "validate constraint",
  "build constraint",
  "set not null",
  "refresh view",
  "cluster",
  "vacuum full",
  "add required column",
  "rewrite table",
  "alter",
]);
export type StepActionKind = z.infer<typeof stepActionKindSchema>;

/**
 * One thing that a step does to what stood before it: to tables that the same step makes, a step may do anything. A
 * statement that does several of them has an entry for each.
 */
export const stepActionSchema = z.strictObject({
  /**
   * What is done; `alter` is any statement that others' reads or writes of a table wait for, `check constraint` adds one that the
   * rows are held against at once, `build constraint` one that makes its index, `validate constraint` is one that the
   * same step added, `rewrite table` was seen in the replay: the table got a new file.
   */
  kind: stepActionKindSchema,
  /** The file that the statement stands in, relative to the source folder. */
  file: z.string(),
  /** 1-based, of the statement's first word. */
  line: z.number().int(),
  /** The command as PostgreSQL calls it: `ALTER TABLE`. */
  tag: z.string(),
  /** The schema of what it is done to; `null` for what stands in none. */
  schema: z.string().nullable(),
  /** What it is done to: a table, a materialized view, a schema. */
  relation: z.string(),
  /** The column, constraint or index that it names; `null` for none. */
  name: z.string().nullable(),
});
export type StepAction = z.infer<typeof stepActionSchema>;

/** A comment in the script that silences rules of this or another tool. */
export const stepDirectiveSchema = z.strictObject({
  /** As it is written: `squawk-ignore`, `atlas:nolint`, `pgls-ignore`, `cartulary-ignore`. */
  directive: z.string(),
  /** The line of the statement that it stands before; `null`: it is about the whole file. */
  line: z.number().int().nullable(),
  /** The rules that it names; empty for all. */
  rules: z.array(z.string()),
  /** The reason given; `null` for none. */
  reason: z.string().nullable(),
});
export type StepDirective = z.infer<typeof stepDirectiveSchema>;

/** Where a step begins and ends transactions. */
export const stepTransactionsSchema = z.strictObject({
  /** Whether the tool runs the step inside one transaction; `null`: the layout does not say. */
  byTool: z.boolean().nullable(),
  /** BEGIN … COMMIT that the script itself holds. */
  blocks: z.number().int(),
  /** Statements that change the schema or rows and stand in none of its own blocks. */
  outside: z.number().int(),
  /** The line of a COMMIT or ROLLBACK that no BEGIN precedes; `null` for none. */
  strayEnd: z.number().int().nullable(),
  /** Statements that PostgreSQL refuses inside a transaction. */
  refused: z.array(
    z.strictObject({
      /** 1-based. */
      line: z.number().int(),
      /** The command as PostgreSQL calls it: `CREATE INDEX CONCURRENTLY`. */
      tag: z.string(),
      /** What it makes or drops, as it is written; `null` for none. */
      name: z.string().nullable(),
    }),
  ),
});
export type StepTransactions = z.infer<typeof stepTransactionsSchema>;

/** What came of taking a step back and running it again. Rows are not compared, nor is the order of columns. */
export const roundtripSchema = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("equal") }),
  z.strictObject({
    outcome: z.literal("differs"),
    /** `down`: the schema is not what it was before the step; `up`: run again, the step makes another than at first. */
    part: z.enum(["down", "up"]),
    /** From the schema as it should be to the one that came of it: what is missing was removed, what is left over added. */
    differences: z.array(changeSchema),
  }),
  z.strictObject({
    outcome: z.literal("failed"),
    /** The script that failed: the way back, or the step itself after it. */
    part: z.enum(["down", "up"]),
    /** Relative to the source folder. */
    file: z.string(),
    /** 1-based. */
    line: z.number().int(),
    /** The server's words. */
    message: z.string(),
  }),
  z.strictObject({
    outcome: z.literal("not run"),
    /** What kept it from being tried, to follow "because". */
    reason: z.string(),
  }),
]);
export type Roundtrip = z.infer<typeof roundtripSchema>;

/** What is known of one step beside its changes. */
export const stepFactsSchema = z.strictObject({
  transactions: stepTransactionsSchema,
  /** In the order of the statements. */
  actions: z.array(stepActionSchema),
  /** The line of the first statement that limits how long a lock is waited for; `null` for none. */
  lockTimeout: z.number().int().nullable(),
  /** Comments that silence rules, in their order. */
  directives: z.array(stepDirectiveSchema),
  /** What takes the step back; `null`: the layout has nothing that would. */
  down: z
    .strictObject({
      /** Statements that change the schema or rows; 0 where the part is missing, empty or refuses. */
      statements: z.number().int(),
      /** The reason that the script gives for having no way back; `null` for none. */
      irreversible: z.string().nullable(),
      /** What came of trying it; `null`: it was not asked for, or there is nothing to try. */
      roundtrip: roundtripSchema.nullable(),
    })
    .nullable(),
  /** Whether git keeps the file; `null` outside git. */
  tracked: z.boolean().nullable(),
  /**
   * Later changes of what the file does, comments and layout left aside, oldest first; `commit` is `null` for one that
   * is not committed. Counted once the step has reached the main branch. `null`: not known, as in a shallow clone.
   */
  edits: z
    .array(
      z.strictObject({
        /** `null`: in the work tree, not committed. */
        commit: stepCommitSchema.nullable(),
      }),
    )
    .nullable(),
});
export type StepFacts = z.infer<typeof stepFactsSchema>;

/** A line of a file in the repository. */
export const filePlaceSchema = z.strictObject({
  /** Relative to the repository's own folder, with `/`. */
  file: z.string(),
  /** 1-based. */
  line: z.number().int(),
});
export type FilePlace = z.infer<typeof filePlaceSchema>;

/** What the git repository around the migrations says beside them. */
export const repositorySchema = z.strictObject({
  /** The CODEOWNERS line that names who must review the migrations; `null`: there is none. */
  owners: filePlaceSchema.nullable(),
  /** Where tracked configuration holds a password in a connection string. The secret itself is never kept. */
  credentials: z.array(filePlaceSchema),
  /** How many files were looked at for them. */
  filesRead: z.number().int(),
  /** Where CI runs migrations. */
  pipelines: z.array(filePlaceSchema),
  /** Migrations that a commit took away without putting another file in their place; `null`: not known. */
  removed: z
    .array(
      z.strictObject({
        /** Relative to the source folder. */
        file: z.string(),
        /** The commit that took it away. */
        commit: stepCommitSchema,
      }),
    )
    .nullable(),
});
export type Repository = z.infer<typeof repositorySchema>;
