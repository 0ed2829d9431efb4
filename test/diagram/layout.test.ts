import { describe, expect, test } from "vitest";
import { buildLayout, type Layout, type PlacedCard } from "../../src/diagram/layout.ts";
import { buildNeighbourhood } from "../../src/diagram/neighbourhood.ts";
import { buildLookup } from "../../src/model/lookup.ts";
import { generatedCatalog, tortureCatalog } from "./neighbourhoods.ts";

const catalogs = [tortureCatalog(), ...[1, 2, 3, 4].map((seed) => generatedCatalog(seed, 60))];
const layouts: { name: string; layout: Layout }[] = catalogs.flatMap((catalog) => {
  const lookup = buildLookup(catalog);
  return catalog.relations.map((relation) => ({
    name: relation.name,
    layout: buildLayout(buildNeighbourhood(relation, lookup)),
  }));
});

const right = ({ x, box }: PlacedCard) => x + box.width;
const bottom = ({ y, box }: PlacedCard) => y + box.height;

/** The names of the drawings for which something is found. */
function offenders(find: (layout: Layout) => boolean): string[] {
  return layouts.filter(({ layout }) => find(layout)).map(({ name }) => name);
}

describe("every drawing of generated and of torturous catalogs", () => {
  test("has cards that do not overlap and lie within it", () => {
    const overlap = (a: PlacedCard, b: PlacedCard) =>
      a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);
    expect(
      offenders(({ cards, width, height }) =>
        cards.some(
          (card, index) =>
            card.x < 0 ||
            card.y < 0 ||
            right(card) > width ||
            bottom(card) > height ||
            cards.slice(index + 1).some((other) => overlap(card, other)),
        ),
      ),
    ).toEqual([]);
  });

  test("has all text within its card, and no two texts of a line over each other", () => {
    expect(
      offenders(({ cards }) =>
        cards.some(({ box }) => {
          const spans = box.texts.map(({ x, y, end, width }) => ({
            y,
            from: end ? x - width : x,
            to: end ? x : x + width,
          }));
          return spans.some(
            (span, index) =>
              span.from < 8 ||
              span.to > box.width - 8 ||
              span.y < 10 ||
              span.y > box.height - 4 ||
              spans
                .slice(index + 1)
                .some(({ y, from, to }) => Math.abs(y - span.y) < 8 && from < span.to - 0.01 && span.from < to - 0.01),
          );
        }),
      ),
    ).toEqual([]);
  });

  test("has lines that run from the edge of one card to the edge of another", () => {
    const atEdge = (layout: Layout, [x, y]: [number, number]) =>
      layout.cards.some((card) => (x === card.x || x === right(card)) && y > card.y && y < bottom(card));
    expect(
      offenders((layout) =>
        layout.edges.some(
          ({ points }) =>
            !atEdge(layout, points[0] as [number, number]) || !atEdge(layout, points.at(-1) as [number, number]),
        ),
      ),
    ).toEqual([]);
  });

  test("has no line that runs through a card", () => {
    expect(
      offenders(({ cards, edges }) =>
        edges.some(({ points }) =>
          points.slice(1).some(([x2, y2], index) => {
            const [x1, y1] = points[index] as [number, number];
            return cards.some(
              (card) =>
                Math.min(x1, x2) < right(card) &&
                Math.max(x1, x2) > card.x &&
                Math.min(y1, y2) < bottom(card) &&
                Math.max(y1, y2) > card.y,
            );
          }),
        ),
      ),
    ).toEqual([]);
  });

  test("is at least as wide as the reading column and no wider than text stays readable in it", () => {
    const widths = layouts.map(({ layout }) => layout.width);
    expect(Math.min(...widths)).toBe(840);
    expect(Math.max(...widths)).toBeLessThan(1_160);
  });

  test("has a line for each foreign key that it shows", () => {
    const catalog = generatedCatalog(9, 60);
    const lookup = buildLookup(catalog);
    for (const relation of catalog.relations) {
      const drawn = buildNeighbourhood(relation, lookup);
      const links = [...drawn.referencing.neighbours, ...drawn.referenced.neighbours].flatMap((side) => side.links);
      expect(buildLayout(drawn).edges.length).toBe(links.length + drawn.self.length);
    }
  });
});
