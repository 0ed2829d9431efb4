/** The bytes of a file as SQL text, or a reason why they are none. */
import { UserError } from "../../../src/model/user-error.ts";

/** Decodes the file. `place` is what the user called it. Throws `UserError` for archives and other binary files. */
export function readSqlText(bytes: Uint8Array, place: string): string {
  const head = Buffer.from(bytes.subarray(0, 512)).toString("latin1");
  if (head.startsWith("PGDMP")) {
    throw new UserError("This is an archive in pg_dump's custom format, not a script.", {
      place,
      hint: `Turn it into one: pg_restore --schema-only -f schema.sql ${place}`,
    });
  }
  if (head.startsWith("\xff\xfe") || head.startsWith("\xfe\xff")) {
    throw new UserError("The file is in UTF-16.", { place, hint: "Save it as UTF-8." });
  }
  if (bytes.includes(0)) {
    throw new UserError("The file is binary, not SQL text.", { place, hint: "Give a script that psql can run." });
  }
  const text = decode(bytes);
  if (/^\s*[[{]/.test(text) && isJson(text)) {
    throw new UserError("The file is JSON, not SQL text.", {
      place,
      hint: "A catalog is recognised by its name, catalog.json.",
    });
  }
  return text;
}

/** Files from before UTF-8 are read as Latin-1: every byte is a character there, and PostgreSQL stores UTF-8. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
