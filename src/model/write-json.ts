/** The checkpoints as JSON text, in pieces: a large catalog is more than one string can hold. */
import type { Catalog } from "./catalog.ts";
import { formatJson } from "./json-text.ts";
import type { Scorecard } from "./scorecard.ts";

/** About so many UTF-16 units a piece. */
const PIECE = 1 << 16;

/**
 * The text of `catalog.json`: valid JSON, one top-level entry a line and one object of each top-level list a line. The
 * pieces joined are the file; no piece is much longer than the longest object in it.
 */
export function formatCatalogChunks(catalog: Catalog): Generator<string> {
  return formatChunks(catalog);
}

/** The text of `scorecard.json`, laid out in the same way. */
export function formatScorecardChunks(scorecard: Scorecard): Generator<string> {
  return formatChunks(scorecard);
}

function* formatChunks(document: Catalog | Scorecard): Generator<string> {
  let piece = "";
  for (const line of formatLines(document)) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

function* formatLines(document: Catalog | Scorecard): Generator<string> {
  yield "{";
  const entries: [string, unknown][] = Object.entries(document);
  for (const [index, [key, value]] of entries.entries()) {
    const comma = index === entries.length - 1 ? "" : ",";
    if (!Array.isArray(value) || value.length === 0) {
      yield `${formatJson(key)}: ${formatJson(value)}${comma}`;
      continue;
    }
    yield `${formatJson(key)}: [`;
    for (const [position, item] of value.entries()) {
      yield `${formatJson(item)}${position === value.length - 1 ? "" : ","}`;
    }
    yield `]${comma}`;
  }
  yield "}";
}
