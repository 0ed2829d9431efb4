/** Small pieces of SQL. */
import { quoteIdentifier, quoteLiteral, quoteQualified } from "../model/names.ts";
import type { Option, QualifiedName } from "../model/shared-parts.ts";

/** The parts that are there, with spaces between. */
export function join(...parts: readonly (string | null | false)[]): string {
  return parts.filter((part) => typeof part === "string" && part !== "").join(" ");
}

export function qualified(name: QualifiedName): string {
  return quoteQualified(name.schema, name.name);
}

export function names(list: readonly string[]): string {
  return list.map(quoteIdentifier).join(", ");
}

/** A role, or PUBLIC. */
export function role(name: string): string {
  return name === "public" ? "PUBLIC" : quoteIdentifier(name);
}

/** Storage parameters: `WITH (fillfactor='70')`, `null` for none. */
export function withOptions(options: readonly Option[], prefix = ""): string | null {
  return options.length === 0 ? null : `WITH (${parameters(options, prefix)})`;
}

export function parameters(options: readonly Option[], prefix = ""): string {
  return options.map(({ name, value }) => `${prefix}${quoteIdentifier(name)}=${quoteLiteral(value)}`).join(", ");
}

/** OPTIONS of foreign things, `null` for none. */
export function foreignOptions(options: readonly Option[]): string | null {
  if (options.length === 0) return null;
  return `OPTIONS (${options.map(({ name, value }) => `${quoteIdentifier(name)} ${quoteLiteral(value)}`).join(", ")})`;
}

/** COMMENT ON, or nothing. */
export function comment(subject: string, text: string | null): string[] {
  return text === null ? [] : [`COMMENT ON ${subject} IS ${quoteLiteral(text)}`];
}
