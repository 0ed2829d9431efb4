/** Names and paths as a shell takes them, for commands that are shown to be copied. */
import { printable } from "./printable.ts";

/** Quoted where a shell would take it for something else. */
export function toShellWord(text: string): string {
  const shown = printable(text);
  return /^[\w./:…-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
