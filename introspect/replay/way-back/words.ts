/** Words by which people and tools tell the part of a migration that makes a change from the one that takes it back. */

export type Side = "up" | "down";

const SIDES: ReadonlyMap<string, Side> = new Map([
  ["apply", "up"],
  ["deploy", "up"],
  ["do", "up"],
  ["forward", "up"],
  ["forwards", "up"],
  ["install", "up"],
  ["migrate", "up"],
  ["setup", "up"],
  ["up", "up"],
  ["upgrade", "up"],
  ["ups", "up"],
  ["backout", "down"],
  ["backward", "down"],
  ["backwards", "down"],
  ["down", "down"],
  ["downgrade", "down"],
  ["downs", "down"],
  ["reverse", "down"],
  ["revert", "down"],
  ["rollback", "down"],
  ["teardown", "down"],
  ["unapply", "down"],
  ["undo", "down"],
  ["uninstall", "down"],
]);

/** Which part the word says, in any case; `null` for neither. */
export function sideOf(word: string): Side | null {
  return SIDES.get(word.toLowerCase()) ?? null;
}
