/** Checkpoints read back: every field is checked, and a fault is named by its path. */
import { z } from "zod";
import { CATALOG_FORMAT_VERSION, type Catalog, catalogSchema } from "./catalog.ts";
import { JsonFault, type JsonPart, readJsonParts, toJsonParts } from "./json-lines.ts";
import { SCORECARD_FORMAT_VERSION, type Scorecard, scorecardSchema } from "./scorecard.ts";
import { UserError } from "./user-error.ts";

/** What a checkpoint is, for reading it and for speaking of it. */
interface Format {
  word: "catalog" | "scorecard";
  version: number;
  fields: Readonly<Record<string, z.ZodType>>;
  /** The command that writes it. */
  command: string;
}

const CATALOG: Format = {
  word: "catalog",
  version: CATALOG_FORMAT_VERSION,
  fields: catalogSchema.shape,
  command: "cartulary introspect",
};

const SCORECARD: Format = {
  word: "scorecard",
  version: SCORECARD_FORMAT_VERSION,
  fields: scorecardSchema.shape,
  command: "cartulary score --format json",
};

/**
 * Reads the text of `catalog.json`.
 * @param place the file, for messages
 * @throws UserError for text that is cut off or no JSON, another format version, or a field that is not as it must be
 */
export function parseCatalog(text: string, place = "catalog.json"): Catalog {
  return parse(CATALOG, text, place) as Catalog;
}

/** Reads the text of `scorecard.json`; as `parseCatalog`. */
export function parseScorecard(text: string, place = "scorecard.json"): Scorecard {
  return parse(SCORECARD, text, place) as Scorecard;
}

/**
 * Reads `catalog.json` in pieces. A file as `toCatalogChunks` writes it is never held as one text; any other is.
 * @throws UserError as `parseCatalog` does
 */
export async function readCatalog(pieces: AsyncIterable<string>, place = "catalog.json"): Promise<Catalog> {
  return (await read(CATALOG, pieces, place)) as Catalog;
}

/** Reads `scorecard.json` in pieces; as `readCatalog`. */
export async function readScorecard(pieces: AsyncIterable<string>, place = "scorecard.json"): Promise<Scorecard> {
  return (await read(SCORECARD, pieces, place)) as Scorecard;
}

function parse(format: Format, text: string, place: string): unknown {
  const reader = new DocumentReader(format, place);
  try {
    for (const part of toJsonParts(text)) reader.take(part);
  } catch (error) {
    throw reader.toUserError(error);
  }
  return reader.finish();
}

async function read(format: Format, pieces: AsyncIterable<string>, place: string): Promise<unknown> {
  const reader = new DocumentReader(format, place);
  try {
    for await (const part of readJsonParts(pieces)) reader.take(part);
  } catch (error) {
    throw reader.toUserError(error);
  }
  return reader.finish();
}

/** Puts a document together from its parts, each checked as it comes. */
class DocumentReader {
  readonly #format: Format;
  readonly #place: string;
  readonly #document: Record<string, unknown> = {};
  /** What the first part says; `null` where it says something else, `undefined` before it came. */
  #version: unknown;

  constructor(format: Format, place: string) {
    this.#format = format;
    this.#place = place;
  }

  take(part: JsonPart): void {
    const { key, value } = part;
    // The version comes first: of another one, nothing else can be judged but which of our files it is.
    if (this.#version === undefined) {
      this.#version = key === "formatVersion" ? value : null;
      if (typeof this.#version !== "number") this.#requireVersion();
      this.#document.formatVersion = value;
      return;
    }
    if (this.#isOthers(key)) throw this.#unknownField(key, part);
    this.#requireVersion();
    const field = Object.hasOwn(this.#format.fields, key) ? this.#format.fields[key] : undefined;
    if (field === undefined) throw this.#unknownField(key, part);
    if (!("index" in part)) {
      this.#document[key] = this.#check(field, value, [key], part);
      return;
    }
    if (!(field instanceof z.ZodArray)) throw this.#fault([key], "must not be a list", part);
    const list = (this.#document[key] ?? []) as unknown[];
    this.#document[key] = list;
    list.push(this.#check(field.element as z.ZodType, value, [key, part.index], part));
  }

  #requireVersion(): void {
    const { word, version, command } = this.#format;
    const found = this.#version;
    if (found === version) return;
    if (typeof found === "number" && Number.isSafeInteger(found) && found > 0) {
      const age = found > version ? "a newer" : "an older";
      throw new UserError(
        `The ${word} was written by ${age} Cartulary: its format is ${found}, this one reads ${version}.`,
        {
          place: this.#place,
          hint:
            found > version ? "Update Cartulary, or write the file with this one." : `Write it anew with ${command}.`,
        },
      );
    }
    const has = found == null ? "no formatVersion" : `the formatVersion ${JSON.stringify(found)}`;
    throw new UserError(`This is no ${word} that Cartulary wrote: it has ${has}.`, {
      place: this.#place,
      hint: `Write one with ${command}.`,
    });
  }

  /** The document, every field being there. */
  finish(): unknown {
    this.#requireVersion();
    for (const key of Object.keys(this.#format.fields)) {
      if (!Object.hasOwn(this.#document, key)) throw this.#fault([key], "is missing", null);
    }
    return this.#document;
  }

  /** Says a fault of the text as one of the file; everything else goes on as it is. */
  toUserError(error: unknown): unknown {
    if (!(error instanceof JsonFault)) return error;
    const { word, command } = this.#format;
    const place = error.line === null ? this.#place : `${this.#place}:${error.line}`;
    return error.cutOff
      ? new UserError(`The ${word} ends in the middle.`, {
          place,
          hint: `The file was cut off while it was written or copied. Write it anew with ${command}.`,
          cause: error,
        })
      : new UserError(`The ${word} is not valid JSON.`, {
          place,
          hint: `Write it anew with ${command}.`,
          cause: error,
        });
  }

  /** Whether only the other format has the field. */
  #isOthers(key: string): boolean {
    return (
      !Object.hasOwn(this.#format.fields, key) &&
      [CATALOG, SCORECARD].some((format) => Object.hasOwn(format.fields, key))
    );
  }

  /** A file of the other format is told apart from one that was changed. */
  #unknownField(key: string, part: JsonPart): UserError {
    const { word, command } = this.#format;
    const other = [CATALOG, SCORECARD].find((format) => Object.hasOwn(format.fields, key));
    if (other === undefined) return this.#fault([key], "is not a field of the format", part);
    return new UserError(`This is a ${other.word}, and a ${word} is needed.`, {
      place: this.#place,
      hint: `Write one with ${command}.`,
    });
  }

  #check(field: z.ZodType, value: unknown, path: PropertyKey[], part: JsonPart): unknown {
    const parsed = field.safeParse(value);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const text = (issue?.message ?? "is not as it must be").replace(/^Invalid (?:input|option): /, "");
    throw this.#fault([...path, ...(issue?.path ?? [])], text, part);
  }

  #fault(path: PropertyKey[], text: string, part: JsonPart | null): UserError {
    const { word, command } = this.#format;
    const line = part === null || part.line === null ? "" : `:${part.line}`;
    return new UserError(`The ${word} cannot be used: ${z.core.toDotPath(path)}: ${text}.`, {
      place: `${this.#place}${line}`,
      hint: `The file was changed by hand or by another program. Write it anew with ${command}.`,
    });
  }
}
