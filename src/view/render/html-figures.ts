/** What is drawn, as HTML: seals, cells of rules, diagrams. */
import type { Diagram, Matrix, Seal, Strip } from "../page.ts";
import type { Look } from "../text.ts";
import { renderCode } from "./html-code.ts";
import { anchor, element, escapeHtml } from "./html-text.ts";

/** A ring of which as much is drawn as there are points. */
export function renderSeal({ grade, score, label }: Seal, big: boolean): string {
  const [box, radius, stroke, gradeAt, gradeSize, scoreAt, scoreSize] = big
    ? [148, 66, 8, 82, 52, 108, 15]
    : [64, 28, 5, 33, 21, 46, 10.5];
  const middle = box / 2;
  const round = 2 * Math.PI * radius;
  const ring = { cx: middle, cy: middle, r: radius, fill: "none", "stroke-width": stroke };
  const text = (y: number, size: number, fill: string, weight?: number) => ({
    x: middle,
    y,
    "font-weight": weight,
    "font-size": size,
    fill,
  });
  const arc = ((round * (score ?? 0)) / 100).toFixed(1);
  return element(
    "svg",
    {
      class: "seal",
      width: box,
      height: box,
      viewBox: `0 0 ${box} ${box}`,
      role: "img",
      "aria-label": label,
      "data-grade": grade,
    },
    element("circle", { ...ring, stroke: "var(--line)" }),
    (score ?? 0) === 0
      ? ""
      : element("circle", {
          class: `ring${grade === null ? "" : ` s${grade}`}`,
          ...ring,
          "stroke-dasharray": `${arc} ${round.toFixed(1)}`,
          transform: `rotate(-90 ${middle} ${middle})`,
          "stroke-linecap": "round",
        }),
    element("text", text(gradeAt, gradeSize, "var(--ink)", 600), grade ?? "–"),
    score === null ? "" : element("text", text(scoreAt, scoreSize, "var(--ink-3)"), String(score)),
  );
}

export function renderStrip({ groups }: Strip, file: string): string {
  const items = groups.map(({ name, tally, cells }) => {
    const list = cells.map((cell) => `<li>${renderCell(cell, file)}</li>`).join("");
    return `<li><span class="name">${name} <b>${tally ?? ""}</b></span><ul class="cells">${list}</ul></li>`;
  });
  return `<ul class="strip">${items.join("")}</ul>`;
}

function renderCell(
  { look, to, rule, verdict, reason, title }: Strip["groups"][number]["cells"][number],
  file: string,
) {
  const label = `${rule}, ${verdict}: ${reason ?? title}`;
  const says = `<span class="says" aria-hidden="true">${escapeHtml(label)}</span>`;
  return anchor(to, file, `<i class="cell ${look}"></i>${says}`, undefined, label);
}

export function renderMatrix({ groups, width, height, rows }: Matrix, file: string): string {
  const names = groups.map(({ name, x }) => element("text", { x, y: 11 }, escapeHtml(name)));
  const lines = rows.map(({ name, to, grade, score, summary, paths }) => [
    anchor(to, file, escapeHtml(name), "mono rn"),
    `<span class="grade${grade === null ? "" : ` g${grade}`}">${grade ?? "–"}</span>`,
    element(
      "svg",
      { width, height, role: "img", "aria-label": summary },
      `<title>${escapeHtml(summary)}</title>`,
      ...paths.map(({ look, path }) => element("path", { class: `m-${look}`, d: path })),
    ),
    `<span class="num">${score ?? "–"}</span>`,
  ]);
  return element(
    "div",
    { class: "scroll", tabindex: 0, role: "group", "aria-label": "Tables against the guide" },
    '<div class="matrix"><span></span><span></span>',
    element("svg", { width, height: 14, "aria-hidden": "true" }, ...names),
    '<span class="num">Score</span>',
    ...lines.flat(),
    "</div>",
  );
}

const LOOKS: readonly (readonly [Look, string])[] = [
  ["met", "met"],
  ["warning", "warning"],
  ["error", "error"],
  ["information", "for information"],
  ["excused", "waived or justified"],
  ["unassessed", "not assessed"],
];

export function renderLegend(): string {
  const entries = LOOKS.map(([look, words]) => `<span><i class="cell ${look}"></i>${words}</span>`);
  return `<div class="legend">${entries.join("")}</div>`;
}

export function renderDiagram({ svg, mermaid }: Diagram): string {
  const text = `<details><summary>Mermaid text</summary>${renderCode(mermaid)}</details>`;
  return `<div class="erd"><div class="draw" tabindex="0" role="group" aria-label="Diagram">${svg}</div><div class="erdbar">${text}<span>1 hop</span></div></div>`;
}
