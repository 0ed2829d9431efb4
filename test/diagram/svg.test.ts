import { describe, expect, test } from "vitest";
import { buildNeighbourhood, formatNeighbourhoodSvg } from "../../src/diagram/index.ts";
import { buildLookup } from "../../src/model/lookup.ts";
import { aCatalog } from "../support/catalog.ts";
import { elementsOf } from "../support/html-tree.ts";
import { aLinkedTable, TORTURE_NAMES, tortureCatalog } from "./neighbourhoods.ts";

describe("the drawing", () => {
  test("of two tables and one foreign key is this", () => {
    const authors = aLinkedTable("authors", [], ["title"]);
    const books = aLinkedTable("books", [{ column: "author_id", to: authors }]);
    const lookup = buildLookup(aCatalog({ relations: [authors, books] }));
    const svg = formatNeighbourhoodSvg(buildNeighbourhood(books, lookup), { hrefOf: (_, name) => `${name}.html` });
    expect(
      svg.replaceAll("><", ">\n<"),
    ).toBe(`<svg class="neighbourhood" xmlns="http://www.w3.org/2000/svg" width="840" height="120" viewBox="0 0 840 120" role="group" aria-label="public.books and its foreign-key neighbours" font-family="var(--mono)" font-size="12">
<g aria-hidden="true" fill="none" stroke-width="1.4" stroke-linejoin="round">
<path d="M403 83H424Q429 83 429 78V68Q429 63 434 63H465" stroke="var(--field)"/>
<path d="M403 78L413 83L403 88" stroke="var(--ink-3)"/>
<path d="M459 58v10M455 58v10" stroke="var(--ink-3)"/>
</g>
<g transform="translate(249 20)">
<rect width="154" height="80" rx="6" fill="var(--surface)" stroke="var(--accent)" stroke-width="1.8"/>
<path d="M0 28H154" stroke="var(--line)"/>
<text x="12" y="18.5" fill="var(--accent)" font-weight="600">books</text>
<text x="12" y="46.5" fill="var(--accent)" font-size="9.5" font-weight="600">PK</text>
<text x="34" y="47" fill="var(--ink)" font-weight="600">id</text>
<text x="142" y="47" text-anchor="end" fill="var(--ink-3)">uuid</text>
<text x="12" y="66.5" fill="var(--accent)" font-size="9.5" font-weight="600">FK</text>
<text x="34" y="67" fill="var(--ink-2)">author_id</text>
<text x="142" y="67" text-anchor="end" fill="var(--ink-3)">uuid</text>
</g>
<a href="authors.html" aria-label="public.authors, 2 columns">
<g transform="translate(465 20)">
<rect width="126" height="80" rx="6" fill="var(--surface)" stroke="var(--line-strong)" stroke-width="1"/>
<path d="M0 28H126" stroke="var(--line)"/>
<text x="12" y="18.5" fill="var(--ink)" font-weight="600">authors</text>
<text x="12" y="46.5" fill="var(--accent)" font-size="9.5" font-weight="600">PK</text>
<text x="34" y="47" fill="var(--ink)" font-weight="600">id</text>
<text x="114" y="47" text-anchor="end" fill="var(--ink-3)">uuid</text>
<text x="34" y="67" fill="var(--ink-2)">title</text>
<text x="114" y="67" text-anchor="end" fill="var(--ink-3)">text</text>
</g>
</a>
</svg>`);
  });

  test("holds every torture name as text and nothing that runs, loads or styles", () => {
    const catalog = tortureCatalog();
    const lookup = buildLookup(catalog);
    const seen = new Set<string>();
    for (const relation of catalog.relations) {
      const svg = formatNeighbourhoodSvg(buildNeighbourhood(relation, lookup), {
        hrefOf: (schema, name) => `../${encodeURIComponent(schema)}/${encodeURIComponent(name)}.html?"><script>`,
      });
      for (const { name, attributes, text } of elementsOf(svg)) {
        seen.add(name);
        const handlers = Object.keys(attributes).filter((key) => key.startsWith("on") || key === "style");
        expect({ handlers, text: name === "script" ? text : "" }).toEqual({ handlers: [], text: "" });
      }
    }
    expect([...seen].sort()).toEqual(["a", "g", "path", "rect", "svg", "text", "title"]);
  });

  test("keeps colours and faces to the page's variables", () => {
    const catalog = tortureCatalog();
    const lookup = buildLookup(catalog);
    const used = catalog.relations.flatMap((relation) =>
      elementsOf(formatNeighbourhoodSvg(buildNeighbourhood(relation, lookup), { hrefOf: () => null })).flatMap(
        ({ attributes }) => [attributes.fill, attributes.stroke, attributes["font-family"]],
      ),
    );
    expect([...new Set(used)].filter((value) => value !== undefined).sort()).toEqual([
      "none",
      "var(--accent)",
      "var(--field)",
      "var(--ink)",
      "var(--ink-2)",
      "var(--ink-3)",
      "var(--line)",
      "var(--line-strong)",
      "var(--mono)",
      "var(--surface)",
    ]);
  });

  test("links neighbours that have a page, speaks of them, and hides its lines from assistive technology", () => {
    const authors = aLinkedTable("authors", [], [], "people");
    const genres = aLinkedTable("genres");
    const books = aLinkedTable("books", [
      { column: "author_id", to: authors },
      { column: "genre_id", to: genres },
    ]);
    const lookup = buildLookup(aCatalog({ relations: [authors, genres, books] }));
    const elements = elementsOf(
      formatNeighbourhoodSvg(buildNeighbourhood(books, lookup), {
        hrefOf: (schema, name) => (name === "genres" ? null : `../${schema}/${name}.html`),
      }),
    );
    expect(elements.filter(({ name }) => name === "a").map(({ attributes }) => attributes)).toEqual([
      { href: "../people/authors.html", "aria-label": "people.authors, 1 column" },
    ]);
    expect(elements[0]?.attributes).toMatchObject({
      role: "group",
      "aria-label": "public.books and its foreign-key neighbours",
    });
    expect(elements.filter(({ attributes }) => "aria-hidden" in attributes).map(({ name }) => name)).toEqual(["g"]);
    expect(elements.filter(({ name }) => name === "text").map(({ text }) => text)).toContain("people.");
  });

  test("tells a name that had to be cut in full in a title", () => {
    const long = `${"a_long_name_".repeat(5)}xyz`;
    const books = aLinkedTable("books", [{ column: `${long}`, to: aLinkedTable("genres") }]);
    const lookup = buildLookup(aCatalog({ relations: [books] }));
    const elements = elementsOf(formatNeighbourhoodSvg(buildNeighbourhood(books, lookup), { hrefOf: () => null }));
    expect(elements.filter(({ name }) => name === "title").map(({ text }) => text)).toEqual([`${long} uuid`]);
    expect(elements.filter(({ name }) => name === "text").map(({ text }) => text)).toContain(
      "a_long_name_a_long_name_a…",
    );
  });

  test("is the same text each time", () => {
    const draw = () => {
      const catalog = tortureCatalog();
      const lookup = buildLookup(catalog);
      return catalog.relations.map((relation) =>
        formatNeighbourhoodSvg(buildNeighbourhood(relation, lookup), { hrefOf: (_, name) => encodeURIComponent(name) }),
      );
    };
    expect(draw()).toEqual(draw());
    expect(draw().length).toBe(TORTURE_NAMES.length + 2);
  });
});
