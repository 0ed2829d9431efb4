/** Badges: a flat picture with a label on the left and the grade on the right, and the same as data. */
import type { Grade } from "../model/scorecard.ts";
import { showOnOneLine } from "../model/visible-text.ts";

export interface Badge {
  /** What is graded: the project's or the relation's name. Untrusted. */
  label: string;
  /** `null` is unrated. */
  grade: Grade | null;
  /** 0 to 100, or `null`. */
  score: number | null;
}

/** The fields that shields.io reads from an endpoint. */
export interface ShieldsFields {
  schemaVersion: 1;
  label: string;
  message: string;
  color: string;
}

/**
 * A badge stands alone on pages of both themes, so its colours are fixed: those of the light theme's grades, which
 * carry white text with a contrast of 4.5 or more.
 */
const COLOURS: Readonly<Record<Grade, string>> = {
  A: "#2d774f",
  B: "#2d774f",
  C: "#966000",
  D: "#b3261e",
  E: "#b3261e",
};
const UNRATED = "#706b60";
const LABEL_GROUND = "#3d3a34";

const HEIGHT = 20;
const PADDING = 7;
/** Longer labels end in an ellipsis. */
const LONGEST_LABEL = 60;

/** The badge's picture, 20 pixels high, with no font, style or address from elsewhere. */
export function formatBadgeSvg(badge: Badge): string {
  const { label, message, color } = buildShieldsFields(badge);
  const shown = [...label].length > LONGEST_LABEL ? `${[...label].slice(0, LONGEST_LABEL - 1).join("")}…` : label;
  const left = widthOf(shown) + 2 * PADDING;
  const right = widthOf(message) + 2 * PADDING;
  const name = escapeXml(`${label}: ${message}`);
  // textLength holds the text inside its half whatever sans-serif the reader has.
  const text = (value: string, x: number, width: number) =>
    `<text x="${x}" y="14" textLength="${width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">${escapeXml(value)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" viewBox="0 0 ${left + right} ${HEIGHT}" role="img" aria-label="${name}">`,
    `<title>${name}</title>`,
    `<path fill="${LABEL_GROUND}" d="M3 0H${left}V${HEIGHT}H3A3 3 0 0 1 0 17V3A3 3 0 0 1 3 0Z"/>`,
    `<path fill="${color}" d="M${left} 0H${left + right - 3}A3 3 0 0 1 ${left + right} 3V17A3 3 0 0 1 ${left + right - 3} ${HEIGHT}H${left}Z"/>`,
    `<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">`,
    text(shown, PADDING, left),
    text(message, left + PADDING, right),
    "</g></svg>",
  ].join("");
}

/** The badge as data, for the JSON beside it. */
export function buildShieldsFields({ label, grade, score }: Badge): ShieldsFields {
  const message = grade === null ? "unrated" : score === null ? grade : `${grade} ${score}`;
  // A shields label may not be empty.
  const plain = showOnOneLine(label).trim();
  return {
    schemaVersion: 1,
    label: plain === "" ? "cartulary" : plain,
    message,
    color: grade === null ? UNRATED : COLOURS[grade],
  };
}

/** Advance widths of Verdana at 11 pixels, in classes; scripts beyond Latin count as full squares. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    if (/[ijlI.,:;'|! ()[\]]/.test(character)) width += 4.4;
    else if (/[mwMW@%]/.test(character)) width += 10.2;
    else if (/[A-Z_#&+<=>~]/.test(character)) width += 8;
    else width += (character.codePointAt(0) as number) <= 0x4ff || character === "…" ? 6.9 : 11;
  }
  return Math.ceil(width);
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
