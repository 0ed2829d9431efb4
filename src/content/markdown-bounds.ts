/**
 * How much a Markdown text may ask for. marked calls itself for what is nested and goes over a text again for each of
 * its parts: some thousand signs are enough to fill the stack, or an hour. What asks for more than any text that people
 * write is shown as the plain text that it is.
 */
import { Tokenizer, type Tokens } from "marked";

/** Characters of a whole text, and lines: what is laid out at all. */
const MOST_CHARACTERS = 65_536;
const MOST_LINES = 8_000;
/** Characters of one paragraph, list item or cell: emphasis and links are looked for with all of it. */
const MOST_IN_PARAGRAPH = 8_192;
/** Lists and quotes in one another; emphasis and links in one another. */
const MOST_LEVELS = 16;
/**
 * Characters that are read again: those of lists and quotes for each level, and those behind each sign that may begin
 * emphasis or a link, since its end is looked for in all of them.
 */
const MOST_READ_AGAIN = 16_777_216;
/** Cells of a table; a short row is filled up. */
const MOST_CELLS = 20_000;
/** Characters of the addresses of all links: one that is defined once may be used often. */
const MOST_IN_ADDRESSES = 1_048_576;

/** The text asks for more. */
export class TooMuchError extends Error {
  override readonly name = "TooMuchError";
}

/** @throws TooMuchError for a text that is too long to be laid out */
export function checkLength(text: string): void {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1 && text.length <= MOST_CHARACTERS; at = text.indexOf("\n", at + 1)) {
    lines += 1;
  }
  if (text.length > MOST_CHARACTERS || lines > MOST_LINES) throw new TooMuchError();
}

/** marked's own tokenizer, for one text; it throws TooMuchError as soon as the text asks for too much. */
export class BoundedTokenizer extends Tokenizer {
  #level = 0;
  #readAgain = 0;
  #addresses = 0;

  override blockquote(source: string): Tokens.Blockquote | undefined {
    return this.#oneLevel(() => super.blockquote(source));
  }

  override list(source: string): Tokens.List | undefined {
    return this.#oneLevel(() => super.list(source));
  }

  override emStrong(source: string, masked: string, before?: string): Tokens.Em | Tokens.Strong | undefined {
    return this.#inLine(source, () => super.emStrong(source, masked, before));
  }

  override del(source: string, masked: string, before?: string): Tokens.Del | undefined {
    return this.#inLine(source, () => super.del(source, masked, before));
  }

  override link(source: string): Tokens.Link | Tokens.Image | undefined {
    return this.#withAddress(this.#inLine(source, () => super.link(source)));
  }

  override reflink(
    source: string,
    links: Parameters<Tokenizer["reflink"]>[1],
  ): Tokens.Link | Tokens.Image | Tokens.Text | undefined {
    return this.#withAddress(this.#inLine(source, () => super.reflink(source, links)));
  }

  override paragraph(source: string): Tokens.Paragraph | undefined {
    return withinParagraph(super.paragraph(source));
  }

  override text(source: string): Tokens.Text | undefined {
    return withinParagraph(super.text(source));
  }

  override heading(source: string): Tokens.Heading | undefined {
    return withinParagraph(super.heading(source));
  }

  override lheading(source: string): Tokens.Heading | undefined {
    return withinParagraph(super.lheading(source));
  }

  override table(source: string): Tokens.Table | undefined {
    checkTable(source);
    const table = super.table(source);
    for (const cell of [...(table?.header ?? []), ...(table?.rows.flat() ?? [])]) withinParagraph(cell);
    return table;
  }

  #oneLevel<T extends { raw: string }>(read: () => T | undefined): T | undefined {
    this.#level += 1;
    if (this.#level > MOST_LEVELS) throw new TooMuchError();
    const token = read();
    this.#level -= 1;
    this.#count(token?.raw.length ?? 0);
    return token;
  }

  /** Emphasis or a link, if the sign at the beginning is one that may begin it. */
  #inLine<T extends { raw: string }>(source: string, read: () => T | undefined): T | undefined {
    if (!/^[*_~[!]/.test(source)) return undefined;
    this.#count(source.length);
    return this.#oneLevel(read);
  }

  #count(characters: number): void {
    this.#readAgain += characters;
    if (this.#readAgain > MOST_READ_AGAIN) throw new TooMuchError();
  }

  #withAddress<T extends { type: string }>(token: T | undefined): T | undefined {
    if (token !== undefined && "href" in token) this.#addresses += String(token.href).length;
    if (this.#addresses > MOST_IN_ADDRESSES) throw new TooMuchError();
    return token;
  }
}

function withinParagraph<T extends { text: string }>(token: T | undefined): T | undefined {
  if (token !== undefined && token.text.length > MOST_IN_PARAGRAPH) throw new TooMuchError();
  return token;
}

/** A table's first two lines say how many columns it has; it goes on to the next blank line. */
function checkTable(source: string): void {
  const [head = "", delimiter = ""] = source.split("\n", 2);
  if (!/^[\s|:-]+$/.test(delimiter)) return;
  const columns = head.split("|").length;
  let rows = 1;
  for (let at = source.indexOf("\n"); at !== -1 && source[at + 1] !== "\n"; at = source.indexOf("\n", at + 1))
    rows += 1;
  if (columns > 1 && columns * rows > MOST_CELLS) throw new TooMuchError();
}
