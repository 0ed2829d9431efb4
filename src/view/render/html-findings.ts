/** Findings as HTML. */
import type { FindingGroup } from "../page.ts";
import { renderSql } from "./html-code.ts";
import { renderTable } from "./html-table.ts";
import { element, escapeHtml, renderHash, renderLink, renderProse } from "./html-text.ts";

/** Findings of one place are folded by rule, errors open; those that name their places stand as they are. */
export function renderFindingGroup(group: FindingGroup, file: string): string {
  return group.places === null ? renderFolded(group, file) : renderWhole(group, file);
}

function renderFolded(group: FindingGroup, file: string): string {
  const { tag, rule, summary, messages, more } = group;
  const [first] = messages;
  const id = typeof rule === "string" ? rule : rule.text;
  const says =
    summary === null
      ? renderProse(first?.text ?? [], file)
      : `<b>${escapeHtml(summary.counted)}</b> <span>${escapeHtml(summary.title)}</span>`;
  const list = messages.map(({ anchor, text }) =>
    element("p", anchor === null ? {} : { id: anchor }, renderProse(text, file)),
  );
  const head = `<i class="cell ${tag.look}"></i><span class="out-of-sight">${escapeHtml(tag.text)}</span><span class="what">${says}</span>`;
  const fold = element(
    "details",
    { class: group.remedy?.sql == null ? "fg" : "fg mends", open: tag.look === "error" ? true : null },
    `<summary>${head}<span class="by">${escapeHtml(id)}</span></summary>`,
    element(
      "div",
      { class: "in" },
      renderRule(group, file),
      ...(summary === null ? [] : list),
      more.length === 0 ? "" : renderMore(more),
      renderEvidence(group),
      renderRemedy(group),
    ),
  );
  const own = first?.anchor ?? null;
  return element(
    "div",
    { class: "fgw", id: summary === null ? own : null },
    fold,
    own === null ? "" : renderHash(own, id),
  );
}

function renderRemedy({ remedy }: FindingGroup): string {
  if (remedy === null) return "";
  return `${remedy.sql === null ? "" : renderSql(remedy.sql)}<p class="lock">${escapeHtml(remedy.note)}</p>`;
}

/** The marks of a row, at most two, which open what was found of it. */
export function renderPanel(groups: readonly FindingGroup[], name: string, file: string): string {
  const tags = Map.groupBy(groups, ({ tag }) => tag.text);
  const counted = [...tags].map(([text, own]) => `${own.length} ${text.toLowerCase()}`).join(", ");
  const marks = [...new Set(groups.map(({ tag }) => tag.look))]
    .slice(0, 2)
    .map((look) => `<i class="cell ${look}"></i>`);
  const parts = groups.map((group) =>
    element(
      "div",
      {},
      ...group.messages.map(
        ({ text }) =>
          `<p><span class="tag ${group.tag.look}">${escapeHtml(group.tag.text)}</span>${renderProse(text, file)}</p>`,
      ),
      renderRule(group, file),
      renderRemedy(group),
    ),
  );
  const label = `${counted} on ${name}`;
  const summary = element("summary", { "aria-label": label, title: label }, ...marks);
  return `<details class="panel">${summary}${parts.join("")}</details>`;
}

function renderWhole(group: FindingGroup, file: string): string {
  const { tag, anchor, messages, more, places } = group;
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
      renderRemedy(group),
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
