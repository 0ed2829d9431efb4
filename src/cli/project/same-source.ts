/** How another command is told to read what this one read. */
import { isConnectionString } from "../../../introspect/connect/connection-string.ts";
import type { SameSource } from "../reports/report.ts";
import { toShellWord } from "../reports/shell-word.ts";

/** What was named on the command line. An address may hold a password, and is not repeated. */
export function formatSameSource(source: string | undefined, { config }: { config?: string }): SameSource {
  const named = source !== undefined && isConnectionString(source) ? "postgres://…" : source;
  const word = named === undefined ? "" : ` ${toShellWord(named)}`;
  const configured = config === undefined ? "" : ` --config ${toShellWord(config)}`;
  return { argument: word + configured, option: (word === "" ? "" : ` --source${word}`) + configured };
}
