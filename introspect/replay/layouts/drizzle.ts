/**
 * Drizzle: SQL files in the order of `meta/_journal.json`, which alone says what is run; since version 1 a folder a step
 * with `migration.sql` and `snapshot.json`. Its migrator runs all of them in one transaction, part by part between
 * `--> statement-breakpoint`.
 */
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile } from "../history.ts";
import { checkDatabase } from "./databases.ts";
import { type Folder, fileWith, folderWith, type Layout } from "./layout.ts";
import { findConflict } from "./merge-conflict.ts";
import { buildStepNames } from "./plain.ts";
import { readStepFolders } from "./step-folders.ts";
import { passOverStrays } from "./steps.ts";

const JOURNAL = "meta/_journal.json";
const SNAPSHOT = "snapshot.json";
const SCRIPT = "migration.sql";
const DIALECT = /"dialect"\s*:\s*"(\w+)"/;
const BREAKPOINT = "--> statement-breakpoint";

export const drizzle: Layout = {
  tool: "Drizzle",
  recognise: (folder) => {
    if (folder.inside("meta").includes("_journal.json")) return JOURNAL;
    const step = folderWith(folder, SNAPSHOT);
    return step === null ? fileWith(folder, /\.sql$/i, new RegExp(BREAKPOINT)) : `${step}/${SNAPSHOT}`;
  },
  read: (folder) => {
    const { files, strays } = folderWith(folder, SNAPSHOT) === null ? readJournaled(folder) : readFolders(folder);
    return {
      files: files.map((step) => ({ ...step, text: closeParts(step.text), inTransaction: true })),
      passedOver: passOverStrays(folder, files, strays),
      toolTable: {
        schema: "drizzle",
        name: "__drizzle_migrations",
        columns: "id serial PRIMARY KEY, hash text NOT NULL, created_at bigint",
      },
      toUp: closeParts,
    };
  },
};

/** The parts are sent one by one, so that the last statement of each may have no semicolon. */
function closeParts(text: string): string {
  return text.replaceAll(BREAKPOINT, `;${BREAKPOINT}`);
}

interface Steps {
  files: HistoryFile[];
  /** Why the SQL files beside them are not run. */
  strays: string;
}

/** Every folder with a script, in the order of their names. */
function readFolders(folder: Folder): Steps {
  const place = (step: string, file: string) => join(folder.given, step, file);
  const steps = folder.folders.filter((name) => folder.inside(name).some((file) => [SCRIPT, SNAPSHOT].includes(file)));
  for (const step of steps) {
    const names = folder.inside(step);
    if (!names.includes(SCRIPT)) refuseMissing(place(step, SCRIPT), `${step}/${SNAPSHOT} is there without it`);
    const dialect = names.includes(SNAPSHOT) ? DIALECT.exec(folder.head(`${step}/${SNAPSHOT}`))?.[1] : undefined;
    if (dialect !== undefined) checkDatabase(dialect, place(step, SNAPSHOT));
  }
  return {
    files: readStepFolders(folder, steps, SCRIPT),
    strays: `Drizzle runs only the ${SCRIPT} in a folder of its own.`,
  };
}

/** drizzle-kit writes more than this; the migrator reads the tags alone. */
const Journal = z.object({
  dialect: z.string().optional(),
  entries: z.array(z.object({ tag: z.string() })),
});

function readJournaled(folder: Folder): Steps {
  const tags = readTags(folder);
  for (const tag of tags) {
    if (folder.files.includes(`${tag}.sql`)) continue;
    refuseMissing(join(folder.given, `${tag}.sql`), `${JOURNAL} names it`);
  }
  return {
    files: buildStepNames(tags).map((named, place) => {
      const file = `${tags[place]}.sql`;
      return { ...named, file, text: folder.read(file) };
    }),
    strays: `${JOURNAL} does not have it, so Drizzle does not run it.`,
  };
}

/** The names of the steps in their order. Throws `UserError` for a journal that Drizzle cannot read, or that has one twice. */
function readTags(folder: Folder): string[] {
  const place = join(folder.given, JOURNAL);
  if (!folder.inside("meta").includes("_journal.json")) refuseMissing(place, "the files are Drizzle's");
  const text = folder.readText(JOURNAL);
  const journal = parseJournal(text, place);
  if (journal.dialect !== undefined) checkDatabase(journal.dialect, place);
  const tags = journal.entries.map(({ tag }) => tag);
  const twice = tags.find((tag, index) => tags.indexOf(tag) !== index);
  if (twice === undefined) return tags;
  const line = text.slice(0, text.lastIndexOf(`"${twice}"`)).split("\n").length;
  throw new UserError(`The journal has ${twice} twice, and Drizzle would run it again.`, {
    place: `${place}:${line}`,
    hint: "Take one of the two entries away.",
  });
}

function parseJournal(text: string, place: string): z.infer<typeof Journal> {
  try {
    return Journal.parse(JSON.parse(text));
  } catch (cause) {
    const conflict = findConflict(text);
    if (conflict !== null) {
      throw new UserError(`The journal holds a merge conflict that is not resolved (\`${conflict.mark}\`).`, {
        place: `${place}:${conflict.line}`,
        hint: "Keep the entries of both sides, in the order in which they are to run.",
        cause,
      });
    }
    throw new UserError("The journal is not what drizzle-kit writes: a list of entries, each with its tag.", {
      place,
      hint: "Take it from git, or let drizzle-kit write it.",
      cause,
    });
  }
}

function refuseMissing(place: string, why: string): never {
  throw new UserError(`The file is missing: ${why}, so Drizzle refuses to run any step.`, {
    place,
    hint: "Take it from git, or give the folder that holds it.",
  });
}
