/** Findings as HTML. */
import type { FindingGroup } from "../page.ts";
import { renderSql } from "./html-code.ts";
import { renderTable } from "./html-table.ts";
import { element, escapeHtml, renderLink, renderProse } from "./html-text.ts";

export function renderFindingGroup(group: FindingGroup, file: string): string {
  const { tag, anchor, messages, more, remedy, places } = group;
  return element(
    "section",
    { class: "finding", id: anchor },
    element("span", { class: `tag ${tag.look}` }, escapeHtml(tag.text)),
    element(
      "div",
      {},
      ...messages.map(({ anchor: id, text }) => element("p", { id }, renderProse(text, file))),
      more.length === 0 ? "" : renderMore(more),
      renderRule(group, file),
      renderEvidence(group),
      remedy === null
        ? ""
        : `${remedy.sql === null ? "" : renderSql(remedy.sql)}<p class="lock">${escapeHtml(remedy.note)}</p>`,
      places === null ? "" : renderPlaces(places, file),
    ),
  );
}

function renderMore(anchors: readonly string[]): string {
  const places = anchors.map((id) => element("span", { id }));
  return `<p class="miss">${places.join("")}and ${anchors.length} more</p>`;
}

function renderRule({ rule, status, why }: FindingGroup, file: string): string {
  const id = typeof rule === "string" ? escapeHtml(rule) : renderLink(rule, file);
  const said = status.length === 0 ? "" : `, ${renderProse(status, file)}`;
  return `<p class="why">${id}${said}${why === null ? "" : `. ${escapeHtml(why)}`}</p>`;
}

function renderEvidence({ evidence }: FindingGroup): string {
  if (evidence.length === 0) return "";
  const entries = evidence.map(({ about, facts }) => {
    const rows = facts.map(({ name, value }) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`);
    return `${about === null ? "" : `<p class="mono">${escapeHtml(about)}</p>`}<dl>${rows.join("")}</dl>`;
  });
  return `<details class="evidence"><summary>Evidence</summary>${entries.join("")}</details>`;
}

function renderPlaces({ title, folded, table, more }: NonNullable<FindingGroup["places"]>, file: string): string {
  return element(
    "details",
    { class: "fold", open: folded ? null : true },
    `<summary>${escapeHtml(title)}</summary>`,
    renderTable(table, file),
    more === null ? "" : `<p>${renderLink(more, file)}</p>`,
  );
}
