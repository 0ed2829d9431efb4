import { describe, expect, test } from "vitest";
import { buildNeighbourhood, type Neighbourhood } from "../../src/diagram/index.ts";
import { buildLookup } from "../../src/model/lookup.ts";
import type { Relation } from "../../src/model/relation.ts";
import { aCatalog, aColumn, aForeignKey, anIndex, aPrimaryKey, aTable } from "../support/catalog.ts";
import { aLinkedTable, trading } from "./neighbourhoods.ts";

function around(focus: Relation, others: Relation[]): Neighbourhood {
  return buildNeighbourhood(focus, buildLookup(aCatalog({ relations: [focus, ...others] })));
}

/** Neighbours with the columns of each foreign key: `public.fills order_id`. */
function names(side: Neighbourhood["referencing"]): string[] {
  return side.neighbours.flatMap(({ card, links }) =>
    links.map((link) => `${card.schema}.${card.name} ${link.columns.join(",")}>${link.references.join(",")}`),
  );
}

describe("a neighbourhood", () => {
  test("holds the focus between those that refer to it and those that it refers to", () => {
    const { users, instruments, orders, fills, events, tickets } = trading;
    expect(around(orders, [users, instruments, fills, events, tickets])).toEqual({
      focus: {
        schema: "public",
        name: "orders",
        kind: "table",
        rows: [
          { name: "id", type: "uuid", primary: true, foreign: false },
          { name: "parent_order_id", type: "uuid", primary: false, foreign: true },
          { name: "user_id", type: "uuid", primary: false, foreign: true },
          { name: "instrument_id", type: "uuid", primary: false, foreign: true },
          { name: "side", type: "text", primary: false, foreign: false },
          { name: "status", type: "text", primary: false, foreign: false },
        ],
        more: 0,
      },
      referencing: {
        neighbours: [
          {
            card: {
              schema: "audit",
              name: "order_events",
              kind: "table",
              rows: [
                { name: "id", type: "uuid", primary: true, foreign: false },
                { name: "cause_id", type: "uuid", primary: false, foreign: true },
                { name: "order_id", type: "uuid", primary: false, foreign: true },
              ],
              more: 1,
            },
            links: [
              {
                name: "order_events_cause_id_fkey",
                columns: ["cause_id"],
                references: ["id"],
                optional: true,
                unique: false,
              },
              {
                name: "order_events_order_id_fkey",
                columns: ["order_id"],
                references: ["id"],
                optional: false,
                unique: false,
              },
            ],
          },
          {
            card: {
              schema: "public",
              name: "order_fills",
              kind: "table",
              rows: [
                { name: "id", type: "uuid", primary: true, foreign: false },
                { name: "order_id", type: "uuid", primary: false, foreign: true },
                { name: "price", type: "text", primary: false, foreign: false },
              ],
              more: 0,
            },
            links: [
              {
                name: "order_fills_order_id_fkey",
                columns: ["order_id"],
                references: ["id"],
                optional: false,
                unique: false,
              },
            ],
          },
          {
            card: {
              schema: "public",
              name: "tickets",
              kind: "table",
              rows: [
                { name: "id", type: "uuid", primary: true, foreign: false },
                { name: "order_id", type: "uuid", primary: false, foreign: true },
              ],
              more: 0,
            },
            links: [
              {
                name: "tickets_order_id_fkey",
                columns: ["order_id"],
                references: ["id"],
                optional: false,
                unique: true,
              },
            ],
          },
        ],
        hidden: 0,
      },
      referenced: {
        neighbours: [
          {
            card: {
              schema: "public",
              name: "users",
              kind: "table",
              rows: [
                { name: "id", type: "uuid", primary: true, foreign: false },
                { name: "email", type: "text", primary: false, foreign: false },
                { name: "status", type: "text", primary: false, foreign: false },
              ],
              more: 0,
            },
            links: [
              {
                name: "orders_user_id_fkey",
                columns: ["user_id"],
                references: ["id"],
                optional: false,
                unique: false,
              },
            ],
          },
          {
            card: {
              schema: "public",
              name: "instruments",
              kind: "table",
              rows: [
                { name: "id", type: "uuid", primary: true, foreign: false },
                { name: "symbol", type: "text", primary: false, foreign: false },
                { name: "isin", type: "text", primary: false, foreign: false },
              ],
              more: 1,
            },
            links: [
              {
                name: "orders_instrument_id_fkey",
                columns: ["instrument_id"],
                references: ["id"],
                optional: true,
                unique: false,
              },
            ],
          },
        ],
        hidden: 0,
      },
      self: [
        {
          name: "orders_parent_order_id_fkey",
          columns: ["parent_order_id"],
          references: ["id"],
          optional: true,
          unique: false,
        },
      ],
    });
  });

  test("counts the same foreign key of many partitions once, at the outermost parent", () => {
    const target = aLinkedTable("customers");
    const key = aForeignKey("payments_customer_id_fkey", ["customer_id"], { relation: "customers" });
    const columns = [aColumn("id", "uuid"), aColumn("customer_id", "uuid"), aColumn("at", "date")];
    const parent = aTable("payments", { kind: "partitioned table", columns, constraints: [] });
    const of = (name: string, above: string): Relation =>
      aTable(name, { columns, constraints: [key], partition: { of: { schema: "public", name: above }, bound: "…" } });
    const middle = { ...of("payments_2026", "payments"), kind: "partitioned table" as const, constraints: [] };
    const family = [middle, of("payments_2026_01", "payments_2026"), of("payments_2026_02", "payments_2026")];
    expect(names(around(target, [parent, ...family]).referencing)).toEqual(["public.payments customer_id>id"]);
    expect(names(around(parent, [target, ...family]).referenced)).toEqual(["public.customers customer_id>id"]);
    const leaf = family[1] as Relation;
    const rest = [target, parent, ...family.filter((relation) => relation !== leaf)];
    expect(names(around(leaf, rest).referenced)).toEqual(["public.customers customer_id>id"]);
  });

  test("takes a foreign key into a partition as one into its parent", () => {
    const columns = [aColumn("id", "uuid"), aColumn("at", "date")];
    const parent = aTable("ticks", { kind: "partitioned table", columns });
    const partition = aTable("ticks_01", {
      columns,
      constraints: [aPrimaryKey("ticks_01_pkey", ["id"])],
      partition: { of: { schema: "public", name: "ticks" }, bound: "…" },
    });
    const reader = aLinkedTable("reader", [{ column: "tick_id", to: partition }]);
    expect(names(around(reader, [parent, partition]).referenced)).toEqual(["public.ticks tick_id>id"]);
    expect(names(around(parent, [reader, partition]).referencing)).toEqual(["public.reader tick_id>id"]);
  });

  test("takes a foreign key between a parent and its own partition as one to itself", () => {
    const columns = [aColumn("id", "uuid"), aColumn("before_id", "uuid", { nullable: true })];
    const parent = aTable("ticks", {
      kind: "partitioned table",
      columns,
      constraints: [aForeignKey("ticks_before_fkey", ["before_id"], { relation: "ticks_01" })],
    });
    const partition = aTable("ticks_01", {
      columns,
      partition: { of: { schema: "public", name: "ticks" }, bound: "…" },
    });
    const drawn = around(parent, [partition]);
    expect([drawn.self.map(({ name }) => name), drawn.referenced.neighbours, drawn.referencing.neighbours]).toEqual([
      ["ticks_before_fkey"],
      [],
      [],
    ]);
  });

  test("keeps both columns of a composite foreign key, which is optional where one of them is nullable", () => {
    const lines = aTable("lines", { columns: [aColumn("tenant_id"), aColumn("no", "integer")] });
    const notes = aTable("notes", {
      columns: [aColumn("tenant_id"), aColumn("line_no", "integer", { nullable: true })],
      constraints: [
        aForeignKey("notes_line_fkey", ["tenant_id", "line_no"], { relation: "lines", columns: ["tenant_id", "no"] }),
      ],
    });
    expect(around(notes, [lines]).referenced.neighbours[0]?.links).toEqual([
      {
        name: "notes_line_fkey",
        columns: ["tenant_id", "line_no"],
        references: ["tenant_id", "no"],
        optional: true,
        unique: false,
      },
    ]);
  });

  test("orders neighbours by the column that tells foreign keys apart, not by one that they share", () => {
    const [accounts, zones] = ["accounts", "zones"].map((name) =>
      aTable(name, {
        columns: [aColumn("tenant_id"), aColumn("id")],
        constraints: [aPrimaryKey(`${name}_pkey`, ["tenant_id", "id"])],
      }),
    ) as [Relation, Relation];
    const to = (column: string, relation: string) =>
      aForeignKey(`${column}_fkey`, ["tenant_id", column], { relation, columns: ["tenant_id", "id"] });
    const orders = aTable("orders", {
      columns: ["tenant_id", "zone_id", "account_id"].map((name) => aColumn(name)),
      constraints: [to("account_id", "accounts"), to("zone_id", "zones")],
    });
    const drawn = around(orders, [accounts, zones]);
    expect(names(drawn.referenced)).toEqual([
      "public.zones tenant_id,zone_id>tenant_id,id",
      "public.accounts tenant_id,account_id>tenant_id,id",
    ]);
    expect(drawn.focus.rows.map(({ name }) => name)).toEqual(["tenant_id", "zone_id", "account_id"]);
  });

  test("marks a partition's key, which is its parent's", () => {
    const columns = [aColumn("id", "uuid"), aColumn("at", "date")];
    const parent = aTable("ticks", {
      kind: "partitioned table",
      columns,
      constraints: [aPrimaryKey("ticks_pkey", ["at", "id"])],
    });
    const partition = aTable("ticks_01", {
      columns,
      partition: { of: { schema: "public", name: "ticks" }, bound: "…" },
    });
    expect(around(partition, [parent]).focus.rows).toEqual([
      { name: "at", type: "date", primary: true, foreign: false },
      { name: "id", type: "uuid", primary: true, foreign: false },
    ]);
  });

  test("is one to one by a unique index, but not by a partial one or one over more columns", () => {
    const base = aLinkedTable("base");
    const linked = (index: ReturnType<typeof anIndex>) => {
      const table = aLinkedTable("extra", [{ column: "base_id", to: base }], ["kind"]);
      table.indexes.push(index);
      return around(table, [base]).referenced.neighbours[0]?.links[0]?.unique;
    };
    expect([
      linked(anIndex("a", ["base_id"], { unique: true })),
      linked(anIndex("b", ["base_id"], { unique: true, predicate: "(kind IS NULL)" })),
      linked(anIndex("c", ["base_id", "kind"], { unique: true })),
      linked(anIndex("d", ["base_id"])),
    ]).toEqual([true, false, false, false]);
  });

  test("cuts a side at 48 neighbours and counts the rest", () => {
    const hub = aLinkedTable("hub");
    const many = Array.from({ length: 60 }, (_, index) =>
      aLinkedTable(`t${String(index).padStart(2, "0")}`, [{ column: "hub_id", to: hub }]),
    );
    const { referencing } = around(hub, many);
    expect([referencing.neighbours.length, referencing.hidden]).toEqual([48, 12]);
    expect(referencing.neighbours.at(-1)?.card.name).toBe("t47");
  });

  test("names a referenced relation that the catalog does not hold", () => {
    const reader = aLinkedTable("reader", [{ column: "gone_id", to: aLinkedTable("gone", [], [], "locked") }]);
    expect(around(reader, []).referenced.neighbours.map(({ card }) => card)).toEqual([
      {
        schema: "locked",
        name: "gone",
        kind: null,
        rows: [{ name: "id", type: null, primary: false, foreign: false }],
        more: 0,
      },
    ]);
  });

  test("of a view is the view alone", () => {
    const view = aTable("latest", { kind: "view", columns: [aColumn("at", "timestamp with time zone")] });
    expect(around(view, [])).toEqual({
      focus: {
        schema: "public",
        name: "latest",
        kind: "view",
        rows: [{ name: "at", type: "timestamptz", primary: false, foreign: false }],
        more: 0,
      },
      referencing: { neighbours: [], hidden: 0 },
      referenced: { neighbours: [], hidden: 0 },
      self: [],
    });
  });
});
