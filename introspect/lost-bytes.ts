/**
 * Text of a database whose encoding is SQL_ASCII: PostgreSQL lets any bytes in, and only the client can say what they
 * mean (PostgreSQL manual, 24.3.1). What is UTF-8 is read as that; of the rest each byte is shown, as in `caf<E9>`.
 */
import type { Omission } from "../src/model/catalog.ts";
import type { Row } from "./session.ts";

/** What stands for bytes that the client could not decode. */
const LOST = "\uFFFD";

/** Some cell has lost bytes, or holds that character itself. */
export function hasLostBytes(rows: readonly Row[]): boolean {
  return rows.some((row) => Object.values(row).some((cell) => cell?.includes(LOST)));
}

/** The same rows, each as the hexadecimal digits of its bytes. */
export function formatBytesSql(sql: string): string {
  return `SELECT encode(convert_to(whole_row::text, 'SQL_ASCII'), 'hex') AS bytes FROM (${sql}\n) whole_row`;
}

export type BytesRow = { bytes: string };

/** The rows as `toBytesSql` gives them, with the names of those that lost bytes. Tells every text that is no UTF-8. */
export function restoreBytes<R extends Row>(
  lossy: readonly Row[],
  rows: readonly BytesRow[],
  tell: (text: string) => void,
): R[] {
  const names = Object.keys(lossy[0] ?? {});
  return rows.map(({ bytes }) => {
    const cells = parseRecord(Buffer.from(bytes, "hex").toString("latin1"));
    if (cells.length !== names.length) throw new Error(`A row of ${names.length} columns has ${cells.length} cells.`);
    return Object.fromEntries(names.map((name, place) => [name, decodeCell(cells[place] ?? null, tell)])) as R;
  });
}

/** A field as record_out writes it: quoted, with quotes and backslashes doubled; or plain; NULL has no character. */
const FIELD = /"((?:[^"\\]|""|\\\\)*)"|([^,)]*)/y;

/** The fields of `(a,"b c",)`, a character for each byte. */
function parseRecord(record: string): (string | null)[] {
  const cells: (string | null)[] = [];
  for (let position = 1; position < record.length; position = FIELD.lastIndex + 1) {
    FIELD.lastIndex = position;
    const [, quoted, plain = ""] = FIELD.exec(record) ?? [];
    cells.push(
      quoted === undefined ? (plain === "" ? null : plain) : quoted.replace(/""|\\\\/g, (pair) => pair.charAt(0)),
    );
  }
  return cells;
}

/** Sequences that may be UTF-8, or a byte. */
const SEQUENCE = /[\0-\x7f]+|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;

function decodeCell(cell: string | null, tell: (text: string) => void): string | null {
  if (cell === null) return null;
  const text = cell.replace(SEQUENCE, (sequence) => {
    const bytes = Buffer.from(sequence, "latin1");
    const decoded = bytes.toString("utf8");
    // Neither the halves of UTF-16 nor what lies beyond Unicode are decoded.
    if (Buffer.from(decoded).equals(bytes)) return decoded;
    return [...bytes].map((byte) => `<${byte.toString(16).toUpperCase().padStart(2, "0")}>`).join("");
  });
  if (text !== Buffer.from(cell, "latin1").toString("utf8")) tell(text);
  return text;
}

/** That texts are not shown as they are; none where there is no such text. */
export function buildBytesOmissions(texts: number): Omission[] {
  if (texts === 0) return [];
  return [
    {
      kind: "schema",
      what: texts === 1 ? "1 text of the catalog" : `${texts} texts of the catalog`,
      reason:
        "The database's encoding is SQL_ASCII, and not all of their bytes are UTF-8; the others are shown like <E9>.",
      hint: "Dump it with pg_dump --encoding, naming the one that the bytes are in, and restore it into a UTF8 database.",
      place: null,
    },
  ];
}
