import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { replay } from "../../introspect/replay/index.ts";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { aCatalog, aColumn, aForeignKey, anEnum, aPrimaryKey, aTable, aView } from "../support/catalog.ts";
import { type Finder, linesOf, openFinder } from "../support/finder.ts";
import { aSmallSite } from "../support/small-site.ts";

const ROOT = resolve(import.meta.dirname, "../..");

describe("of every relation of a schema, the bare name is found first", () => {
  const sources = [
    "test/fixtures/library.sql",
    "test/fixtures/foundry.sql",
    "test/fixtures/parade",
    "content/creampie",
  ];

  test.each(sources)("%s", async (source) => {
    const path = source === "content/creampie" ? join(ROOT, source, "migrations") : join(ROOT, source);
    const catalog = await replay(await readHistory(path), { asOf: "2026-06-01T00:00:00Z", deadlineSeconds: 60 });
    const finder = openFinder(aSmallSite({ catalog }));
    const byName = Map.groupBy(catalog.relations, ({ name }) => name);
    expect(byName.size).toBeGreaterThan(3);
    const wrong = [...byName].filter(([name, relations]) => {
      const [group] = finder.find(name).groups;
      const first = group?.entries.slice(0, relations.length) ?? [];
      return group?.title !== "Exact name" || !first.every((entry) => entry.name === name);
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });
});

const shop = aCatalog({
  schemas: [],
  relations: [
    aTable("order", {
      columns: [aColumn("id", "uuid"), aColumn("status", "character varying(9)", { comment: "How far it is." })],
      constraints: [aPrimaryKey("order_pkey", ["id"])],
      comment: "One purchase. It ends as a refund, or does not.",
    }),
    aTable("order_lines", {
      columns: [aColumn("order_id", "uuid"), aColumn("Größe")],
      constraints: [aForeignKey("fk_lines_order", ["order_id"], { relation: "order", columns: ["id"] })],
    }),
    aView("open_order", { columns: [aColumn("status")] }),
    aTable("order", { schema: "archive", columns: [aColumn("order")] }),
    aTable("reorders", { columns: [] }),
  ],
  types: [anEnum("stage", ["ordered", "sent, not read"])],
});

describe("what is found", () => {
  let finder: Finder;

  beforeAll(() => {
    finder = openFinder(aSmallSite({ catalog: shop }));
  });

  test("comes in the order of exact names, tables, columns by their own name, and the rest", () => {
    expect(linesOf(finder, "order")).toEqual({
      "Exact name": ["order | table in archive", "order | table in public"],
      "Tables and views": [
        "order_lines | table in public",
        "open_order | view in public",
        "reorders | table in public",
      ],
      Columns: ["order.order | text, column in archive", "order_lines.order_id | uuid, column in public"],
      "Enum labels": ["ordered | label of public.stage"],
      Constraints: ["order_pkey | primary key of order", "fk_lines_order | foreign key of order_lines"],
      Comments: ["Payloads stay as received | design note"],
    });
  });

  test("leads to its page or its place on one, with what its comment begins with", () => {
    const [exact] = finder.find("public.order").groups;
    expect(exact?.entries).toEqual([
      {
        name: "order",
        place: "table in public",
        grade: "A",
        about: "One purchase",
        address: "schemas/public/order.html",
      },
    ]);
    const [columns] = finder.find("order.status").groups;
    expect(columns?.entries[0]).toEqual({
      before: "order.",
      name: "status",
      place: "varchar(9), column in public",
      about: "How far it is.",
      address: "schemas/public/order.html#column-status",
    });
  });

  test.each([
    ["größe", "GROSSE", "Grösse"],
    ["GRÖSSE", "grosse", "größe"],
  ])("is the same with accents, without, and in capitals: %s", (...queries) => {
    for (const query of queries)
      expect(linesOf(finder, query)).toEqual({ Columns: ["order_lines.Größe | text, column in public"] });
  });

  test("may be a word of a comment", () => {
    expect(linesOf(finder, "refund")).toEqual({ Comments: ["order | table in public"] });
  });

  test("is narrowed to columns, to a schema, and to what breaks a rule", () => {
    expect(linesOf(finder, "column:status")).toEqual({
      Columns: ["open_order.status | text, column in public", "order.status | varchar(9), column in public"],
    });
    expect(linesOf(finder, "schema:archive order")).toEqual({
      "Exact name": ["order | table in archive"],
      Columns: ["order.order | text, column in archive"],
    });
    expect(linesOf(finder, "rule:name-rule")).toEqual({
      Rules: ["name-rule | rule"],
      "Tables that break name-rule": [
        "order | table in archive",
        "order | table in public",
        "order_lines | table in public",
        "reorders | table in public",
      ],
    });
  });

  test("has each of several words in its own name or its table's", () => {
    expect(linesOf(finder, "lines order")).toEqual({
      "Tables and views": ["order_lines | table in public"],
      Columns: ["order_lines.order_id | uuid, column in public"],
      Constraints: ["fk_lines_order | foreign key of order_lines"],
    });
  });

  test("is nothing where nothing has the name", () => {
    expect(finder.find("zebra")).toMatchObject({ groups: [], total: 0 });
    expect(finder.counts()).toMatchObject({ relations: 5, columns: 6 });
  });
});

test("a partition, an index, a routine, a role, a note, a rule and a statement of the guide are found by their names", async () => {
  const catalog = await replay(await readHistory(join(ROOT, "test/fixtures/parade")), {
    asOf: "2026-06-01T00:00:00Z",
    deadlineSeconds: 60,
  });
  const finder = openFinder(aSmallSite({ catalog }));
  const groupOf = (query: string) => Object.keys(linesOf(finder, query))[0];
  const partition = catalog.relations.find((relation) => relation.partition !== null);
  const routine = catalog.routines.find(({ extension }) => extension === null);
  const role = catalog.roles[0];
  expect({
    partition: linesOf(finder, partition?.name ?? "")["Exact name"]?.[0],
    routine: linesOf(finder, routine?.name ?? "")["Exact name"]?.[0],
    role: linesOf(finder, role?.name ?? "")["Exact name"]?.[0],
    note: groupOf("payloads stay"),
    rule: linesOf(finder, "column-rule")["Exact name"],
    guide: groupOf("it holds"),
  }).toMatchInlineSnapshot(`
    {
      "guide": "Rules and the guide",
      "note": "Design notes",
      "partition": "visits_2026 | partition of hall.visits, in hall",
      "role": "pg_database_owner | role",
      "routine": "watch | function in hall",
      "rule": [
        "column-rule | rule",
      ],
    }
  `);
});

test("the parts are valid scripts whatever a name holds", () => {
  const name = '</script>\u2028"\\';
  const finder = openFinder(aSmallSite({ catalog: aCatalog({ relations: [aTable(name)] }) }));
  expect(linesOf(finder, "</script>")).toEqual({ "Tables and views": ['</script>\\u2028"\\ | table in public'] });
});
