/** Reads a JSON object in pieces: by lines where it is laid out as `toCatalogChunks` lays it out, as a whole otherwise. */

/** Characters of a line, and of a text that is not laid out in lines: a string cannot hold much more. */
const MOST_AT_ONCE = 268_435_456;

/** What was read: a top-level entry, or one item of a top-level list. */
export type JsonPart =
  | { key: string; value: unknown; line: number | null }
  | { key: string; index: number; value: unknown; line: number | null };

/** The text is no JSON, or ends too early. `line` counts from 1; `null` where it is not known. */
export class JsonFault extends Error {
  override readonly name = "JsonFault";
  readonly line: number | null;
  readonly cutOff: boolean;

  constructor(line: number | null, cutOff: boolean, cause?: unknown) {
    super(cutOff ? "The text ends in the middle" : "The text is not valid JSON", { cause });
    this.line = line;
    this.cutOff = cutOff;
  }
}

/**
 * Reads the parts of an object. A list is given item by item (an empty one as an entry).
 * @throws JsonFault where the text is no JSON object or ends too early
 */
export async function* readJsonParts(
  pieces: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<JsonPart, void, void> {
  const lines = linesOf(pieces);
  const opening: string[] = [];
  while (opening.length < 2) {
    const { value, done } = await lines.next();
    if (done === true) break;
    opening.push(value);
  }
  if (opening[0] === "{" && /^"formatVersion": \d+,?$/.test(opening[1] ?? "")) {
    yield* readLines(opening[1] as string, lines);
    return;
  }
  const rest: string[] = [...opening];
  let length = 0;
  for await (const line of lines) {
    length += line.length;
    if (length > MOST_AT_ONCE) throw new JsonFault(null, false);
    rest.push(line);
  }
  yield* toJsonParts(rest.join("\n"));
}

/**
 * The parts of an object whose text is at hand, `formatVersion` before all others.
 * @throws JsonFault where the text is no JSON or ends too early; a value that is no object is one part without a key
 */
export function* toJsonParts(text: string): Generator<JsonPart, void, void> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw buildFault(text, cause);
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    yield { key: "", value: data, line: null };
    return;
  }
  const entries = Object.entries(data);
  for (const [key, value] of [...entries.filter(isVersion), ...entries.filter((entry) => !isVersion(entry))]) {
    if (!Array.isArray(value) || value.length === 0) yield { key, value, line: null };
    else for (const [index, item] of value.entries()) yield { key, index, value: item, line: null };
  }
}

function isVersion([key]: [string, unknown]): boolean {
  return key === "formatVersion";
}

async function* readLines(first: string, lines: AsyncIterable<string>): AsyncGenerator<JsonPart, void, void> {
  let list: { key: string; index: number } | null = null;
  let number = 2;
  let closed = false;
  let faulty: JsonFault | null = null;
  const parse = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch (cause) {
      faulty = new JsonFault(number, false, cause);
      return undefined;
    }
  };
  for await (const line of prepend(first, lines)) {
    if (faulty !== null) throw faulty;
    if (closed) {
      if (line.trim() !== "") throw new JsonFault(number, false);
    } else if (list !== null && /^\],?$/.test(line)) {
      list = null;
    } else if (list !== null) {
      const value = parse(line.replace(/,$/, ""));
      if (faulty === null) yield { key: list.key, index: list.index, value, line: number };
      list.index += 1;
    } else if (line === "}") {
      closed = true;
    } else {
      const entry = /^("(?:[^"\\]|\\.)*"): (.*?),?$/.exec(line);
      const key = entry === null ? undefined : parse(entry[1] as string);
      if (entry?.[2] === "[") list = { key: key as string, index: 0 };
      else {
        const value = entry === null ? parse(line) : parse(entry[2] as string);
        if (entry === null) faulty ??= new JsonFault(number, false);
        if (faulty === null) yield { key: key as string, value, line: number };
      }
    }
    number += 1;
  }
  // A fault in the last line, or a missing end, is what a file looks like that was cut off.
  if (!closed) throw new JsonFault(number - 1, true, faulty ?? undefined);
}

async function* prepend(first: string, rest: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  yield first;
  yield* rest;
}

async function* linesOf(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string, void, void> {
  let open: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const [first = "", ...lines] = piece.split("\n");
    open.push(first);
    length += first.length;
    if (length > MOST_AT_ONCE) throw new JsonFault(null, false);
    for (const line of lines) {
      yield withoutReturn(open.join(""));
      open = [line];
      length = line.length;
    }
  }
  if (length > 0) yield open.join("");
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

/** V8 says in its message whether the text ended, and sometimes where the fault is. */
function buildFault(text: string, cause: unknown): JsonFault {
  const message = String(cause);
  const position = /at position (\d+)/.exec(message)?.[1];
  const at = position === undefined ? null : Number(position);
  const cutOff = /unterminated|end of json/i.test(message) || (at !== null && text.slice(at).trim() === "");
  const end = at ?? (cutOff ? text.length : null);
  return new JsonFault(end === null ? null : text.slice(0, end).split("\n").length, cutOff, cause);
}
