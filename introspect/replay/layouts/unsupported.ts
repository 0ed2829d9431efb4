/** What is said of a history that cannot be replayed. */
import { UserError } from "../../../src/model/user-error.ts";

/** What to do instead of replaying. */
export const RUN_THE_TOOL =
  "Run the migrations with the tool, then write the schema into one file and give that " +
  "(pg_dump --schema-only -f schema.sql), or give the server's postgres:// URL.";

/** The error for a layout that is recognised by `evidence` and not supported. */
export function buildUnsupportedError(tool: string, evidence: string, place: string): UserError {
  return new UserError(`This looks like ${tool}'s layout (${evidence}), whose history cannot be replayed yet.`, {
    place,
    hint: RUN_THE_TOOL,
  });
}
