/** How wide text is in the mono face, in units of one advance width. */

/** IBM Plex Mono's advance width, as a part of the font size. */
export const ADVANCE = 0.6;

/** Units of one character: Latin and Cyrillic are in the face; all else comes from other fonts, as full squares. */
function unitsOf(character: string): number {
  if (/\p{M}|\p{Cf}/u.test(character)) return 0;
  const point = character.codePointAt(0) as number;
  return point <= 0x4ff || character === "…" ? 1 : 2;
}

export function toUnits(text: string): number {
  let units = 0;
  for (const character of text) units += unitsOf(character);
  return units;
}

/** The text where it is no wider than `most`, else its beginning and an ellipsis. */
export function toFitting(text: string, most: number): string {
  if (toUnits(text) <= most) return text;
  let kept = "";
  let units = 1;
  for (const character of text) {
    units += unitsOf(character);
    if (units > most) break;
    kept += character;
  }
  return `${kept}…`;
}
