/**
 * Untrusted text on its way to a terminal or a build's log, on one line: no name or comment can colour, move, hide or
 * reorder what is printed, or command who reads it.
 */
import { breakRunnerCommands } from "../../model/runner-commands.ts";
import { showOnOneLine } from "../../model/visible-text.ts";

export function printable(text: string): string {
  return breakRunnerCommands(showOnOneLine(text));
}
