/** Runs of text as HTML. Everything that leaves here is escaped. */
import { escapeHtml } from "../../content/highlight.ts";
import type { Inline, Link, Prose, Sign, Style } from "../text.ts";
import { hrefOf, type Target } from "../urls.ts";

export { escapeHtml };

const SIGN_CLASSES: Readonly<Record<Sign, string>> = { "+": "added", "−": "gone", "~": "moved" };

/** Elements and classes of styles; a class alone makes a span. */
const STYLES: Readonly<Record<Style, [element: string, look: string]>> = {
  strong: ["b", ""],
  small: ["small", ""],
  chip: ["span", "chip"],
  missing: ["span", "miss"],
  about: ["span", "about"],
  asks: ["span", "asks"],
  kind: ["span", "kind"],
  severity: ["span", "severity"],
  result: ["span", "result"],
  when: ["span", "when"],
};

/** An element with attributes; those that are `null` or `undefined` are left out, and `true` has no value. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | true | null | undefined>>,
  ...content: string[]
): string {
  let tag = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === "") continue;
    tag += value === true ? ` ${key}` : ` ${key}="${typeof value === "number" ? value : escapeHtml(value)}"`;
  }
  return `${tag}>${content.join("")}</${name}>`;
}

/** @param file the page that it stands on */
export function renderProse(prose: Prose, file: string): string {
  let html = "";
  for (const part of prose) html += typeof part === "string" ? escapeHtml(part) : renderInline(part, file);
  return html;
}

export function renderLink({ text, to }: Link, file: string): string {
  return anchor(to, file, escapeHtml(text));
}

/** A link around HTML. `label` is what it is called where that is more than its text. */
export function anchor(to: Target, file: string, html: string, look?: string, label?: string): string {
  return element("a", { class: look, href: hrefOf(file, to), "aria-label": label }, html);
}

/** The link of a place to itself, for copying. */
export function renderHash(id: string, name: string): string {
  return element("a", { class: "hash", href: `#${id}`, "aria-label": `Link to ${name}` });
}

function renderInline(part: Exclude<Inline, string>, file: string): string {
  if ("code" in part) {
    const code = escapeHtml(part.code);
    return part.to === undefined ? `<code>${code}</code>` : anchor(part.to, file, code, "mono");
  }
  if ("value" in part) {
    const value = escapeHtml(part.value);
    return part.to === undefined ? `<code class="ck">${value}</code>` : anchor(part.to, file, value, "ck");
  }
  if ("style" in part) {
    const [name, look] = STYLES[part.style];
    return element(name, { class: look }, renderProse(part.text, file));
  }
  if ("tag" in part) return element("span", { class: `tag ${part.tag.look}` }, escapeHtml(part.tag.text));
  if ("counted" in part) return element("span", { class: `is-${part.counted.look}` }, escapeHtml(part.counted.text));
  if ("grade" in part) return `<span class="grade g${part.grade}">${part.grade}</span>`;
  if ("cell" in part) return `<i class="cell${part.cell === null ? "" : ` ${part.cell}`}"></i>`;
  if ("arrow" in part) return `<i class="arrow ${part.arrow}"></i>`;
  if ("sign" in part) return `<span class="${SIGN_CLASSES[part.sign]}">${part.sign}</span>`;
  if ("abbreviation" in part)
    return element("abbr", { class: "key", title: part.title }, escapeHtml(part.abbreviation));
  return renderLink(part, file);
}
