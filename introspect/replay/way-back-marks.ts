/**
 * Comments that divide a script into a part that makes a change and one that takes it back, known by their shape and
 * not by the tool: `-- +migrate Down`, `-- rambler down`, `---- create above / drop below ----`, `--//@UNDO`.
 */
import { removedBy } from "./removed-names.ts";
import type { ScriptStatement } from "./script.ts";
import { columnsAddedBy, madeBy } from "./statement-words.ts";
import { transactionControl } from "./transaction-statement.ts";
import { type Side, sideOf } from "./way-back-words.ts";

export interface WayBackMark {
  /** The comment as it stands, without space around it. */
  text: string;
  /** 1-based. */
  line: number;
}

interface Mark extends WayBackMark {
  side: Side;
  /** The words that say so. */
  words: string[];
  /** The comment with one of these words left open: alike in the two marks of a pair. */
  shapes: string[];
  /** Whether no other word says what is done. */
  bare: boolean;
  /** The mark stands between the two parts by itself. */
  divides: boolean;
}

/** More words make a sentence. */
const MOST_WORDS = 3;
/** Words that a heading has beside. */
const HEADING = /^(begin|goose|migration|migrations|part|rambler|script|section|sql|start|statements?|step)$/;
/** Words by which a heading alone says that what follows takes something back. */
const PLAIN = /^(down|downgrade|rollback|undo)$/;

/**
 * The first comment below which the script takes back what stands above it; `null` for none. `given` are the script's
 * own statements, without those of files that it includes.
 */
export function findWayBackMark(text: string, given: readonly ScriptStatement[]): WayBackMark | null {
  const statements = given.filter((statement) => transactionControl(statement.text) === null);
  const comments = readComments(text, given);
  const marks = comments.flatMap((comment) => readMark(comment) ?? []);
  for (const mark of marks) {
    if (mark.side === "up") continue;
    const next = marks.find(({ line, side }) => line > mark.line && side === "up")?.line ?? Number.POSITIVE_INFINITY;
    const above = statements.filter(({ line }) => line < mark.line);
    const below = statements.filter(({ line }) => line > mark.line && line < next);
    if (below.length === 0) continue;
    const up = marks.find(({ side, shapes }) => side === "up" && shapes.some((shape) => mark.shapes.includes(shape)));
    if (up !== undefined && (mark.bare || below.some(isRemoval))) return { text: mark.text, line: mark.line };
    if (above.length === 0) continue;
    // A comment below it describes what is not run.
    const commented = comments.some(({ line }) => line > mark.line && line < (below[0] as ScriptStatement).line);
    const plain = mark.bare && !commented && mark.words.some((word) => PLAIN.test(word));
    if (mark.divides || plain || removesAll(above, below)) return { text: mark.text, line: mark.line };
  }
  return null;
}

/**
 * The first such comment that stands within a statement, on a line of its own: the statement before it is not closed.
 * `null` for none.
 */
export function findMarkWithin({ text, line }: ScriptStatement): WayBackMark | null {
  for (const [index, content] of text.split("\n").entries()) {
    const mark = /^\s*(--|\/\*)/.test(content) ? readMark({ text: content.trim(), line: line + index }) : null;
    if (mark !== null && (mark.bare || mark.divides)) return { text: mark.text, line: mark.line };
  }
  return null;
}

/** The comments that have lines of their own between statements, those inside longer comments left out. */
function readComments(text: string, statements: readonly ScriptStatement[]): WayBackMark[] {
  const comments: WayBackMark[] = [];
  const ends = new Map(statements.map((statement) => [statement.line, statement.line + countBreaks(statement.text)]));
  let covered = 0;
  let inBlock = false;
  for (const [index, content] of text.split("\n").entries()) {
    const line = index + 1;
    covered = Math.max(covered, ends.get(line) ?? 0);
    if (line <= covered) continue;
    const trimmed = content.trim();
    if (!inBlock && /^(--|\/\*)/.test(trimmed)) comments.push({ text: trimmed, line });
    if (inBlock || trimmed.startsWith("/*")) inBlock = trimmed.lastIndexOf("*/") <= trimmed.lastIndexOf("/*");
  }
  return comments;
}

function countBreaks(text: string): number {
  return text.split("\n").length - 1;
}

/** `null` where the comment is no mark. */
function readMark({ text, line }: WayBackMark): Mark | null {
  const body = text.toLowerCase().replace(/roll[ -]back/g, "rollback");
  const words: string[] = body.match(/\p{L}[\p{L}\p{N}_]*/gu) ?? [];
  const divides = words.includes("above") && words.includes("below") && words.length <= MOST_WORDS + 3;
  if (!divides && words.length > MOST_WORDS) return null;
  const side: Side = divides || words.some((word) => sideOf(word) === "down") ? "down" : "up";
  const own = words.filter((word) => sideOf(word) === side);
  if (!divides && own.length === 0) return null;
  const shapes = own.map((word) => body.replace(word, "…").replace(/\s+/g, " "));
  const bare = words.every((word) => sideOf(word) !== null || HEADING.test(word));
  return { text, line, side, words: own, shapes, bare, divides };
}

function isRemoval({ text }: ScriptStatement): boolean {
  return /^(DROP|DELETE|TRUNCATE|REVOKE)\b/i.test(text) || /^ALTER\b.*\b(DROP|RENAME)\b/is.test(text);
}

/** Whether all tables that the first make are dropped by the others; where they make none, all that they do make. */
function removesAll(above: readonly ScriptStatement[], below: readonly ScriptStatement[]): boolean {
  const objects = above.flatMap(({ text }) => madeBy(text) ?? []).filter(({ temporary }) => !temporary);
  const tables = objects.filter(({ kind }) => kind === "table").map(({ bare }) => bare);
  const others = [...objects.map(({ bare }) => bare), ...above.flatMap(({ text }) => columnsAddedBy(text))];
  const made = tables.length > 0 ? tables : others;
  const removed = new Set(below.flatMap(({ text }) => removedBy(text)));
  return made.length > 0 && made.every((name) => removed.has(name));
}
