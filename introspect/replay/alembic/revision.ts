/** Reads one of Alembic's revisions: what it is called, what it follows, and what its two functions call. */
import { basename } from "node:path";
import { UserError } from "../../../src/model/user-error.ts";
import { formatStepName } from "../layouts/steps.ts";
import { type RevisionPart, readParts } from "./operations.ts";
import { docstringOf, type PythonModule, type PythonValue, parsePython, readConstants } from "./python.ts";

export interface Revision {
  /** What the user calls the file. */
  place: string;
  /** Its name without folders. */
  file: string;
  /** `null` where the file does not say which it is. */
  revision: string | null;
  /** What it follows: none for a base, several for a merge. `null` where the file does not say. */
  follows: string[] | null;
  labels: string[];
  /** Revisions of other branches, or labels of them, that it needs. */
  dependsOn: string[];
  /** For people: the first paragraph of the file's documentation, else the words of its name. */
  message: string;
  /** The day that it was written on, `2025-01-27`, by its documentation or its name; `null` where neither says. */
  written: string | null;
  /** `null` where the file has no such function. */
  upgrade: RevisionPart | null;
  downgrade: RevisionPart | null;
  /** The reason that a comment gives for having no way back, `# irreversible: reason`; `null` for none. */
  irreversible: string | null;
}

/** Whether a module is a revision: it says what it follows or which it is, or has the function that Alembic calls. */
export function isRevision(module: PythonModule): boolean {
  const constants = readConstants(module);
  return constants.has("down_revision") || constants.has("revision") || readParts(module).upgradesByAlembic;
}

/** Reads the text of a file. Throws `UserError` for what cannot be told without running it. */
export function readRevision(text: string, place: string): Revision {
  return toRevision(parsePython(text, place), place);
}

export function toRevision(module: PythonModule, place: string): Revision {
  const constants = readConstants(module);
  const file = basename(place);
  const said = constants.get("revision");
  const revision = said === undefined ? (/^([a-f0-9]+)\.py$/.exec(file)?.[1] ?? null) : said.value;
  if (typeof revision !== "string" && revision !== null) refuseValue("revision", place, said?.line);
  const list = (name: string) => {
    const constant = constants.get(name);
    return constant === undefined ? null : toNames(constant.value, name, place, constant.line);
  };
  const documentation = docstringOf(module)?.trim() ?? "";
  const { upgrade, downgrade, irreversible } = readParts(module);
  return {
    place,
    file,
    revision,
    follows: list("down_revision"),
    labels: list("branch_labels") ?? [],
    dependsOn: list("depends_on") ?? [],
    message:
      readMessage(documentation) ?? formatStepName(toSlug(file, revision), revision ?? file.replace(/\.py$/, "")),
    written: toDay(/^Create Date:\s*(\S+)/m.exec(documentation)?.[1] ?? "") ?? toDay(file),
    upgrade,
    downgrade,
    irreversible,
  };
}

function refuseValue(name: string, place: string, line: number | undefined): never {
  throw new UserError(`What \`${name}\` is cannot be told without running the file.`, {
    place: line === undefined ? place : `${place}:${line}`,
    hint: `Write it as a plain string, such as ${name} = "27c6a30d7c24".`,
  });
}

/** `None` is none, a string one, a tuple or list several. */
function toNames(value: PythonValue, name: string, place: string, line: number): string[] {
  const values = value === null ? [] : Array.isArray(value) ? value : [value];
  return values.map((each) => (typeof each === "string" ? each : refuseValue(name, place, line)));
}

/** As `alembic history` shows it. What it writes where no message was given is none. */
function readMessage(documentation: string): string | null {
  const first = (documentation.split(/\r?\n[^\S\n]*\r?\n/)[0] as string).replace(/\s+/g, " ").trim();
  return first === "" || first === "empty message" || /^Revision ID:/.test(first) ? null : first;
}

/** A date at the beginning of a name, and a time behind it. */
const DATED = /^\d{4}[-_]?\d{2}[-_]?\d{2}(?:[-_T]?\d{2,6}(?=[-_]|$))*(?:[-_]+|$)/;

/** The words of a file's name, without its date and the revision. */
function toSlug(file: string, revision: string | null): string {
  const stem = file.replace(/\.py$/, "").replace(DATED, "");
  const words = stem.split(/[-_]+/).filter((word) => word !== "");
  const own = revision?.split(/[-_]+/) ?? [];
  return words.filter((word) => !own.includes(word)).join(" ");
}

/** A date with or without hyphens at the beginning of a text, as `2025-01-27`. */
function toDay(text: string): string | null {
  const match = /^(\d{4})[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])(?!\d{1,5}(?:\D|$))/.exec(text);
  return match === null || !/^(19|20)/.test(text) ? null : match.slice(1, 4).join("-");
}
