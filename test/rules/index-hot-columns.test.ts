import { expect, test } from "vitest";
import { shorten } from "../../src/model/workload.ts";
import { aCatalog, aColumn, anEnumColumn, anIndex, aTable } from "../support/catalog.ts";
import { aCountedCatalog, aCountedTable, aStatement, aUse, theStatements } from "./counted.ts";
import { inWords, ofTables, remediesOfTables } from "./in-words.ts";

const ID = "index-hot-columns";
const READ_WHOLE = "fail orders: Table orders is read whole: no index serves a search by ";

test("a table that is read whole by a statement is named with the columns and the share of the time", () => {
  const catalog = aCountedCatalog([aCountedTable()], theStatements(aStatement(42.1, { equality: ["user_id"] })));
  expect(ofTables(catalog, ID)).toEqual([`${READ_WHOLE}user_id, which takes 42.1% of the time: SELECT ….`]);
  expect(remediesOfTables(catalog, ID)).toEqual([
    "CREATE INDEX CONCURRENTLY idx_orders_user_id ON public.orders (user_id)",
  ]);
});

test("of several statements it is the one that takes the most time", () => {
  const statements = theStatements(
    aStatement(30, { equality: ["status"] }),
    aStatement(20, { range: ["placed_at"] }),
    aStatement(10, { equality: ["user_id"] }),
  );
  expect(ofTables(aCountedCatalog([aCountedTable()], statements), ID)).toEqual([
    `${READ_WHOLE}placed_at, which takes 20% of the time: SELECT ….`,
  ]);
});

test("the index begins with the columns of equality, those with the rarest values first, then comes the range or the order", () => {
  const of = (use: Parameters<typeof aUse>[0]) =>
    remediesOfTables(aCountedCatalog([aCountedTable()], theStatements(aStatement(9, use))), ID);
  const [first, second, third] = [
    of({ equality: ["status", "user_id"], range: ["placed_at"] }),
    of({ equality: ["user_id"], order: ["placed_at"], limited: true }),
    of({ order: ["placed_at", "id"], limited: true }),
  ];
  expect([first, second, third]).toEqual([
    ["CREATE INDEX CONCURRENTLY idx_orders_user_id_status_placed_at ON public.orders (user_id, status, placed_at)"],
    ["CREATE INDEX CONCURRENTLY idx_orders_user_id_placed_at ON public.orders (user_id, placed_at)"],
    ["CREATE INDEX CONCURRENTLY idx_orders_placed_at_id ON public.orders (placed_at, id)"],
  ]);
});

test("a search that an index leads, or that none would, is no fault", () => {
  const of = (use: Parameters<typeof aUse>[0], ...indexes: ReturnType<typeof anIndex>[]) =>
    ofTables(aCountedCatalog([aCountedTable({ indexes })], theStatements(aStatement(9, use))), ID);
  const passes = ["pass orders: it is read whole, by no statement that searches"];
  expect(of({ equality: ["user_id"] }, anIndex("a", ["user_id", "status"]))).toEqual(passes);
  expect(of({ equality: ["user_id", "status"] }, anIndex("a", ["status"]))).toEqual(passes);
  expect(of({ equality: ["user_id"] }, anIndex("a", ["user_id"], { predicate: "(status = 'open')" }))).toEqual(passes);
  expect(of({ equality: ["user_id"] }, anIndex("a", ["status", "user_id"], { method: "brin" }))).toEqual(passes);
  expect(of({ equality: ["status"] })).toEqual(passes);
  expect(of({ other: ["user_id"] })).toEqual(passes);
  expect(of({ order: ["placed_at"] })).toEqual(passes);
  expect(of({ order: ["placed_at"], limited: true, other: ["status"] })).toEqual(passes);
  expect(of({ join: ["user_id"] })).toEqual(passes);
  expect(of({})).toEqual(passes);
});

test("where the planner's figures are hidden, flags and enums are taken to have few values", () => {
  const columns = [
    aColumn("open", "boolean"),
    anEnumColumn("kind", { schema: "public", name: "kind" }),
    aColumn("ref"),
  ];
  const of = (equality: string[]) =>
    ofTables(aCountedCatalog([aCountedTable({ columns })], theStatements(aStatement(9, { equality }))), ID);
  expect(of(["open"])).toEqual(["pass orders: it is read whole, by no statement that searches"]);
  expect(of(["kind", "open"])).toEqual(["pass orders: it is read whole, by no statement that searches"]);
  expect(of(["ref"])).toEqual([`${READ_WHOLE}ref, which takes 9% of the time: SELECT ….`]);
});

test("an index that is not valid, or that holds the column further behind, leads to nothing", () => {
  const indexes = [anIndex("a", ["user_id"], { valid: false }), anIndex("b", ["status", "user_id"])];
  const catalog = aCountedCatalog(
    [aCountedTable({ indexes })],
    theStatements(aStatement(7, { equality: ["user_id"] })),
  );
  expect(ofTables(catalog, ID)).toEqual([`${READ_WHOLE}user_id, which takes 7% of the time: SELECT ….`]);
});

test("a join is a search where the statement asks for a value of the other table", () => {
  const users = aUse({ name: "users", equality: ["email"], join: ["id"] });
  const join = aStatement(8, { join: ["user_id"] });
  const of = (...relations: ReturnType<typeof aUse>[]) =>
    ofTables(
      aCountedCatalog([aCountedTable()], theStatements({ ...join, relations: [...join.relations, ...relations] })),
      ID,
    );
  expect(of(users)).toEqual([`${READ_WHOLE}user_id, which takes 8% of the time: SELECT ….`]);
  expect(of({ ...users, equality: [] })).toEqual(["pass orders: it is read whole, by no statement that searches"]);
});

test("where most scans use an index, only a statement with a share of 5 percent counts", () => {
  const table = aCountedTable({}, { indexScans: 1_000_000 });
  const of = (share: number) =>
    ofTables(aCountedCatalog([table], theStatements(aStatement(share, { equality: ["user_id"] }))), ID);
  expect(of(4.9)).toEqual(["pass orders"]);
  expect(of(5)).toEqual([`${READ_WHOLE}user_id, which takes 5% of the time: SELECT ….`]);
});

test("of a long statement the sentence leaves out the middle, where columns stand, and the facts nothing", () => {
  const long = `SELECT ${Array(100).fill("note").join(", ")} FROM orders WHERE user_id = $1`;
  const statement = aStatement(9, { equality: ["user_id"] }, long);
  expect(ofTables(aCountedCatalog([aCountedTable()], theStatements(statement)), ID)).toEqual([
    `${READ_WHOLE}user_id, which takes 9% of the time: ${shorten(long, 200)}.`,
  ]);
  expect(shorten(long, 200)).toMatch(/^SELECT note, .{50,70} … .{90,100}, note FROM orders WHERE user_id = \$1$/);
});

test("a statement that seldom runs and takes little time is not what reads the table", () => {
  const of = (calls: number) =>
    ofTables(
      aCountedCatalog([aCountedTable()], theStatements({ ...aStatement(0.2, { equality: ["user_id"] }), calls })),
      ID,
    );
  expect(of(99)).toEqual(["pass orders: it is read whole, by no statement that searches"]);
  expect(of(100)).toEqual([`${READ_WHOLE}user_id, which takes 0.2% of the time: SELECT ….`]);
});

test("without the statements the counters alone say that it is read whole", () => {
  const fails = ["fail orders: Table orders is read whole more often than by an index."];
  expect(ofTables(aCountedCatalog([aCountedTable()]), ID)).toEqual(fails);
  const hidden = { resetAt: null, evictions: null, hidden: 3, unparsed: 0, list: [] };
  expect(ofTables(aCountedCatalog([aCountedTable()], { statements: hidden }), ID)).toEqual(fails);
  expect(remediesOfTables(aCountedCatalog([aCountedTable()]), ID)).toEqual([]);
});

test("a table that is seldom scanned, or whose scans end early, passes", () => {
  const of = (counters: Parameters<typeof aCountedTable>[1]) =>
    ofTables(aCountedCatalog([aCountedTable({}, counters)]), ID);
  expect(of({ sequentialScans: 99, sequentialRowsRead: 99_000_000, indexScans: 0 })).toEqual(["pass orders"]);
  expect(of({ sequentialRowsRead: 250_000_000 })).toEqual(["pass orders"]);
  expect(of({ sequentialRowsRead: 250_000_001 })).not.toEqual(["pass orders"]);
  expect(of({ indexScans: 500 })).toEqual(["pass orders"]);
  expect(of({ sequentialScans: 0, sequentialRowsRead: 0 })).toEqual(["pass orders"]);
});

test("a table whose rows the server has forgotten is not assessed: a reset is no small table", () => {
  const statistics = {
    ...aCountedTable({}, { liveRows: 0, deadRows: 0 }).statistics,
    bytes: { total: 9e9, table: 8e9, indexes: 1e9 },
  };
  const reset = { ...aCountedTable({}, { liveRows: 0, deadRows: 0 }), statistics } as ReturnType<typeof aCountedTable>;
  expect(ofTables(aCountedCatalog([reset]), ID)).toEqual([
    "not assessed orders: the server has forgotten how many rows orders has, until it is vacuumed or analyzed",
  ]);
});

test("a small table is left alone", () => {
  expect(ofTables(aCountedCatalog([aCountedTable({}, { liveRows: 9_999 })]), ID)).toEqual([
    "n.a. orders: orders has few rows",
  ]);
});

test("a partitioned table has the counters and the statements of its partitions", () => {
  const parent = aTable("orders", { kind: "partitioned table", columns: [aColumn("user_id")] });
  const partition = { of: { schema: "public", name: "orders" }, bound: "DEFAULT" };
  const part = aCountedTable({ name: "orders_2026", partition }, { liveRows: 8000, sequentialRowsRead: 4_000_000 });
  const other = { ...part, name: "orders_2025" };
  const statement = aStatement(50, { name: "orders_2026", equality: ["user_id"] });
  const catalog = aCountedCatalog([parent, part, other], theStatements(statement));
  expect(ofTables(catalog, ID)).toEqual([`${READ_WHOLE}user_id, which takes 50% of the time: SELECT ….`]);
  expect(remediesOfTables(catalog, ID)).toEqual(["CREATE INDEX idx_orders_user_id ON public.orders (user_id)"]);
  const partitionKey = { strategy: "list", columns: ["user_id"], definition: "LIST (user_id)" } as const;
  const pruned = { ...parent, partitionKey: { ...partitionKey, columns: [...partitionKey.columns] } };
  expect(ofTables(aCountedCatalog([pruned, part, other], theStatements(statement)), ID)).toEqual([
    "pass orders: it is read whole, by no statement that searches",
  ]);
});

test("counters that are young, of a standby, or of unknown age are not assessed", () => {
  const of = (...given: [Parameters<typeof aCountedCatalog>[1], Record<string, unknown>?]) =>
    ofTables(aCountedCatalog([aCountedTable()], given[0]), ID, given[1]);
  expect(of({ countedSince: "2026-11-03T00:00:01Z" })).toEqual([
    "not assessed orders: the counters go back 6 days, and 7 are needed",
  ]);
  expect(of({ countedSince: "2026-11-03T00:00:00Z" })[0]).toMatch(/^fail/);
  expect(of({ countedSince: null })).toEqual([
    "not assessed orders: since when the server counts is not known: its counters were never reset",
  ]);
  expect(of({ countedSince: null }, { days: 0 })[0]).toMatch(/^fail/);
  expect(of({ standby: true })).toEqual([
    "not assessed orders: a standby counts only its own reads: the primary's counters are needed",
  ]);
});

test("what a server does not count, and a replayed history, is not assessed", async () => {
  expect(ofTables(aCountedCatalog([aTable("orders")]), ID)).toEqual([
    "not assessed orders: the server shows no counters of orders",
  ]);
  expect(ofTables(aCatalog({ relations: [aTable("orders")] }), ID)).toEqual([
    "not assessed orders: it needs a live server's counters",
  ]);
  expect(await inWords("CREATE TABLE t (x int)", ID)).toEqual(["not assessed t: it needs a live server's counters"]);
});
