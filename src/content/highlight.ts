/** SQL coloured as the site has it: keywords and strings, by class, no inline style. */
import { createHighlighterCoreSync, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import sql from "shiki/langs/sql.mjs";

/** Colours that only tell the two kinds apart; the page's stylesheet has the real ones. */
const KEYWORD = "#000001";
const STRING = "#000002";

let highlighter: HighlighterCore | null = null;

function theHighlighter(): HighlighterCore {
  highlighter ??= createHighlighterCoreSync({
    langs: [sql],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
    themes: [
      {
        name: "kinds",
        type: "light",
        fg: "#000000",
        bg: "#ffffff",
        tokenColors: [
          { scope: ["keyword", "storage"], settings: { foreground: KEYWORD } },
          { scope: ["string.quoted.single"], settings: { foreground: STRING } },
        ],
      },
    ],
  });
  return highlighter;
}

/** Characters of code that is coloured at all, and of a line in it: the grammar goes over a line for each of its words. */
const MOST_CHARACTERS = 32_768;
const MOST_IN_LINE = 2_000;

/** Escaped HTML with `<span class="k">` around keywords and `<span class="s">` around strings; plain where it is long. */
export function highlightSql(code: string): string {
  if (code.length > MOST_CHARACTERS) return escapeHtml(code);
  const lines = theHighlighter().codeToTokensBase(code, {
    lang: "sql",
    theme: "kinds",
    tokenizeMaxLineLength: MOST_IN_LINE,
    // No limit of time: on a busy machine it would leave a line plain, and the same input would give other bytes.
    tokenizeTimeLimit: 0,
  });
  return lines
    .map((tokens) =>
      tokens
        .map(({ content, color }) => {
          const text = escapeHtml(content);
          if (color === STRING) return `<span class="s">${text}</span>`;
          // Columns may be named like keywords; ours and PostgreSQL's SQL has keywords in capitals.
          return color === KEYWORD && /^[^a-z]*[A-Z][^a-z]*$/.test(content) ? `<span class="k">${text}</span>` : text;
        })
        .join(""),
    )
    .join("\n");
}

/** Text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
