/** SQL and other code as HTML, with a button that copies it. */
import { escapeHtml } from "./html-text.ts";
import { type SqlRun, splitSql } from "./sql-runs.ts";

const CLASSES: Readonly<Record<SqlRun["kind"], string | null>> = {
  plain: null,
  keyword: "k",
  string: "s",
  comment: "c",
};

/** Code as it stands. */
export function renderCode(text: string): string {
  return frame(escapeHtml(text));
}

/** SQL with its keywords, strings and comments coloured. */
export function renderSql(text: string): string {
  const runs = splitSql(text).map((run) => {
    const look = CLASSES[run.kind];
    return look === null ? escapeHtml(run.text) : `<span class="${look}">${escapeHtml(run.text)}</span>`;
  });
  return frame(runs.join(""));
}

function frame(html: string): string {
  const button = '<button class="copy" type="button" data-copy="previous">Copy</button>';
  return `<div class="code"><pre tabindex="0"><code>${html}</code></pre>${button}</div>`;
}
