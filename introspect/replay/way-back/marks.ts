/**
 * Comments that divide a script into a part that makes a change and one that takes it back, known by their shape and
 * not by the tool: `-- +migrate Down`, `-- rambler down`, `---- create above / drop below ----`, `--//@UNDO`.
 */

import type { ScriptStatement } from "../script/script.ts";
import { type Comment, readComments } from "../script/script-comments.ts";
import { isRemoval, takeBack } from "../statement/made-and-removed.ts";
import { transactionControl } from "../statement/transaction-statement.ts";
import { type Side, sideOf } from "./words.ts";

export interface WayBackMark {
  /** The comment as it stands, without space around it. */
  text: string;
  /** 1-based. */
  line: number;
}

interface Mark extends Comment {
  side: Side;
  /** The words that say so. */
  words: string[];
  /** The comment with one of these words left open: alike in the two marks of a pair. */
  shapes: string[];
  /** Whether no other word says what is done. */
  bare: boolean;
  /** It has so many words that it may as well be a sentence. */
  long: boolean;
  /** The mark stands between the two parts by itself. */
  divides: boolean;
}

/** A heading is no sentence; one that begins or ends with such a word may say more, where what it heads bears it out. */
const MOST_WORDS = 3;
const MOST_WORDS_BORNE_OUT = 10;
/** Words that a heading has beside. */
const HEADING = /^(begin|below|goose|here|migrations?|part|rambler|scripts?|sections?|sql|start|statements?|steps?)$/;
/** Words by which a heading alone says that what follows takes something back. */
const PLAIN = /^(backout|down|downgrade|rollback|teardown|undo)$/;

/**
 * The first comment below which the script takes back what stands above it; `null` for none. `given` are the script's
 * own statements, without those of files that it includes.
 */
export function findWayBackMark(text: string, given: readonly ScriptStatement[]): WayBackMark | null {
  const comments = readComments(text, given);
  const marks = comments.flatMap((comment) => readMark(comment) ?? []);
  const ways = marks.filter(({ side }) => side === "down");
  if (ways.length === 0) return null;
  const statements = given.filter((statement) => transactionControl(statement) === null);
  const found = ways.find((mark) => {
    const next = marks.find(({ line, side, long }) => line > mark.line && side === "up" && !long)?.line ?? Infinity;
    const above = statements.filter(({ line }) => line < mark.line);
    const below = statements.filter(({ line }) => line > mark.line && line < next);
    const [first] = below;
    if (first === undefined) return false;
    // A comment below it describes what is not run; a line of dashes says nothing.
    const commented = comments.some(
      (comment) => comment.line > mark.line && comment.line < first.line && /\p{L}/u.test(comment.text),
    );
    const partner = marks.find(
      ({ side, shapes }) => side === "up" && shapes.some((each) => mark.shapes.includes(each)),
    );
    if (partner !== undefined && (mark.bare || below.some(isRemoval))) return true;
    if (above.length === 0) return false;
    const plain = mark.bare && !commented && mark.words.some((word) => PLAIN.test(word));
    return mark.divides || plain || takeBack(below, above);
  });
  return found === undefined ? null : { text: found.text, line: found.line };
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

/** `null` where the comment is no mark. */
function readMark(comment: Comment): Mark | null {
  const body = comment.text.toLowerCase().replace(/\b(roll|back|tear)[ -](back|out|down)\b/g, "$1$2");
  const words: string[] = body.match(/\p{L}[\p{L}\p{N}_]*/gu) ?? [];
  const divides = words.includes("above") && words.includes("below") && words.length <= 2 * MOST_WORDS;
  const side: Side = divides || words.some((word) => sideOf(word) === "down") ? "down" : "up";
  const own = words.filter((word) => sideOf(word) === side);
  if (own.length === 0 && !divides) return null;
  const long = words.length > MOST_WORDS && !divides;
  const edged = [words[0], words.at(-1)].some((word) => word !== undefined && sideOf(word) === "down");
  if (long && (!edged || words.length > MOST_WORDS_BORNE_OUT)) return null;
  return {
    ...comment,
    side,
    words: own,
    shapes: long ? [] : own.map((word) => body.replace(word, "…").replace(/\s+/g, " ")),
    bare: words.every((word) => sideOf(word) !== null || HEADING.test(word)),
    long,
    divides,
  };
}
