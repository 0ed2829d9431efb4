/** Messages of PostgreSQL's protocol, put together and taken apart. PostgreSQL manual, 53.7 (Message Formats). */

/** Bytes of a message's type and length. */
export const HEAD = 5;

/** A message with its type and its length, which does not count the type. */
export function buildMessage(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(HEAD);
  head.write(type, 0, "latin1");
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

/** Strings, each with the zero that ends it. */
export function buildStrings(...texts: readonly string[]): Buffer {
  return Buffer.from(texts.map((text) => `${text}\0`).join(""));
}

/** Numbers of 32 bits. */
export function buildIntegers(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [at, number] of numbers.entries()) bytes.writeInt32BE(number, 4 * at);
  return bytes;
}

/** A simple query. */
export function buildQuery(sql: string): Buffer {
  return buildMessage("Q", buildStrings(sql));
}

export const SYNC = buildMessage("S");

/** Ends a COPY that nobody has data for. Outside of a COPY the server takes no notice of it. */
export const NO_COPY_DATA = buildMessage("f", buildStrings("no data yet"));

export interface ErrorFields {
  severity: "ERROR" | "FATAL";
  code: string;
  message: string;
  hint?: string;
}

/** ErrorResponse (53.8). */
export function buildError({ severity, code, message, hint }: ErrorFields): Buffer {
  const fields = [
    `S${severity}`,
    `V${severity}`,
    `C${code}`,
    `M${message}`,
    ...(hint === undefined ? [] : [`H${hint}`]),
  ];
  return buildMessage("E", buildStrings(...fields, ""));
}

/** ReadyForQuery: `I` idle, `T` in a transaction, `E` in a failed one. */
export function buildReady(status: string): Buffer {
  return buildMessage("Z", Buffer.from(status));
}

export function typeOf(message: Buffer): string {
  return String.fromCharCode(message[0] ?? 0);
}

/** The whole messages in the bytes, and what is left over. */
export function splitMessages(bytes: Buffer): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let at = 0;
  while (at + HEAD <= bytes.length) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    if (end > bytes.length) break;
    messages.push(bytes.subarray(at, end));
    at = end;
  }
  return { messages, rest: bytes.subarray(at) };
}

/** The string that begins at a place, and the place behind its zero. */
export function readString(bytes: Buffer, at: number): [text: string, end: number] {
  const end = bytes.indexOf(0, at);
  return [bytes.toString("utf8", at, end), end + 1];
}
