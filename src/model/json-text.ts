/** JSON as it may be printed: whole for whoever parses it, and harmless to a terminal or a build's log that shows it. */
import { breakRunnerCommands } from "./runner-commands.ts";
import { replaceUnseen } from "./visible-text.ts";

/** `JSON.stringify`, with unseen characters and what a build's runner takes for a command written as JSON's escapes. */
export function formatJson(value: unknown, indent?: number): string {
  return breakRunnerCommands(replaceUnseen(JSON.stringify(value, null, indent), toEscapes));
}

function toEscapes(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}
