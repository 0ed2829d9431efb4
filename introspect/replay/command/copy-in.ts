/**
 * COPY FROM STDIN. The embedded engine cannot wait for data: the statement is tried without any, so that its refusal or
 * the format that it wants is known, taken back, and run when the client has sent all of it.
 */
import type { ProtocolEngine } from "../engine/engine.ts";
import type { CopyIn } from "./client.ts";
import { HEAD, NO_COPY_DATA, readString, splitMessages, typeOf } from "./messages.ts";

const COPIES = /^(?:\s+|--[^\n]*\n|\/\*.*?\*\/)*copy\b.*\bfrom\s+stdin\b/is;

/** What a client asks, as it is sent on. */
export interface Request {
  messages: readonly Buffer[];
  /** The statements that are run. */
  texts: readonly string[];
  /** Whether it stands in a transaction that has not failed, after a Sync. */
  inTransaction: boolean;
}

/**
 * Sends a request on. Where it is a COPY that wants data, the answer ends with its CopyInResponse and `copy` says what to
 * run when they are there; else `copy` is `null` and the answer is whole. Throws `EngineLostError`.
 */
export async function ask(
  engine: ProtocolEngine,
  { messages, texts, inTransaction }: Request,
): Promise<{ answer: Buffer[]; copy: CopyIn | null }> {
  const guarded = inTransaction && texts.length === 1 && COPIES.test(texts[0] ?? "");
  if (guarded) await engine.execute("SAVEPOINT cartulary_copy");
  const sent = messages.flatMap((message) => ("QE".includes(typeOf(message)) ? [message, NO_COPY_DATA] : [message]));
  const answer = splitMessages(await engine.exchange(Buffer.concat(sent))).messages;
  const wanted = answer.findIndex((message) => typeOf(message) === "G");
  if (wanted === -1) {
    if (guarded && !answer.some((message) => typeOf(message) === "E")) {
      await engine.execute("RELEASE SAVEPOINT cartulary_copy");
    }
    return { answer, copy: null };
  }
  if (inTransaction && !guarded) {
    // The transaction has failed with it. Nobody writes a COPY so.
    return { answer: answer.filter((message) => typeOf(message) !== "G"), copy: null };
  }
  if (guarded) await engine.execute("ROLLBACK TO SAVEPOINT cartulary_copy; RELEASE SAVEPOINT cartulary_copy");
  const extended = messages.some((message) => typeOf(message) === "E");
  const statement = messages.filter((message) => !"SH".includes(typeOf(message)) && !isNamedParse(message));
  return { answer: answer.slice(0, wanted + 1), copy: { statement, extended } };
}

/** Runs the COPY with what the client has sent for it. The answer is what follows its CopyInResponse. */
export async function finishCopy(
  engine: ProtocolEngine,
  { statement }: CopyIn,
  data: readonly Buffer[],
): Promise<Buffer[]> {
  const sent = [...statement, ...data.filter((message) => "dcfS".includes(typeOf(message)))];
  const answer = splitMessages(await engine.exchange(Buffer.concat(sent))).messages;
  const wanted = answer.findIndex((message) => typeOf(message) === "G");
  return wanted === -1 ? answer.filter((message) => "EZ".includes(typeOf(message))) : answer.slice(wanted + 1);
}

/** It is prepared since the trial; one without a name is forgotten by then. */
function isNamedParse(message: Buffer): boolean {
  return typeOf(message) === "P" && readString(message, HEAD)[0] !== "";
}
