/** psql's own commands: what one says, read as psql reads it. */

export interface MetaCommand {
  /** Without its backslash: `set`, `ir`, `!`. */
  name: string;
  arguments: string[];
}

/** The command that begins at the backslash: its source and where the script goes on. `\\` ends a command early. */
export function readMetaCommand(text: string, start: number): { source: string; end: number } {
  const newline = text.indexOf("\n", start);
  const lineEnd = newline === -1 ? text.length : newline;
  const separator = text.indexOf("\\\\", start + 1);
  if (separator !== -1 && separator < lineEnd) return { source: text.slice(start, separator), end: separator + 2 };
  return { source: text.slice(start, lineEnd), end: lineEnd };
}

const ARGUMENT = /(?:'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|[^\s'"])+/g;

/** Takes a command apart; `:name`, `:'name'` and `:"name"` become the variable's value where it is set. */
export function parseMetaCommand(source: string, variable: (name: string) => string | null): MetaCommand {
  const name = /^\\([a-zA-Z_]+\+?|\S)/.exec(source)?.[1] ?? "";
  const rest = source.slice(1 + name.length);
  return { name, arguments: [...rest.matchAll(ARGUMENT)].map((match) => toArgument(match[0], variable)) };
}

function toArgument(source: string, variable: (name: string) => string | null): string {
  const single = /^:(?:(\w+)|'(\w+)'|"(\w+)")$/.exec(source);
  if (single !== null) return variable((single[1] ?? single[2] ?? single[3]) as string) ?? source;
  return source.replace(/'((?:[^'\\]|''|\\.)*)'|"((?:[^"]|"")*)"/g, (_whole, quoted?: string, named?: string) =>
    quoted === undefined
      ? (named ?? "").replaceAll('""', '"')
      : quoted.replaceAll("''", "'").replace(/\\(.)/g, (_escape, letter: string) => ESCAPES[letter] ?? letter),
  );
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };
