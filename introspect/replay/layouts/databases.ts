/** What a tool's own file says about the database that its steps are written for. */
import { UserError } from "../../../src/model/user-error.ts";

const POSTGRES = /^(pg|postgres(ql)?)$/i;
/** As their makers write them, by what tools call them. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["cockroach", "CockroachDB"],
  ["cockroachdb", "CockroachDB"],
  ["gel", "Gel"],
  ["mongodb", "MongoDB"],
  ["mssql", "SQL Server"],
  ["mysql", "MySQL"],
  ["singlestore", "SingleStore"],
  ["sqlite", "SQLite"],
  ["sqlserver", "SQL Server"],
  ["turso", "SQLite"],
]);

/** Throws `UserError` where the word, which stands at `place`, is none for PostgreSQL. */
export function checkDatabase(word: string, place: string): void {
  if (POSTGRES.test(word)) return;
  throw new UserError(`The migrations are for ${NAMES.get(word.toLowerCase()) ?? word}, not for PostgreSQL.`, {
    place,
    hint: "Give the folder of PostgreSQL's migrations, where the project has one.",
  });
}
