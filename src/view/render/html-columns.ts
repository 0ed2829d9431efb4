/** The columns of a relation as HTML: a table whose rows are grids, each with its findings folded below it. */
import type { ColumnList, ColumnRow } from "../page.ts";
import { renderPanel } from "./html-findings.ts";
import { element, escapeHtml, renderHash, renderProse } from "./html-text.ts";

export function renderColumns({ rows, measured, commented }: ColumnList, file: string): string {
  const titles = ["Column", "Type", "Null", "Default", ...(measured ? ["Values"] : []), "Description"];
  const head = titles.map((title) =>
    element(
      "th",
      { role: "columnheader", scope: "col" },
      title === "Null" ? `<span class="out-of-sight">Null</span>` : title,
    ),
  );
  const body = rows.map((row) => renderRow(row, { measured, commented, file }));
  return element(
    "table",
    { role: "table", class: measured ? "cols measured" : "cols", "aria-label": "Columns" },
    `<thead role="rowgroup"><tr role="row">${head.join("")}</tr></thead>`,
    `<tbody role="rowgroup">${body.join("")}</tbody>`,
  );
}

function renderRow(
  { anchor, name, keys, type, nullable, value, statistics, comment, lines, findings }: ColumnRow,
  { measured, commented, file }: { measured: boolean; commented: boolean; file: string },
): string {
  const cell = (look: string, ...content: string[]) => element("td", { role: "cell", class: look }, ...content);
  const marks = keys.map(({ abbreviation, title }) =>
    element("abbr", { class: abbreviation === "PK" ? "key pk" : "key", title }, escapeHtml(abbreviation)),
  );
  const said =
    comment === null ? (commented && lines.length === 0 ? '<span class="miss">no comment</span>' : "") : comment.html;
  return element(
    "tr",
    { role: "row", id: anchor },
    element(
      "th",
      { role: "rowheader", scope: "row", class: "cn" },
      `<code>${escapeHtml(name)}</code>`,
      ...marks,
      renderHash(anchor, name),
    ),
    cell("ct", element("code", { title: type.full === type.short ? null : type.full }, escapeHtml(type.short))),
    cell(nullable ? "cz y" : "cz", nullable ? "null" : ""),
    cell("cd", renderProse(value, file)),
    measured ? cell("cs", renderProse(statistics, file)) : "",
    cell("cx", said, ...lines.map((line) => `<p>${renderProse(line, file)}</p>`)),
    findings.length === 0 ? "" : cell("cf", renderPanel(findings, name, file)),
  );
}
