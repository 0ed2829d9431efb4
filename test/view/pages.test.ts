import { describe, expect, test } from "vitest";
import { buildFrame } from "../../src/view/frame.ts";
import { listPages } from "../../src/view/pages.ts";
import { cutIntoRuns } from "../../src/view/tree.ts";
import { fileOf } from "../../src/view/urls.ts";
import { aCatalog, aColumn, aForeignKey, aTable, aView } from "../support/catalog.ts";
import { blocksOf, entryOf, factsOf, pageOf, sectionOf } from "../support/pages.ts";
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

  test("a foreign key to a partition is under Referenced by of its parent, as in the diagram", () => {
    const columns = [aColumn("id", "integer"), aColumn("day", "date")];
    const bounds = { of: { schema: "public", name: "visits" }, bound: "FOR VALUES IN (1)" };
    const relations = [
      aTable("visits", { kind: "partitioned table", columns }),
      aTable("visits_1", { columns, partition: bounds }),
      aTable("bills", { constraints: [aForeignKey("bills_visit_fkey", ["visit_id"], { relation: "visits_1" })] }),
    ];
    const page = pageOf(aSmallSite({ catalog: aCatalog({ relations }) }), {
      page: "relation",
      schema: "public",
      name: "visits",
    });
    const to = { page: "relation", schema: "public", name: "bills" };
    expect(blocksOf(sectionOf(page, "referenced-by"), "table").flatMap(({ rows }) => rows)).toEqual([
      {
        cells: [
          [{ code: "public.bills", to }],
          [{ code: "bills_visit_fkey", to: { ...to, anchor: "constraint-bills_visit_fkey" } }],
          [{ code: "visit_id → id" }],
          ["no action"],
        ],
      },
    ]);
    const at = { page: "relation", schema: "public", name: "visits", anchor: "referenced-by" };
    expect(factsOf(page)).toContainEqual({ label: "Referenced by", value: [{ text: "1 table", to: at }] });
  });

  test("what the config excludes has no page and no link", () => {
    const without = aSmallSite({ config: { exclude: ["public.users"] } });
    expect(without.relations.map(({ name }) => name)).toEqual(["index", "events", "orders"]);
    expect(without.targetOf("public", "users")).toBeNull();
  });

  test("the tree of a large schema lists the run of names around the page's own, and folds the others", () => {
    const names = Array.from("abcdefghij", (letter) => Array.from({ length: 15 }, (_, at) => `${letter}${10 + at}`));
    const relations = [...names.flat().map((name) => aTable(name)), aView("a_view")];
    const large = aSmallSite({
      catalog: aCatalog({ relations: [...relations, aTable("elsewhere", { schema: "other" })] }),
    });
    const entry = entryOf(large, { page: "relation", schema: "public", name: "d12" });
    const { tree } = buildFrame(large, entry, entry.build());
    expect(tree.count).toBe(152);
    expect(tree.schemas.map(({ text, count, groups }) => [text, count, groups.length])).toEqual([
      ["other", 1, 0],
      ["public", 151, 2],
    ]);
    const [tables = [], views = []] = tree.schemas[1]?.groups ?? [];
    expect(tables.map(({ text, href, count, entries }) => [text, href, count, entries?.length ?? null])).toEqual(
      Array.from("abcdefghij", (letter) => [
        `${letter}10 – ${letter}24`,
        `index.html#relation-${letter}10`,
        15,
        letter === "d" ? 15 : null,
      ]),
    );
    expect(tables[3]?.entries?.filter(({ current }) => current).map(({ text }) => text)).toEqual(["d12"]);
    expect(views.map(({ entries }) => entries)).toEqual([
      [{ text: "a_view", href: "a_view.html", grade: null, kind: "view", current: false }],
    ]);
  });

  test("runs end between first letters, and part a letter that is too long by itself", () => {
    const named = (letter: string, length: number) =>
      Array.from({ length }, (_, at) => ({ name: `${letter}${10 + at}` }));
    const runs = cutIntoRuns([...named("a", 12), ...named("b", 12), ...named("c", 12), ...named("d", 40)]);
    expect(runs.map((run) => [run[0]?.name, run.length])).toEqual([
      ["a10", 24],
      ["c10", 12],
      ["d10", 20],
      ["d30", 20],
    ]);
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
