import { describe, expect, test } from "vitest";
import { renderBody, renderHead } from "../../src/view/render/html.ts";
import { element, renderProse } from "../../src/view/render/html-text.ts";
import { htmlOf, pageOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

const site = aSmallSite();
const orders = { page: "relation", schema: "public", name: "orders" } as const;
const file = "schemas/public/orders.html";
const HOSTILE = `<b onclick='x("y")'>&amp;`;
const SHOWN = "&#60;b onclick=&#39;x(&#34;y&#34;)&#39;&#62;&#38;amp;";

describe("what a layout places", () => {
  test.each([
    ["orders", orders],
    ["overview", { page: "overview" }],
    ["findings", { page: "findings" }],
    ["guide-section", { page: "guide section", section: 3 }],
    ["migration", { page: "migration", version: "0001" }],
  ] as const)("%s", async (name, address) => {
    // One tag a line, to be read.
    const html = htmlOf(site, address).replaceAll(/>(?=<)/g, ">\n");
    await expect(`${html}\n`).toMatchFileSnapshot(`../fixtures/html/${name}.html`);
  });
});

describe("untrusted text in HTML", () => {
  test("is text in every kind of run", () => {
    const prose = renderProse(
      [
        HOSTILE,
        { code: HOSTILE },
        { code: HOSTILE, to: { url: `https://a.example/"${HOSTILE}` } },
        { text: HOSTILE, to: orders },
        { style: "chip", text: [HOSTILE] },
        { tag: { look: "error", text: HOSTILE } },
        { counted: { look: "error", text: HOSTILE } },
        { abbreviation: HOSTILE, title: HOSTILE },
      ],
      file,
    );
    expect(prose).toBe(
      [
        SHOWN,
        `<code>${SHOWN}</code>`,
        `<a class="mono" href="https://a.example/&#34;${SHOWN}">${SHOWN}</a>`,
        `<a href="orders.html">${SHOWN}</a>`,
        `<span class="chip">${SHOWN}</span>`,
        `<span class="tag error">${SHOWN}</span>`,
        `<span class="is-error">${SHOWN}</span>`,
        `<abbr class="key" title="${SHOWN}">${SHOWN}</abbr>`,
      ].join(""),
    );
  });

  test("is text in attributes, and what is not given is left out", () => {
    expect(element("a", { id: HOSTILE, class: "", title: null, lang: undefined, open: true, tabindex: 0 }, "x")).toBe(
      `<a id="${SHOWN}" open tabindex="0">x</a>`,
    );
  });

  test("is text in a page's name, crumbs, states, headings and tables", () => {
    const page = {
      ...pageOf(site, orders),
      crumbs: [{ text: HOSTILE, to: orders }],
      name: HOSTILE,
      chips: [HOSTILE],
      body: [
        {
          kind: "section" as const,
          title: [HOSTILE],
          anchor: HOSTILE,
          count: null,
          note: [HOSTILE],
          body: [
            {
              kind: "table" as const,
              label: HOSTILE,
              columns: { [HOSTILE]: "name" as const },
              rows: [{ cells: [[HOSTILE]] }],
            },
            { kind: "sql" as const, text: HOSTILE },
          ],
        },
      ],
    };
    const html = renderHead(page, file) + renderBody(page, file);
    expect(html).not.toContain("<b ");
    expect(html.split(SHOWN).length - 1).toBe(11);
  });
});
