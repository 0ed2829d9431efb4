import { describe, expect, test } from "vitest";
import { type Badge, buildShieldsFields, formatBadgeSvg } from "../../src/badge/index.ts";
import type { Grade } from "../../src/model/scorecard.ts";
import { elementsOf } from "../support/html-tree.ts";

const GRADES: readonly (Grade | null)[] = ["A", "B", "C", "D", "E", null];

function texts(badge: Badge): string[] {
  return elementsOf(formatBadgeSvg(badge))
    .filter(({ name }) => name === "text")
    .map(({ text }) => text);
}

/** WCAG's contrast of a colour with white. */
function contrastWithWhite(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

describe("the badge", () => {
  test("of a table with 84 points is this", () => {
    expect(
      formatBadgeSvg({ label: "orders", grade: "B", score: 84 }).replaceAll("><", ">\n<"),
    ).toBe(`<svg xmlns="http://www.w3.org/2000/svg" width="97" height="20" viewBox="0 0 97 20" role="img" aria-label="orders: B 84">
<title>orders: B 84</title>
<path fill="#3d3a34" d="M3 0H56V20H3A3 3 0 0 1 0 17V3A3 3 0 0 1 3 0Z"/>
<path fill="#2d774f" d="M56 0H94A3 3 0 0 1 97 3V17A3 3 0 0 1 94 20H56Z"/>
<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">
<text x="7" y="14" textLength="42" lengthAdjust="spacingAndGlyphs">orders</text>
<text x="63" y="14" textLength="27" lengthAdjust="spacingAndGlyphs">B 84</text>
</g>
</svg>`);
  });

  test("says unrated where there is no grade, whatever the score is", () => {
    expect(texts({ label: "orders", grade: null, score: 84 })).toEqual(["orders", "unrated"]);
    expect(texts({ label: "orders", grade: "A", score: 100 })).toEqual(["orders", "A 100"]);
    expect(texts({ label: "orders", grade: "A", score: null })).toEqual(["orders", "A"]);
  });

  test("shows any name as text, cuts a long one, and is whole XML", () => {
    const label = `</text><script>alert("1")</script>&'\u0007${"x".repeat(80)}`;
    const elements = elementsOf(formatBadgeSvg({ label, grade: "C", score: 61 }));
    expect(elements.map(({ name }) => name)).toEqual(["svg", "title", "path", "path", "g", "text", "text"]);
    expect(elements[1]?.text).toBe(`</text><script>alert("1")</script>&'\\u0007${"x".repeat(80)}: C 61`);
    expect(elements[5]?.text).toBe(`</text><script>alert("1")</script>&'\\u0007${"x".repeat(17)}…`);
  });

  test("is as wide as its two texts need", () => {
    const width = (label: string) =>
      Number(elementsOf(formatBadgeSvg({ label, grade: "A", score: 9 }))[0]?.attributes.width);
    expect([width("i"), width("orders"), width("order_fills"), width("表表表表表表")]).toEqual([53, 90, 118, 114]);
  });

  test("is readable: white text on each colour has a contrast of 4.5 or more", () => {
    const colors = GRADES.map((grade) => buildShieldsFields({ label: "x", grade, score: 1 }).color);
    expect(colors.filter((color) => contrastWithWhite(color) < 4.5)).toEqual([]);
  });

  test("as data has the fields that shields.io reads", () => {
    expect(buildShieldsFields({ label: "orders", grade: "E", score: 12 })).toEqual({
      schemaVersion: 1,
      label: "orders",
      message: "E 12",
      color: "#b3261e",
    });
    expect(buildShieldsFields({ label: "\n", grade: null, score: null })).toEqual({
      schemaVersion: 1,
      label: "cartulary",
      message: "unrated",
      color: "#706b60",
    });
  });
});
