/** What the revisions of a project say of the steps that Alembic itself has run. */
import { relative, sep } from "node:path";
import type { StepCode } from "../../../src/model/history.ts";
import { UserError } from "../../../src/model/user-error.ts";
import { type RevisionSource, readSources } from "./sources.ts";

export interface RecordedRevision {
  /** From the folder that the command ran in, with `/`. */
  file: string;
  name: string;
  says: StepCode;
}

/**
 * By version. Nothing for steps whose revisions are not found, and for a history that only running it can tell: that is
 * no fault of a command that has come to its end.
 */
export function findRevisions(steps: readonly { version: string }[], folder: string): Map<string, RecordedRevision> {
  const [first] = steps;
  if (first === undefined) return new Map();
  return new Map(
    readTolerantly(first.version, folder).map(({ revision, path, says }) => {
      const file = relative(folder, path).split(sep).join("/");
      return [revision.revision, { file, name: revision.message, says }];
    }),
  );
}

function readTolerantly(first: string, folder: string): RevisionSource[] {
  try {
    return readSources(first, folder, (path) => path);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
