import { expect, test } from "vitest";
import { anIndex, aTable } from "../support/catalog.ts";
import { aCountedCatalog, aCountedColumn, aCountedTable, aStatement, theStatements } from "./counted.ts";
import { inWords, ofTables, remediesOfTables } from "./in-words.ts";

const ID = "index-composite";
const columns = [aCountedColumn("id", -1), aCountedColumn("user_id", 500), aCountedColumn("kind", 40)].concat(
  aCountedColumn("placed_at", -0.9),
);

function catalogOf(use: Parameters<typeof aStatement>[1], indexes: ReturnType<typeof anIndex>[], share = 12.3) {
  return aCountedCatalog([aCountedTable({ columns, indexes })], theStatements(aStatement(share, use)));
}

test("two columns of a frequent statement with an index on one of them are named", () => {
  const catalog = catalogOf({ equality: ["kind", "user_id"] }, [anIndex("idx_orders_user_id", ["user_id"])]);
  expect(ofTables(catalog, ID)).toEqual([
    "fail orders: No index of orders serves a search by kind and user_id together, which takes 12.3% of the time: SELECT ….",
  ]);
  expect(remediesOfTables(catalog, ID)).toEqual([
    "CREATE INDEX CONCURRENTLY idx_orders_kind_user_id ON public.orders (kind, user_id)",
  ]);
});

test("a range stands last in the index, and what only begins the new one goes", () => {
  const catalog = catalogOf({ equality: ["user_id"], range: ["placed_at"] }, [anIndex("old", ["user_id"])]);
  expect(remediesOfTables(catalog, ID)).toEqual([
    "CREATE INDEX CONCURRENTLY idx_orders_user_id_placed_at ON public.orders (user_id, placed_at)",
    "DROP INDEX CONCURRENTLY public.old",
  ]);
});

test("it passes where an index serves the two, one row, or few rows", () => {
  const of = (use: Parameters<typeof aStatement>[1], ...indexes: ReturnType<typeof anIndex>[]) =>
    ofTables(catalogOf(use, indexes), ID);
  const both = { equality: ["kind", "user_id"] };
  expect(of(both, anIndex("a", ["user_id", "kind"]))).toEqual(["pass orders"]);
  expect(of(both, anIndex("a", ["user_id", "kind", "id"]))).toEqual(["pass orders"]);
  expect(of({ equality: ["user_id"], range: ["placed_at"] }, anIndex("a", ["user_id", "placed_at"]))).toEqual([
    "pass orders",
  ]);
  expect(of({ equality: ["id", "kind"] }, anIndex("orders_pkey", ["id"], { unique: true }))).toEqual(["pass orders"]);
  expect(of({ equality: ["kind", "placed_at"] }, anIndex("a", ["placed_at"]))).toEqual(["pass orders"]);
  expect(of({ equality: ["user_id"], range: ["placed_at"] }, anIndex("a", ["user_id", "id"]))).not.toEqual([
    "pass orders",
  ]);
});

test("it passes where no index serves it at all, which is another rule's, or where together they gain little", () => {
  expect(ofTables(catalogOf({ equality: ["kind", "user_id"] }, []), ID)).toEqual(["pass orders"]);
  const few = [aCountedColumn("user_id", 500), aCountedColumn("open", 3)];
  const table = aCountedTable({ columns: few, indexes: [anIndex("a", ["user_id"])] });
  const statements = theStatements(aStatement(50, { equality: ["open", "user_id"] }));
  expect(ofTables(aCountedCatalog([table], statements), ID)).toEqual(["pass orders"]);
});

test("one column, or a statement that takes little time, is not frequent use together", () => {
  const index = anIndex("a", ["user_id"]);
  expect(ofTables(catalogOf({ equality: ["user_id"], other: ["kind"] }, [index]), ID)).toEqual(["pass orders"]);
  expect(ofTables(catalogOf({ equality: ["kind", "user_id"] }, [index], 0.9), ID)).toEqual(["pass orders"]);
  expect(ofTables(catalogOf({ equality: ["kind", "user_id"] }, [index], 1), ID)).not.toEqual(["pass orders"]);
});

test("a table whose rows the server has forgotten is not assessed: a reset is no small table", () => {
  const statistics = {
    ...aCountedTable({}, { liveRows: 0, deadRows: 0 }).statistics,
    bytes: { total: 9e9, table: 8e9, indexes: 1e9 },
  };
  const reset = { ...aCountedTable({}, { liveRows: 0, deadRows: 0 }), statistics } as ReturnType<typeof aCountedTable>;
  expect(ofTables(aCountedCatalog([reset], theStatements()), ID)).toEqual([
    "not assessed orders: the server has forgotten how many rows orders has, until it is vacuumed or analyzed",
  ]);
});

test("small tables are left alone; without the statements it is not assessed", async () => {
  const small = aCountedTable({}, { liveRows: 9_999 });
  expect(ofTables(aCountedCatalog([small], theStatements()), ID)).toEqual(["n.a. orders: orders has few rows"]);
  expect(ofTables(aCountedCatalog([small]), ID)).toEqual(["not assessed orders: it needs pg_stat_statements"]);
  expect(ofTables(aCountedCatalog([aTable("orders")], theStatements()), ID)).toEqual([
    "not assessed orders: the server shows no counters of orders",
  ]);
  expect(await inWords("CREATE TABLE t (x int)", ID)).toEqual(["not assessed t: it needs a live server's counters"]);
});

test("what other roles ran and the server hides may be such a search", () => {
  const hidden = (number: number) =>
    aCountedCatalog([aCountedTable({ columns })], {
      statements: { resetAt: null, evictions: 0, hidden: number, unparsed: 0, list: [] },
    });
  expect(ofTables(hidden(3), ID)).toEqual(["not assessed orders: the texts of 3 statements of other roles are hidden"]);
  expect(ofTables(hidden(0), ID)).toEqual(["pass orders"]);
});
