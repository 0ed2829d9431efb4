/** Markdown to HTML that is safe to place on a page: design notes, rule pages, the guide, comments of the database. */
import {
  Marked,
  type MarkedOptions,
  type RendererObject,
  type TokenizerAndRendererExtension,
  type TokenizerObject,
} from "marked";
import { escapeHtml, highlightSql } from "./highlight.ts";
import { BoundedTokenizer, checkLength, TooMuchError } from "./markdown-bounds.ts";
import { sanitizeHtml } from "./sanitize.ts";

export interface MarkdownOptions {
  /** The page of a relation or column named in code (`orders`, `auth.sessions`); `null` where it is none. */
  link?: (name: string) => string | null;
  /** The level that a `#` becomes; 2 where left out, since the page's title is the only h1. */
  headingLevel?: number;
  /** Called for each fenced `mermaid` block. */
  onMermaid?: () => void;
}

/**
 * Sanitised HTML. Fenced `mermaid` blocks become `<pre class="mermaid-source"><code>`, for the page's script to draw;
 * fenced `sql` is coloured. Code that names a relation, and `[schema.table.column]`, becomes a link.
 */
export function renderMarkdown(text: string, options: MarkdownOptions = {}): string {
  const parser = buildParser();
  parser.use({ renderer: buildRenderer(options), extensions: buildExtensions(options) });
  return render(parser, text) ?? `${AS_WRITTEN}<pre><code>${escapeHtml(text)}</code></pre>\n`;
}

/**
 * COMMENT ON text as sanitised HTML. A line break is a line break, HTML is shown as the text that it is, and there are
 * no headings, rules and images: a comment that begins with `#`, is `---` or holds `<id>` reads as it was written.
 */
export function renderComment(text: string, options: Pick<MarkdownOptions, "link"> = {}): string {
  // Most comments are one plain sentence.
  if (/^[A-Za-z][\w (),;%=+]*[.?!]?$/.test(text) && !/_|www/.test(text)) return `<p>${escapeHtml(text)}</p>`;
  const parser = buildParser({ breaks: true });
  parser.use({
    tokenizer: COMMENT_TOKENIZER,
    renderer: { ...buildRenderer(options), image: ({ text: alternative }) => escapeHtml(alternative) },
    extensions: buildExtensions(options),
  });
  return render(parser, text) ?? `<p>${escapeHtml(text).replace(/\r?\n/g, "<br />")}</p>\n`;
}

/** The first paragraph's own Markdown; empty where there is none, and where the text is too much to be laid out. */
export function firstParagraph(text: string): string {
  const parser = buildParser();
  const tokens = withinBounds(text, () => parser.lexer(text)) ?? [];
  return tokens.find(({ type }) => type === "paragraph")?.raw.trim() ?? "";
}

const AS_WRITTEN = "<p>This text is too long, or nested too deep, to be laid out. It is shown as it was written.</p>\n";

/** A tokenizer counts for one text, so that each has a parser of its own. */
function buildParser(more: MarkedOptions = {}): Marked {
  // The constructor takes an object of functions only.
  return new Marked().setOptions({ gfm: true, async: false, ...more, tokenizer: new BoundedTokenizer() });
}

/** `null` where the text asks for too much. */
function render(parser: Marked, text: string): string | null {
  const html = withinBounds(text, () => parser.parse(text) as string);
  return html === null ? null : colourSql(sanitizeHtml(html));
}

function withinBounds<T>(text: string, read: () => T): T | null {
  try {
    checkLength(text);
    return read();
  } catch (error) {
    if (error instanceof TooMuchError) return null;
    throw error;
  }
}

/** What a comment does not have: these leave the text as text. */
const COMMENT_TOKENIZER: TokenizerObject = {
  heading: () => undefined,
  lheading: () => undefined,
  code: () => undefined,
  html: () => undefined,
  tag: () => undefined,
  hr: () => undefined,
  def: () => undefined,
};

function buildRenderer({ link, headingLevel = 2, onMermaid }: MarkdownOptions): RendererObject {
  let insideLink = false;
  return {
    heading({ tokens, depth }) {
      const level = Math.min(6, depth + headingLevel - 1);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    code({ text, lang }) {
      const language = /^[\w+-]+/.exec(lang ?? "")?.[0] ?? "";
      if (language === "mermaid") {
        onMermaid?.();
        return `<pre class="mermaid-source"><code>${escapeHtml(text)}</code></pre>\n`;
      }
      const name = language === "" ? "" : ` class="language-${language}"`;
      return `<pre><code${name}>${escapeHtml(text)}</code></pre>\n`;
    },
    codespan({ text }) {
      const code = `<code>${escapeHtml(text)}</code>`;
      const href = insideLink ? null : (link?.(text) ?? null);
      return href === null ? code : `<a href="${escapeHtml(href)}">${code}</a>`;
    },
    link({ href, title, tokens }) {
      const before = insideLink;
      insideLink = true;
      const text = this.parser.parseInline(tokens);
      insideLink = before;
      const name = title ? ` title="${escapeHtml(title)}"` : "";
      return `<a href="${escapeHtml(href)}"${name}>${text}</a>`;
    },
  };
}

const PART = String.raw`(?:"(?:[^"\n]|"")+"|[A-Za-z_][\w$]*)`;
const REFERENCE = new RegExp(String.raw`^\[(${PART}(?:\.${PART}){1,2})\](?![[(:])`);

/** `[schema.table]` and `[schema.table.column]`, where there is such a thing. */
function buildExtensions({ link }: MarkdownOptions): TokenizerAndRendererExtension[] {
  if (link === undefined) return [];
  return [
    {
      name: "reference",
      level: "inline",
      start: (text) => text.indexOf("["),
      tokenizer(text) {
        const match = REFERENCE.exec(text);
        const href = match === null || this.lexer.state.inLink ? null : link(match[1] as string);
        return match === null || href === null
          ? undefined
          : { type: "reference", raw: match[0], text: match[1] as string, href };
      },
      renderer: (token) => `<a href="${escapeHtml(token.href)}"><code>${escapeHtml(token.text)}</code></a>`,
    },
  ];
}

/** Colours what stands in sql blocks. It runs last, on text that is escaped, so no class of a user's passes for ours. */
function colourSql(html: string): string {
  return html.replace(/(<pre><code class="language-sql">)([^<]*)(?=<\/code><\/pre>)/g, (_, open, code) => {
    return `${open}${highlightSql(unescapeHtml(code))}`;
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#34": '"' };

/** The five characters that the sanitiser writes as entities. */
function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|#34);/g, (_, name: string) => ENTITIES[name] as string);
}
