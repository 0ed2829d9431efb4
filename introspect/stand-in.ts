/**
 * What a scratch engine puts in the place of an extension that it lacks: an extension of the same name without a
 * version, and types that hold nothing but their name, their modifiers and text.
 */

/** The `extversion` by which such an extension is known; no extension of a server has it. */
export const STAND_IN_VERSION = "stand-in";

/** Whether an extension, or the one that a type is a member of, is such a stand-in. */
export function isStandIn(
  extensions: readonly { extname: string; extversion: string }[],
  name: string | null,
): boolean {
  return extensions.some(({ extname, extversion }) => extname === name && extversion === STAND_IN_VERSION);
}
