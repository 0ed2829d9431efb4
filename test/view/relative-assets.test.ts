import { expect, test } from "vitest";
import { toRelativeAssets } from "../../src/view/relative-assets.ts";

test("addresses of assets become relative to the page", () => {
  const html =
    '<link rel="stylesheet" href="/_astro/site.css"><script src="/_astro/a.js"></script><a href="/_astro/x">x</a>';
  expect([toRelativeAssets(html, "index.html"), toRelativeAssets(html, "schemas/public/orders.html")]).toEqual([
    '<link rel="stylesheet" href="./_astro/site.css"><script src="./_astro/a.js"></script><a href="/_astro/x">x</a>',
    '<link rel="stylesheet" href="../../_astro/site.css"><script src="../../_astro/a.js"></script><a href="/_astro/x">x</a>',
  ]);
});

test("text that speaks of such an address stays", () => {
  const html = '<p>It is "/_astro/site.css" (/_astro/b.css).</p>';
  expect(toRelativeAssets(html, "rules/a.html")).toBe(html);
});

test("a stylesheet's own addresses become relative to the stylesheet", () => {
  const css = '@font-face{src:url(/_astro/a.woff2)}.b{background:url("/_astro/b.svg")}';
  expect(toRelativeAssets(css, "_astro/site.css")).toBe(
    '@font-face{src:url(../_astro/a.woff2)}.b{background:url("../_astro/b.svg")}',
  );
});
