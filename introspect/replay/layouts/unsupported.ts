/** What is said of a history that cannot be replayed. */
import { UserError } from "../../../src/model/user-error.ts";

/** What to do instead of replaying. */
export const RUN_THE_TOOL =
  'Let the tool run the migrations here (--migrate "<its command>"), or run them with it yourself and give the ' +
  "server's postgres:// URL, or the schema in one file (pg_dump --schema-only -f schema.sql).";

/** The error for a layout that is recognised by `evidence` and not supported. */
export function buildUnsupportedError(tool: string, evidence: string, place: string): UserError {
  return new UserError(`This looks like ${tool}'s layout (${evidence}), whose history cannot be replayed yet.`, {
    place,
    hint: RUN_THE_TOOL,
  });
}
