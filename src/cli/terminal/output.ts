/**
 * The one place through which text leaves the program: passwords are masked, and what steers a terminal or commands a
 * build's runner is shown. Files and reports come as data, and escape such characters in their own formats' way.
 */
import { breakRunnerCommands } from "../../model/runner-commands.ts";
import { maskValues } from "../../model/secret-values.ts";
import { maskConnectionStrings, maskSecrets } from "../../model/secrets.ts";
import { showUnseen } from "../../model/visible-text.ts";
import { secretValues } from "./known-secrets.ts";

/**
 * Prints a message to standard error, with the line breaks that it has.
 * @param colour whether the text may hold colours; false where names in it were not made printable before
 */
export function say(text: string, colour = hasColours(process.stderr)): void {
  process.stderr.write(formatMessage(text, colour));
}

/** Prints a result of a few lines to standard output, as `say` does. */
export function print(text: string, colour = hasColours(process.stdout)): void {
  process.stdout.write(formatMessage(text, colour));
}

/** Whether a stream is a terminal whose user wants colours. */
export function hasColours(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR;
}

/** Colours, and nothing else that a terminal obeys. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are written with
const COLOUR = /(\u001b\[[\d;]*m)/;

/** A message as it may be shown. */
export function formatMessage(text: string, colour = false): string {
  const masked = maskSecrets(maskValues(text, secretValues().message));
  const parts = colour ? masked.split(COLOUR) : [masked];
  return parts.map((part, index) => (index % 2 === 1 ? part : breakRunnerCommands(showUnseen(part)))).join("");
}

/** The pieces of a file or report as they may be written. */
export function* withoutSecrets(chunks: Iterable<string>): Generator<string> {
  for (const chunk of chunks) yield maskData(chunk);
}

/** Data with every text in it as it may be written, before names are encoded and text is escaped. What holds no secret is not copied. */
export function maskData<T>(value: T): T;
export function maskData(value: unknown): unknown {
  if (typeof value === "string") return maskConnectionStrings(maskValues(value, secretValues().data));
  if (typeof value !== "object" || value === null) return value;
  let copy: Record<string, unknown> | null = null;
  for (const [key, part] of Object.entries(value)) {
    const masked = maskData(part);
    if (masked === part) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copy[key] = masked;
  }
  return copy ?? value;
}
