/**
 * Prepared statements of one client, kept apart from those of others in the one session: names have the client's in
 * front, and what another client has overwritten or thrown away is prepared again before it is used.
 */
import { buildMessage, buildStrings, HEAD, readString, typeOf } from "./messages.ts";
import { refuse } from "./refused.ts";

interface Statement {
  parse: Buffer;
  text: string;
  /** Others have thrown it away. */
  lost: boolean;
}

/** What all clients share: whose statement without a name it is that the session has. */
export interface UnnamedStatement {
  owner: ClientStatements | null;
}

/** A part of a client's messages as it is sent on. */
export interface Translation {
  messages: Buffer[];
  /** Of each Parse among them, in their order: whether the client has sent it. */
  parses: boolean[];
  /** The statements that are run. */
  texts: string[];
}

const LONGEST_NAME = 63;

export class ClientStatements {
  readonly #client: number;
  readonly #byName = new Map<string, Statement>();

  constructor(client: number) {
    this.#client = client;
  }

  translate(messages: readonly Buffer[], unnamed: UnnamedStatement): Translation {
    const translated: Translation = { messages: [], parses: [], texts: [] };
    for (const message of messages) this.#translateOne(message, unnamed, translated);
    return translated;
  }

  /** Somebody else has run DEALLOCATE ALL or DISCARD ALL. */
  lose(): void {
    for (const statement of this.#byName.values()) statement.lost = true;
  }

  /** The client has run it itself. */
  clear(): void {
    this.#byName.clear();
  }

  /** Messages that close what the session still has of this client. */
  closeAll(): Buffer[] {
    const kept = [...this.#byName].filter(([name, { lost }]) => name !== "" && !lost);
    return kept.map(([name]) => buildMessage("C", Buffer.from("S"), buildStrings(this.#nameOf(name))));
  }

  #translateOne(message: Buffer, unnamed: UnnamedStatement, { messages, parses, texts }: Translation): void {
    const again = (name: string) => {
      const statement = this.#byName.get(name);
      if (statement === undefined || !(statement.lost || (name === "" && unnamed.owner !== this))) return;
      messages.push(statement.parse);
      parses.push(false);
      statement.lost = false;
      if (name === "") unnamed.owner = this;
    };
    const type = typeOf(message);
    if (type === "Q") {
      const [text] = readString(message, HEAD);
      texts.push(text);
      // A simple query leaves no statement without a name behind.
      unnamed.owner = null;
      messages.push(buildMessage("Q", buildStrings(refuse(text) ?? this.#renameDeallocated(text))));
    } else if (type === "P") {
      const [name, start] = readString(message, HEAD);
      const [text, end] = readString(message, start);
      const sent = buildStrings(this.#nameOf(name), refuse(text) ?? this.#renameDeallocated(text));
      const parse = buildMessage("P", sent, message.subarray(end));
      if (name === "" || !this.#byName.has(name)) this.#byName.set(name, { parse, text, lost: false });
      if (name === "") unnamed.owner = this;
      messages.push(parse);
      parses.push(true);
    } else if (type === "B") {
      const [portal, start] = readString(message, HEAD);
      const [name, end] = readString(message, start);
      const statement = this.#byName.get(name);
      if (statement !== undefined) texts.push(statement.text);
      again(name);
      messages.push(buildMessage("B", buildStrings(portal, this.#nameOf(name)), message.subarray(end)));
    } else if ((type === "D" || type === "C") && message[HEAD] === 0x53) {
      const [name] = readString(message, HEAD + 1);
      if (type === "D") again(name);
      else this.#byName.delete(name);
      messages.push(buildMessage(type, Buffer.from("S"), buildStrings(this.#nameOf(name))));
    } else messages.push(message);
  }

  #nameOf(name: string): string {
    return name === "" ? "" : `c${this.#client}:${name}`.slice(0, LONGEST_NAME);
  }

  /** `DEALLOCATE name` of a statement that was prepared by message: there it has the client's number in front. */
  #renameDeallocated(text: string): string {
    const match = /^\s*deallocate\s+(?:prepare\s+)?(?:"([^"]+)"|([\w$]+))\s*;?\s*$/i.exec(text);
    const name = match?.[1] ?? match?.[2];
    if (name === undefined || !this.#byName.has(name)) return text;
    this.#byName.delete(name);
    return `DEALLOCATE "${this.#nameOf(name)}"`;
  }
}
