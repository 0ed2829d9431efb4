/** A page as the HTML that a layout places: one string. */
import type { Block, Cards, Facts, Fold, Links, List, ListItem, Page, Paragraph, Section } from "../page.ts";
import { plainText } from "../text.ts";
import { renderSql } from "./html-code.ts";
import { renderColumns } from "./html-columns.ts";
import { renderDiagram, renderLegend, renderMatrix, renderSeal, renderStrip } from "./html-figures.ts";
import { renderFindingGroup } from "./html-findings.ts";
import { renderTable } from "./html-table.ts";
import { anchor, element, escapeHtml, renderHash, renderLink, renderProse } from "./html-text.ts";

/** What stands with the title. `file` is the page's own, which links lead from. */
export function renderHead({ crumbs, name, face, chips = [], seal, hero, head = [] }: Page, file: string): string {
  if (hero !== undefined) {
    const words = `<div><h1>${escapeHtml(name)}</h1>${renderBlocks(hero, file, 2)}</div>`;
    return `<div class="hero">${seal === undefined ? "" : renderSeal(seal, true)}${words}</div>`;
  }
  const title = element("h1", { class: face === "name" ? null : face }, escapeHtml(name));
  const trail = crumbs.map((crumb) => renderLink(crumb, file));
  const pills = chips.map((chip) => `<span class="chip">${escapeHtml(chip)}</span>`);
  const ring = seal === undefined ? "" : renderSeal(seal, false);
  const above = `<p class="crumb">${trail.join(" / ")}</p><div class="title">${title}${pills.join("")}</div>`;
  return `<div class="relhead">${above}${ring}</div>${renderBlocks(head, file, 2)}`;
}

/** All below it. */
export function renderBody({ body }: Page, file: string): string {
  return renderBlocks(body, file, 2);
}

/** @param level that headings of sections among the blocks have */
function renderBlocks(blocks: readonly Block[], file: string, level: number): string {
  const isHalf = (block: Block | undefined) => block?.kind === "section" && block.look === "half";
  let html = "";
  for (const [index, block] of blocks.entries()) {
    if (isHalf(block) && !isHalf(blocks[index - 1])) html += '<div class="two">';
    html += renderBlock(block, file, level);
    if (isHalf(block) && !isHalf(blocks[index + 1])) html += "</div>";
  }
  return html;
}

function renderBlock(block: Block, file: string, level: number): string {
  switch (block.kind) {
    case "section":
      return renderSection(block, file, level);
    case "paragraph":
      return renderParagraph(block, file);
    case "markdown":
      return `<div class="${block.look}">${block.text.html}</div>`;
    case "facts":
      return renderFacts(block, file);
    case "columns":
      return renderColumns(block, file);
    case "table":
      return renderTable(block, file);
    case "list":
      return renderList(block, file);
    case "cards":
      return renderCards(block, file);
    case "fold":
      return renderFold(block, file, level);
    case "sql":
      return renderSql(block.text);
    case "diagram":
      return renderDiagram(block);
    case "findings":
      return block.groups.map((group) => renderFindingGroup(group, file)).join("");
    case "strip":
      return renderStrip(block, file);
    case "matrix":
      return renderMatrix(block, file);
    case "legend":
      return renderLegend();
    case "links":
      return renderLinks(block, file);
  }
}

function renderSection(section: Section, file: string, level: number): string {
  const { look, anchor: id, title, body } = section;
  if (look === "omissions")
    return element("div", { class: look }, renderProse(title, file), renderBlocks(body, file, level));
  const inner = renderBlocks(body, file, level + 1);
  if (look === "statement" || look === "contradiction")
    return element("section", { class: look, id }, renderHeading(section, null, file, level), inner);
  const whole = renderHeading(section, id, file, level) + inner;
  return look === "half" ? `<div>${whole}</div>` : whole;
}

function renderHeading(
  { title, anchor: own, number, note, count }: Section,
  id: string | null,
  file: string,
  level: number,
): string {
  const words = renderProse(title, file);
  const name =
    number === undefined ? words : `<a class="number" href="#${own}">${escapeHtml(number)}</a> <span>${words}</span>`;
  const beside = note === undefined ? (count === null ? "" : String(count)) : renderProse(note, file);
  const link = own === "" ? "" : renderHash(own, plainText(title));
  return element(`h${level}`, { id }, name, link, beside === "" ? "" : ` <small>${beside}</small>`);
}

function renderParagraph({ look, text }: Paragraph, file: string): string {
  return element("p", { class: look === "missing" ? "miss" : look }, renderProse(text, file));
}

function renderFacts({ entries, look }: Facts, file: string): string {
  const rows = entries.map(
    ({ label, value, alarming }) =>
      `<div><dt>${escapeHtml(label)}</dt>${element("dd", { class: alarming ? "alarming" : null }, renderProse(value, file))}</div>`,
  );
  return rows.length === 0 ? "" : element("dl", { class: look === undefined ? "facts" : `facts ${look}` }, ...rows);
}

function renderList({ look, items }: List, file: string): string {
  const html = items.map((item) => renderItem(item, file)).join("");
  if (look === "timeline") return `<ol class="tl">${html}</ol>`;
  return element("ul", { class: look === "plain" ? null : look }, html);
}

/** Each of several parts is one element, so that a grid can place it. */
function renderItem({ parts, items = [] }: ListItem, file: string): string {
  const html = parts.map((part) => {
    const text = renderProse(part, file);
    return parts.length > 1 && (part.length > 1 || typeof part[0] === "string") ? `<span>${text}</span>` : text;
  });
  const nested = items.length === 0 ? "" : `<ul>${items.map((item) => renderItem(item, file)).join("")}</ul>`;
  return `<li>${html.join(" ")}${nested}</li>`;
}

function renderCards({ look, cards }: Cards, file: string): string {
  const boxes = cards.map(({ title, to, aside, share, lines }) => {
    const head = `<b>${escapeHtml(title)}${aside === undefined ? "" : `<span>${escapeHtml(aside)}</span>`}</b>`;
    const text = lines.map((line) => `<p>${renderProse(line, file)}</p>`).join("");
    return anchor(to, file, head + (share === undefined ? "" : renderBar(share)) + text, look);
  });
  return look === "card" ? `<div class="cards">${boxes.join("")}</div>` : boxes.join("");
}

/** What is met, and what is left after a gap. */
function renderBar(share: number | null): string {
  const parts =
    share === null
      ? ""
      : `<rect class="met" width="${share}%" height="8"></rect><rect class="left" x="${share}%" width="${100 - share}%" height="8" transform="translate(2)"></rect>`;
  return `<svg class="bar" aria-hidden="true">${parts}</svg>`;
}

function renderFold({ summary, open, plain, body }: Fold, file: string, level: number): string {
  return element(
    "details",
    { class: plain ? null : "fold", open: open ? true : null },
    `<summary>${renderProse(summary, file)}</summary>`,
    renderBlocks(body, file, level),
  );
}

function renderLinks({ links }: Links, file: string): string {
  const all = links.map(({ text, to, current }) =>
    current ? `<a aria-current="page">${escapeHtml(text)}</a>` : renderLink({ text, to }, file),
  );
  return `<p class="pages">${all.join("")}</p>`;
}
