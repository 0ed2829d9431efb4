/** Checks that a remedy adds on its way and drops again. Where it stopped between, one is left, and its remedy goes on. */

/** What the name of each begins with. */
export const SCAFFOLD = "cartulary_not_null";

export function isScaffold(name: string): boolean {
  return name.startsWith(SCAFFOLD);
}
