/** Where what a server answers to some messages ends. PostgreSQL manual, 53.2 (Message Flow). */

/** What each message of the extended protocol is answered with, where nothing fails. */
const ANSWERS: Readonly<Record<string, string>> = { P: "1", B: "2", C: "3", D: "Tn", E: "CIsG" };

export class AnswerEnd {
  /** Whether a ReadyForQuery ends the answer; else the last of what the messages are answered with, or an error. */
  readonly #ready: boolean;
  readonly #expected: string[];
  #rest: Buffer = Buffer.alloc(0);

  constructor(messages: Uint8Array) {
    const types = typesOf(Buffer.from(messages.buffer, messages.byteOffset, messages.byteLength)).types;
    this.#ready = types.includes("Q") || types.includes("S");
    this.#expected = [...types].flatMap((type) => ANSWERS[type] ?? []);
  }

  /** Takes in the next bytes; true where they bring the end. */
  isReachedBy(chunk: Buffer): boolean {
    const { types, rest } = typesOf(Buffer.concat([this.#rest, chunk]));
    this.#rest = Buffer.from(rest);
    for (const type of types) {
      if (this.#ready && type === "Z") return true;
      if (this.#ready) continue;
      if (type === "E") return true;
      if (this.#expected[0]?.includes(type) === true) this.#expected.shift();
    }
    return !this.#ready && this.#expected.length === 0;
  }
}

/** The types of the whole messages, and what is left over. */
function typesOf(bytes: Buffer): { types: string; rest: Buffer } {
  let types = "";
  let at = 0;
  while (at + 5 <= bytes.length) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    if (end > bytes.length) break;
    types += String.fromCharCode(bytes[at] ?? 0);
    at = end;
  }
  return { types, rest: bytes.subarray(at) };
}
