import { describe, expect, test } from "vitest";
import { buildFrame } from "../../src/view/frame.ts";
import { listPages } from "../../src/view/pages.ts";
import { fileOf } from "../../src/view/urls.ts";
import { aCatalog, aColumn, aTable } from "../support/catalog.ts";
import { blocksOf, entryOf, pageOf, sectionOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

const site = aSmallSite();

describe("a page holds everything that it shows", () => {
  test.each([
    ["orders", { page: "relation", schema: "public", name: "orders" }],
    ["users", { page: "relation", schema: "public", name: "users" }],
    ["events", { page: "relation", schema: "public", name: "events" }],
    ["view", { page: "relation", schema: "Sales Dept", name: "index" }],
    ["overview", { page: "overview" }],
    ["schema", { page: "schema", schema: "public" }],
    ["rule", { page: "rule", rule: "name-rule" }],
    ["guide", { page: "guide" }],
    ["guide-section", { page: "guide section", section: 3 }],
    ["findings", { page: "findings" }],
    ["note", { page: "note", slug: "payloads" }],
    ["migration", { page: "migration", version: "0001" }],
  ] as const)("%s", async (name, address) => {
    const entry = entryOf(site, address);
    const page = entry.build();
    const frame = buildFrame(site, entry, page);
    await expect(`${JSON.stringify({ page, frame }, null, 2)}\n`).toMatchFileSnapshot(`../fixtures/pages/${name}.json`);
  });
});

test("every page has a file of its own, on file systems that ignore case too", () => {
  const paths = listPages(site).map(({ address }) => fileOf(address).toLowerCase());
  expect(new Set(paths).size).toBe(paths.length);
});

describe("what pages leave out or fold", () => {
  test("a partition has no page; links to it lead to its place on its parent's", () => {
    expect(site.relations.map(({ name }) => name)).toEqual(["index", "events", "orders", "users"]);
    expect(site.targetOf("public", "events_2026")).toEqual({
      page: "relation",
      schema: "public",
      name: "events",
      anchor: "partition-events_2026",
    });
  });

  test("what the config excludes has no page and no link", () => {
    const without = aSmallSite({ config: { exclude: ["public.users"] } });
    expect(without.relations.map(({ name }) => name)).toEqual(["index", "events", "orders"]);
    expect(without.targetOf("public", "users")).toBeNull();
  });

  test("the tree of a large schema shows a hundred relations around the page's own", () => {
    const relations = Array.from({ length: 300 }, (_, index) => aTable(`t${String(index).padStart(3, "0")}`));
    const large = aSmallSite({
      catalog: aCatalog({ relations: [...relations, aTable("elsewhere", { schema: "other" })] }),
    });
    const entry = entryOf(large, { page: "relation", schema: "public", name: "t200" });
    const { tree } = buildFrame(large, entry, entry.build());
    expect(
      tree.map((schema) => [schema.text, schema.counts, schema.relations.length, schema.more?.text ?? null]),
    ).toEqual([
      ["other", "1 table", 0, null],
      ["public", "300 tables", 100, "All 300 relations"],
    ]);
    const own = tree[1]?.relations.find(({ current }) => current);
    expect([tree[1]?.relations[0]?.text, own?.text, tree[1]?.relations.at(-1)?.text]).toEqual(["t150", "t200", "t249"]);
  });

  test("a rule that fails very often has more than one page, and only the first says what it asks", () => {
    const relations = Array.from({ length: 1001 }, (_, index) => aTable(`t${String(index).padStart(4, "0")}`));
    const large = aSmallSite({ catalog: aCatalog({ relations }) });
    const address = { page: "rule", rule: "name-rule", number: 3 } as const;
    const page = pageOf(large, address);
    const failures = sectionOf(page, "failures");
    expect(fileOf(address)).toBe("rules/name-rule~3.html");
    expect(blocksOf(page, "section")).toEqual([failures]);
    expect([failures.count, blocksOf(failures, "table")[0]?.rows.length, blocksOf(failures, "links")]).toEqual([
      1001,
      1,
      [
        {
          kind: "links",
          links: [1, 2, 3].map((number) => ({
            text: String(number),
            to: { page: "rule", rule: "name-rule", number },
            current: number === 3,
          })),
        },
      ],
    ]);
  });
});

test("a column says that its type stands in for that of an extension", () => {
  const spot = aColumn("spot", "gis.geometry(Point,4326)");
  const base = { ...spot.typeParts.base, schema: "gis", name: "geometry", kind: "stand-in" } as const;
  const places = aTable("places", { columns: [{ ...spot, typeParts: { ...spot.typeParts, kind: "stand-in", base } }] });
  const pageWith = (extension: string | null) => {
    const of = { schema: "gis", name: "geometry", owner: null, comment: null, privileges: [], origin: null, extension };
    const type = { kind: "base", ...of, implementation: null } as const;
    const catalog = aCatalog({ relations: [places], types: [type] });
    return JSON.stringify(pageOf(aSmallSite({ catalog }), { page: "relation", schema: "public", name: "places" }));
  };
  expect(pageWith("postgis")).toContain(
    '"The type stands in for that of ","extension ",{"code":"postgis"},", which the replay did not have."',
  );
  expect(pageWith(null)).toContain(
    '"The type stands in for that of ","an extension",", which the replay did not have."',
  );
});
