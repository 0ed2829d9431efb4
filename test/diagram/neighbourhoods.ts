/** Catalogs to draw: a small one by hand, torture names, and generated ones. */
import type { Catalog } from "../../src/model/catalog.ts";
import type { Relation } from "../../src/model/relation.ts";
import { aCatalog, aColumn, aForeignKey, aPrimaryKey, aTable, aUnique } from "../support/catalog.ts";

/** A foreign key to the `id` of a table: its column, its target, and whether the column is nullable. */
export interface Key {
  column: string;
  to: Relation;
  nullable?: boolean;
}

/** A table with a key `id`, foreign keys, and other columns of type text. */
export function aLinkedTable(name: string, keys: Key[] = [], others: string[] = [], schema = "public"): Relation {
  return aTable(name, {
    schema,
    columns: [
      aColumn("id", "uuid"),
      ...keys.map(({ column, nullable = false }) => aColumn(column, "uuid", { nullable })),
      ...others.map((other) => aColumn(other)),
    ],
    constraints: [
      aPrimaryKey(`${name}_pkey`, ["id"]),
      ...keys.map(({ column, to }) =>
        aForeignKey(`${name}_${column}_fkey`, [column], { schema: to.schema, relation: to.name }),
      ),
    ],
  });
}

const users = aLinkedTable("users", [], ["email", "status"]);
const instruments = aLinkedTable("instruments", [], ["symbol", "isin", "title"]);
const plainOrders = aLinkedTable("orders", [], []);
const orders = aLinkedTable(
  "orders",
  [
    { column: "user_id", to: users },
    { column: "instrument_id", to: instruments, nullable: true },
    { column: "parent_order_id", to: plainOrders, nullable: true },
  ],
  ["side", "status"],
);
const fills = aLinkedTable("order_fills", [{ column: "order_id", to: orders }], ["price"]);
const events = aLinkedTable(
  "order_events",
  [
    { column: "order_id", to: orders },
    { column: "cause_id", to: orders, nullable: true },
  ],
  ["at"],
  "audit",
);
const tickets = aLinkedTable("tickets", [{ column: "order_id", to: orders }]);
tickets.constraints.push(aUnique("tickets_order_id_key", ["order_id"]));

/** Users, instruments, orders (referring to both and to themselves), fills, events in another schema, tickets. */
export const trading = { users, instruments, orders, fills, events, tickets };

/** Names that break what is written without thought. */
export const TORTURE_NAMES = [
  "style",
  "end",
  "direction LR",
  "subgraph",
  "PK",
  "fk",
  "pk-1",
  "one or more",
  'double"quote',
  "back\\slash",
  "per%cent %%{init}%%",
  "</text><script>alert(1)</script>",
  "line\nbreak\ttab",
  "{brace}",
  "[bracket]",
  "semi;colon: #hash",
  "表の名前",
  "שלום עולם",
  "😀 emoji",
  "with space",
  "1starts_with_digit",
  "$dollar",
  "__proto__",
  "constructor",
  "accTitle: x",
  "erDiagram",
  "title",
  "---",
  "a_name_that_is_exactly_sixty_three_bytes_long_as_postgresql_has_",
  "U+202E\u202egnp",
  "~tilde~x~",
  "'quote'",
  "&amp;&lt;",
  "e\u0301\u0301\u0301",
  "(paren),comma.dot",
];

/** Every torture name as a table, a column, a type and a schema, all around one table. */
export function tortureCatalog(): Catalog {
  const hub = aLinkedTable("hub", [], TORTURE_NAMES);
  const tables = TORTURE_NAMES.map((name) => {
    const table = aLinkedTable(name, [{ column: `${name}_id`, to: hub }], [name], name);
    for (const column of table.columns) if (column.name === name) column.type = `"${name}"."${name}"[]`;
    return table;
  });
  const leaves = tables.slice(0, 7).map((to, index) => ({ column: TORTURE_NAMES[index + 8] as string, to }));
  return aCatalog({ relations: [hub, ...tables, aLinkedTable("reader", leaves)] });
}

/** Pseudo-random numbers from 0 to 1, the same for the same seed. */
export function toRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A generated catalog: a few hubs, self references, several foreign keys between two tables, long names. */
export function generatedCatalog(seed: number, size: number): Catalog {
  const random = toRandom(seed);
  const word = () => "abcdefghijklmnopqrstuvwxyz".slice(0, 1 + Math.floor(random() ** 3 * 26)).repeat(2);
  const relations: Relation[] = [];
  for (let index = 0; index < size; index += 1) {
    const schema = random() < 0.2 ? "other" : "public";
    const name = `${word()}_${index}`;
    const self = aTable(name, { schema });
    const keys = Array.from({ length: Math.floor(random() ** 2 * 7) }, (_, key) => {
      const to = random() < 0.15 ? self : relations[Math.floor(random() ** 2 * relations.length)];
      return { column: `${word()}_${key}_id`, to: to ?? self, nullable: random() < 0.4 };
    });
    const others = Array.from({ length: Math.floor(random() * 9) }, (_, column) => `${word()}_${column}`);
    relations.push(aLinkedTable(name, keys, others, schema));
  }
  return aCatalog({ relations });
}
