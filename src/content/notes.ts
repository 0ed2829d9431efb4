/** Design notes: Markdown files with the decisions and attestations that a team stands for. */
import { basename, join, relative } from "node:path";
import { type Bounds, boundsOf } from "../files/bounds.ts";
import { readTextFile } from "../files/read-file.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Attestation, Decision } from "../model/decision.ts";
import { compareText, parseObjectKey, quoteQualified } from "../model/names.ts";
import { nearest } from "../model/nearest.ts";
import { UserError } from "../model/user-error.ts";
import { type Fields, parseFrontMatter } from "./front-matter.ts";
import { firstParagraph } from "./markdown.ts";
import { listMarkdown } from "./markdown-files.ts";

export interface DesignNote {
  /** Unique and safe as a file name on every system: of the file's name, whatever is not a-z, 0-9, _ or - is `~hh`. */
  slug: string;
  /** Relative to the working folder; for messages only, never for a page. */
  file: string;
  title: string;
  /** ISO date. */
  date: string;
  /** `accepted`, `superseded` or whatever the team writes; `null` where left out. */
  status: string | null;
  owner: string | null;
  /** Relations that the note is about, as SQL writes names: `public.orders`. */
  tables: string[];
  /** The line of each of `tables`. */
  tableLines: number[];
  decisions: Decision[];
  attestations: Attestation[];
  /** The first paragraph, as Markdown; empty where there is none. */
  summary: string;
  /** All after the front matter, as Markdown. */
  body: string;
}

const NOTE_FIELDS = ["title", "date", "status", "owner", "tables", "decisions", "attests"];
const DECISION_FIELDS = ["rule", "subject", "kind", "reason", "owner", "review-by"];
const ATTESTATION_FIELDS = ["rule", "on", "by", "evidence"];

/**
 * Reads the notes of a folder, `README.md` left out, newest first. A folder that is not there holds none.
 * @param bounds where the notes must lie, links followed; left out, the repository of the folder
 * @throws UserError for a field that is unknown, missing or not as it must be, with file and line
 */
export async function readNotes(folder: string, bounds: Bounds = boundsOf(folder)): Promise<DesignNote[]> {
  const names = (await listMarkdown(folder)).filter((name) => name.toLowerCase() !== "readme.md");
  const notes = names.map((name) => {
    const path = join(folder, name);
    const place = relative("", path).replaceAll("\\", "/");
    return parseNote(readTextFile(path, { place, bounds }), place);
  });
  return notes.sort((a, b) => compareText(b.date, a.date) || compareText(a.slug, b.slug));
}

/** One note from its text. `file` names it and gives the slug. */
export function parseNote(text: string, file: string): DesignNote {
  const { fields, body } = parseFrontMatter(text, file);
  fields.allow(NOTE_FIELDS);
  const slug = toSlug(basename(file, ".md"));
  const date = fields.date("date");
  const tables = fields.texts("tables");
  for (const { text: table, line } of tables) {
    const key = parseObjectKey(table);
    if (key === null || key.part !== null) {
      throw new UserError(`The note names ${table}, which is not schema and table.`, {
        place: `${file}:${line}`,
        hint: 'Write public.orders, or public."Order Line" where the name needs quotes.',
      });
    }
  }
  return {
    slug,
    file,
    title: fields.text("title"),
    date,
    status: fields.optionalText("status"),
    owner: fields.optionalText("owner"),
    tables: tables.map((entry) => entry.text),
    tableLines: tables.map((entry) => entry.line),
    decisions: fields.entries("decisions").map((entry) => buildDecision(entry, slug, date)),
    attestations: fields.entries("attests").map((entry) => buildAttestation(entry, slug)),
    summary: firstParagraph(body),
    body,
  };
}

function buildDecision(fields: Fields, slug: string, date: string): Decision {
  fields.allow(DECISION_FIELDS);
  return {
    carrier: "note",
    place: slug,
    rule: fields.text("rule"),
    subject: fields.text("subject"),
    kind: fields.choice("kind", ["waived", "justified"]),
    // What is wrong with a reason is a finding, and so is that there is none.
    reason: fields.optionalText("reason") ?? "",
    owner: fields.optionalText("owner"),
    reviewBy: fields.optionalDate("review-by"),
    date,
  };
}

function buildAttestation(fields: Fields, slug: string): Attestation {
  fields.allow(ATTESTATION_FIELDS);
  return {
    carrier: "note",
    place: slug,
    rule: fields.text("rule"),
    on: fields.date("on"),
    by: fields.text("by"),
    evidence: fields.optionalText("evidence"),
  };
}

/** Injective, and no two slugs differ only in case. `index` is the list's own page. */
function toSlug(name: string): string {
  if (name === "index") return "~69ndex";
  const bytes = [...new TextEncoder().encode(name)];
  return bytes
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[a-z0-9_-]/.test(character) ? character : `~${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
}

/**
 * Checks that the relations that notes are about exist.
 * @throws UserError that names file and line of the first one that does not, and the nearest name that does
 */
export function checkNotes(notes: readonly DesignNote[], catalog: Catalog): void {
  const known = new Set(catalog.relations.map(({ schema, name }) => quoteQualified(schema, name)));
  for (const note of [...notes].sort((a, b) => compareText(a.file, b.file))) {
    for (const [index, table] of note.tables.entries()) {
      const key = parseObjectKey(table);
      if (key !== null && known.has(quoteQualified(key.schema, key.relation))) continue;
      const near = nearest(table, known);
      throw new UserError(`The note names the table ${table}, which does not exist.`, {
        place: `${note.file}:${note.tableLines[index]}`,
        hint: near === null ? "Mend the name, or take it out of tables." : `Did you mean ${near}?`,
      });
    }
  }
}
