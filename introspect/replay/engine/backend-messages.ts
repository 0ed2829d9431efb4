/**
 * What a server answers to a simple query, taken out of the messages that it sends: rows as text, the error, the state
 * of the transaction. PostgreSQL manual, 53.7 (Message Formats). The parser that PGlite brings decodes each cell by
 * itself, for which a query of many rows takes four times as long as it takes the server.
 */
import type { Row } from "../../session.ts";

/** An error as the server reports it (53.8): the text of each field by its letter. */
export type BackendError = ReadonlyMap<string, string>;

/** Bytes of a message's type and length. */
const HEAD = 5;

export class BackendAnswer {
  /** Of the last result. */
  rows: Row[] = [];
  /** The first error; `null` where there is none. */
  error: BackendError | null = null;
  /** `I` idle, `T` in a transaction, `E` in a failed one; `null`: the answer was not brought to its end. */
  status: string | null = null;
  readonly #wanted: boolean;
  #names: string[] = [];
  /** The beginning of a message that has not come whole yet. */
  #rest: Buffer = Buffer.alloc(0);

  /** Rows that are not wanted are let go as they come. */
  constructor(wanted: boolean) {
    this.#wanted = wanted;
  }

  /** Takes in the next bytes. They may be written over afterwards. */
  take(chunk: Uint8Array): void {
    const bytes = Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (at + HEAD <= bytes.length) {
      const end = at + 1 + bytes.readInt32BE(at + 1);
      if (end > bytes.length) break;
      this.#takeMessage(String.fromCharCode(bytes[at] ?? 0), bytes, at + HEAD, end);
      at = end;
    }
    this.#rest = bytes.subarray(at);
  }

  #takeMessage(type: string, bytes: Buffer, body: number, end: number): void {
    switch (type) {
      case "T":
        this.#names = readNames(bytes, body);
        this.rows = [];
        break;
      case "D":
        if (this.#wanted) this.rows.push(readRow(bytes, body, this.#names));
        break;
      case "E":
        this.error ??= readError(bytes, body, end);
        break;
      case "Z":
        this.status = String.fromCharCode(bytes[body] ?? 0);
        break;
    }
  }
}

/** RowDescription: after each name, 18 bytes about the column. */
function readNames(bytes: Buffer, body: number): string[] {
  const names: string[] = [];
  let at = body + 2;
  for (let count = bytes.readInt16BE(body); count > 0; count -= 1) {
    const end = bytes.indexOf(0, at);
    names.push(bytes.toString("utf8", at, end));
    at = end + 1 + 18;
  }
  return names;
}

/** DataRow: before each value its length, which is -1 for NULL. */
function readRow(bytes: Buffer, body: number, names: readonly string[]): Row {
  const cells: [string, string | null][] = [];
  let at = body + 2;
  for (const name of names) {
    const length = bytes.readInt32BE(at);
    at += 4;
    cells.push([name, length === -1 ? null : bytes.toString("utf8", at, at + length)]);
    if (length > 0) at += length;
  }
  return Object.fromEntries(cells);
}

/** ErrorResponse: a letter and a text for each field. */
function readError(bytes: Buffer, body: number, end: number): BackendError {
  const fields = new Map<string, string>();
  for (let at = body; at < end && bytes[at] !== 0; ) {
    const stop = bytes.indexOf(0, at);
    fields.set(String.fromCharCode(bytes[at] ?? 0), bytes.toString("utf8", at + 1, stop));
    at = stop + 1;
  }
  return fields;
}
