/** Names as SQL writes them. */

/** Keywords that need quotes as identifiers: pg_get_keywords() of 14 to 18 whose catcode is not `U`. */
const KEYWORDS = new Set(
  (
    "all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case " +
    "cast char character check coalesce collate collation column concurrently constraint create cross " +
    "current_catalog current_date current_role current_schema current_time current_timestamp current_user dec " +
    "decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign " +
    "freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect " +
    "interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg json_query " +
    "json_scalar json_serialize json_table json_value lateral leading least left like limit localtime " +
    "localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on " +
    "only or order out outer overlaps overlay placing position precision primary real references returning right " +
    "row select session_user setof similar smallint some substring symmetric system_user table tablesample then " +
    "time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when where " +
    "window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot " +
    "xmlserialize xmltable"
  ).split(" "),
);

/** Quotes an identifier exactly where PostgreSQL's `quote_ident` does. */
export function quoteIdentifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !KEYWORDS.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** `public.orders`, `public."Order Line"`. */
export function quoteQualified(schema: string, name: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** A literal as `quote_literal` writes it, with E'' where there is a backslash. */
export function quoteLiteral(text: string): string {
  const doubled = text.replaceAll("'", "''");
  return text.includes("\\") ? `E'${doubled.replaceAll("\\", "\\\\")}'` : `'${doubled}'`;
}

/**
 * The key that names an object in waivers and on the command line: `public.orders`, `public.orders.payload`,
 * `public.orders#idx_a`.
 */
export function toObjectKey(schema: string, relation: string, part?: { kind: string; name: string }): string {
  const whole = quoteQualified(schema, relation);
  if (part === undefined) return whole;
  return `${whole}${part.kind === "column" ? "." : "#"}${quoteIdentifier(part.name)}`;
}

/** An object key taken apart. `part` is `null` for the relation itself. */
export interface ObjectKey {
  schema: string;
  relation: string;
  part: { column: boolean; name: string } | null;
}

const IDENTIFIER = /(?:"((?:[^"]|"")+)"|([^".#\s][^".#]*))/y;

/** Reads an object key; `null` where it is none. Unquoted names are taken as they stand, without case folding. */
export function parseObjectKey(text: string): ObjectKey | null {
  const names: string[] = [];
  const separators: string[] = [];
  let position = 0;
  while (true) {
    IDENTIFIER.lastIndex = position;
    const match = IDENTIFIER.exec(text);
    if (match === null) return null;
    names.push(match[1] === undefined ? (match[2] ?? "").trimEnd() : match[1].replaceAll('""', '"'));
    position = IDENTIFIER.lastIndex;
    if (position === text.length) break;
    const separator = text[position] as string;
    if (separator !== "." && separator !== "#") return null;
    separators.push(separator);
    position += 1;
  }
  const [schema, relation, part] = names;
  if (schema === undefined || relation === undefined || names.length > 3) return null;
  if (separators[0] !== ".") return null;
  return { schema, relation, part: part === undefined ? null : { column: separators[1] === ".", name: part } };
}

/** Compares by code point, the same on every machine and locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
