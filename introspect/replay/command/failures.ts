/** What is said of a command that did not make a schema which could be told of. */

import { quoteQualified } from "../../../src/model/names.ts";
import { count } from "../../../src/model/sentence.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { CommandEnd } from "./command-process.ts";
import type { RecordedSteps } from "./recorded-steps.ts";

interface Run {
  end: CommandEnd;
  clients: number;
  abandoned: readonly string[];
}

/** What POSIX shells exit with where there is no such command, and where it may not be run. */
const [NOT_FOUND, NOT_RUN] = [127, 126];

const CONNECT_HINT =
  "It finds the database in DATABASE_URL, and in PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE. Where the tool reads\n" +
  'another variable or an option, name it in the command: APP_DB_URL="$DATABASE_URL" alembic upgrade head.';

/** Throws `UserError` where the command did not come to a good end on our database. */
export function explainEnd({ end, clients, abandoned }: Run, { commandSeconds }: { commandSeconds: number }): void {
  const fail = (message: string, hint: string | null = null): never => {
    const printed =
      end.lastLines.length === 0
        ? "It printed nothing."
        : `It printed at last:\n${end.lastLines.map((line) => `  ${line}`).join("\n")}`;
    throw new UserError(message, { hint: hint === null ? printed : `${hint}\n${printed}` });
  };
  if (end.ended === "abort") fail("The migration command was interrupted.");
  if (end.ended === "deadline") {
    fail(
      `The migration command did not end within ${commandSeconds} s.`,
      "It may wait for an answer, or serve something; --migrate-timeout allows more.",
    );
  }
  if (end.exitCode === NOT_FOUND)
    fail("The migration command was not found.", "It is run in the folder of the configuration.");
  if (end.exitCode === NOT_RUN) fail("The migration command may not be run.");
  if (end.exitCode === null) fail("The migration command was ended by a signal.");
  if (end.exitCode !== 0) fail(`The migration command failed with exit code ${end.exitCode}.`);
  if (clients === 0) {
    fail("The migration command ended well and never connected to the database that it was to migrate.", CONNECT_HINT);
  }
  const [statement] = abandoned;
  if (statement !== undefined) {
    fail(
      "The migration command left a transaction open, which was rolled back with what it had made.",
      `Its last statement was: ${statement.trim().slice(0, 200)}\nA COMMIT is missing there.`,
    );
  }
}

/** Throws `UserError` where the command made nothing, or wrote down no steps though it should. */
export function explainNothing(
  { steps, tables, kept }: Pick<RecordedSteps, "steps" | "tables" | "kept">,
  { clients }: Pick<Run, "clients">,
  bookkeeping: boolean,
): void {
  const changed = steps.some(({ changes }) => changes.length > 0);
  if (!changed && !kept) {
    throw new UserError(
      `The migration command opened ${count(clients, "connection")} and changed nothing in the schema.`,
      {
        hint: "Does it look for its migrations elsewhere, or does it only check them?",
      },
    );
  }
  if (!bookkeeping || kept) return;
  const made = tables.map(({ schema, name }) => quoteQualified(schema, name));
  const message =
    made.length === 0
      ? "The migration command made no table in which a tool keeps what it has run, so that no step can be told apart."
      : `The migration command made ${made.join(" and ")} and wrote no step into it.`;
  throw new UserError(message, {
    hint:
      'Name the table in the configuration, as bookkeeping: "app.schema_history". Where the tool keeps none, as\n' +
      'create_all of SQLAlchemy, write bookkeeping: "none": then all is one step.',
  });
}
