import { expect, test } from "vitest";
import { type CompareOptions, compare } from "../../src/diff/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { type Change, formatObjectName, type ObjectName } from "../../src/model/change.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { Policy } from "../../src/model/relation-parts.ts";
import type { Privilege } from "../../src/model/shared-parts.ts";
import {
  aCatalog,
  aCheck,
  aColumn,
  aForeignKey,
  anIndex,
  aPrimaryKey,
  aSchema,
  aSequence,
  aTable,
} from "../support/catalog.ts";

const shown = ({ action, object, field, before, after }: Change): string =>
  `${action} ${object.kind} ${formatObjectName(object)}${field === null ? "" : ` ${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`}`;

const changes = (before: Catalog, after: Catalog, options?: CompareOptions): string[] =>
  compare(before, after, options).map(shown);

/** Changes of one relation. */
const between = (before: Partial<Relation>, after: Partial<Relation>): string[] =>
  changes(aCatalog({ relations: [aTable("t", before)] }), aCatalog({ relations: [aTable("t", after)] }));

const aPolicy = (given: Partial<Policy>): Policy => ({
  ...{ kind: "policy", name: "own", command: "all", permissive: true, roles: ["public"], using: "true" },
  ...{ withCheck: null, comment: null, origin: null },
  ...given,
});
const select = (grantee: string, grantor = "owner"): Privilege => ({
  grantee,
  grantor,
  privilege: "select",
  grantable: false,
});
const named = (
  kind: ObjectName["kind"],
  schema: string | null,
  name: string,
  ...partOf: ObjectName["partOf"]
): ObjectName => ({
  ...{ kind, schema, partOf, name },
});

test("a change names the object, the field, and what it held before and after", () => {
  const before = aTable("t", { columns: [aColumn("Total Net", "numeric(10,2)")] });
  const after = aTable("t", { columns: [aColumn("Total Net", "numeric(12,2)")] });
  expect(compare(aCatalog({ relations: [before] }), aCatalog({ relations: [after] }))).toEqual([
    {
      action: "changed",
      object: { kind: "column", schema: "public", partOf: [{ kind: "table", name: "t" }], name: "Total Net" },
      field: "type",
      before: "numeric(10,2)",
      after: "numeric(12,2)",
    },
  ]);
});

test("what an object has besides its name is compared field by field, nested ones too", () => {
  expect(between({ policies: [aPolicy({})] }, { policies: [aPolicy({ permissive: false })] })).toEqual([
    "changed policy public.t.own permissive: true → false",
  ]);
  expect(
    between(
      { columns: [aColumn("a")] },
      { columns: [aColumn("a", "text", { collation: { schema: "pg_catalog", name: "C" } })] },
    ),
  ).toEqual(['changed column public.t.a collation: null → {"schema":"pg_catalog","name":"C"}']);
  expect(
    between(
      { kind: "partitioned table", partitionKey: { strategy: "range", columns: ["a"], definition: "RANGE (a)" } },
      { kind: "partitioned table", partitionKey: { strategy: "list", columns: ["b"], definition: "LIST (b)" } },
    ),
  ).toEqual([
    'changed partitioned table public.t partitionKey.columns: ["a"] → ["b"]',
    'changed partitioned table public.t partitionKey.definition: "RANGE (a)" → "LIST (b)"',
    'changed partitioned table public.t partitionKey.strategy: "range" → "list"',
  ]);
  expect(
    between(
      { constraints: [aForeignKey("fk", ["u"], { relation: "users" })] },
      { constraints: [aForeignKey("fk", ["u"], { relation: "users", onDelete: "cascade" })] },
    ),
  ).toEqual(['changed foreign key public.t.fk references.onDelete: "no action" → "cascade"']);
  expect(
    changes(aCatalog({ sequences: [aSequence("s")] }), aCatalog({ sequences: [aSequence("s", { cache: "50" })] })),
  ).toEqual(['changed sequence public.s cache: "1" → "50"']);
});

test("options, privileges and other objects inside an object are objects of their own", () => {
  expect(
    between(
      { options: [{ name: "fillfactor", value: "90" }], privileges: [select("old reader")] },
      {
        options: [{ name: "fillfactor", value: "80" }],
        toastOptions: [{ name: "fillfactor", value: "70" }],
        privileges: [select("public")],
        columns: [
          aColumn("a", "text", { options: [{ name: "n_distinct", value: "5" }], privileges: [select("reader")] }),
        ],
      },
    ),
  ).toEqual([
    "added column public.t.a",
    'removed privilege select to "old reader" on public.t',
    "added privilege select to public on public.t",
    "added privilege select to reader on public.t.a",
    'changed option fillfactor on public.t value: "90" → "80"',
    "added option toast.fillfactor on public.t",
    "added option n_distinct on public.t.a",
  ]);
  // One privilege may be granted by several roles.
  const [once, twice] = [[select("r", "a")], [select("r", "a"), select("r", "b")]];
  expect(between({ privileges: once }, { privileges: twice })).toEqual(["added privilege select to r (2) on public.t"]);
});

test("an added object comes with what is in it, and each says what it holds, without what is empty", () => {
  const table = aTable("t", {
    columns: [aColumn("id", "integer", { default: "1" })],
    constraints: [aPrimaryKey("t_pkey", ["id"])],
    indexes: [anIndex("t_pkey", ["id"], { constraint: "t_pkey", unique: true })],
  });
  const [empty, full] = [aCatalog({ schemas: [aSchema("public")] }), aCatalog({ relations: [table] })];
  const added = [
    [
      named("table", "public", "t"),
      { persistence: "permanent", accessMethod: "heap", replicaIdentity: { kind: "default" } },
    ],
    [named("column", "public", "id", { kind: "table", name: "t" }), { type: "integer", default: "1" }],
    [
      named("primary key", "public", "t_pkey", { kind: "table", name: "t" }),
      {
        columns: ["id"],
        validated: true,
        enforced: true,
        definition: "PRIMARY KEY (id)",
        index: "t_pkey",
      },
    ],
  ] as const;
  expect(compare(empty, full)).toEqual(
    added.map(([object, after]) => ({ action: "added", object, field: null, before: null, after })),
  );
  expect(compare(full, empty)).toEqual(
    added.map(([object, before]) => ({ action: "removed", object, field: null, before, after: null })),
  );
});

test("the order of columns is no difference, and that of an enum's values and an index's key is", () => {
  const [a, b] = [aColumn("a"), aColumn("b")];
  expect(between({ columns: [a, b] }, { columns: [b, a] })).toEqual([]);
  expect(between({ indexes: [anIndex("i", ["a", "b"])] }, { indexes: [anIndex("i", ["b", "a"])] })).toHaveLength(1);
});

test("the index of a key is a part of its constraint, but for what is its own", () => {
  const index = (given = {}) => anIndex("t_pkey", ["id"], { constraint: "t_pkey", ...given });
  expect(between({ indexes: [index()] }, { indexes: [index({ definition: "other", unique: true })] })).toEqual([]);
  expect(between({ indexes: [index()] }, { indexes: [index({ tablespace: "fast" })] })).toEqual([
    'changed index public.t.t_pkey tablespace: null → "fast"',
  ]);
  expect(
    between({ indexes: [anIndex("u", ["id"])] }, { indexes: [anIndex("u", ["id"], { constraint: "u" })] }),
  ).toEqual(['changed index public.t.u constraint: null → "u"']);
});

test("members of an extension come and go with it", () => {
  const member = aTable("t", { extension: "postgis", columns: [aColumn("a")] });
  expect(changes(aCatalog(), aCatalog({ relations: [member] }))).toEqual(["added schema public"]);
  expect(between({}, { extension: "postgis" })).toEqual(['changed table public.t extension: null → "postgis"']);
});

test("a renamed object goes on, and what speaks of it by its name is the same", () => {
  const before = aTable("Order Lines", {
    schema: "shop",
    columns: [
      aColumn("note"),
      aColumn("id", "bigint", { default: "nextval('shop.\"Order Lines_id_seq\"'::regclass)" }),
    ],
    constraints: [aCheck("c", "(length(note) > 1)", ["note"])],
  });
  const after = aTable("orders", {
    schema: "store",
    columns: [aColumn("remark"), aColumn("id", "bigint", { default: "nextval('store.orders_id_seq'::regclass)" })],
    constraints: [aCheck("c", "(length(remark) > 2)", ["remark"])],
  });
  const renames = [
    { before: named("schema", null, "shop"), after: named("schema", null, "store") },
    { before: named("table", "shop", "Order Lines"), after: named("table", "store", "orders") },
    { before: named("sequence", "shop", "Order Lines_id_seq"), after: named("sequence", "store", "orders_id_seq") },
    {
      before: named("column", "shop", "note", { kind: "table", name: "Order Lines" }),
      after: named("column", "store", "remark", { kind: "table", name: "orders" }),
    },
  ];
  const other = (schema: string) => aTable("other", { schema });
  const sequences = (schema: string, name: string) => [aSequence(name, { schema })];
  expect(
    changes(
      aCatalog({ relations: [before, other("shop")], sequences: sequences("shop", "Order Lines_id_seq") }),
      aCatalog({ relations: [after, other("store")], sequences: sequences("store", "orders_id_seq") }),
      { renames },
    ),
  ).toEqual([
    'renamed schema store name: "shop" → "store"',
    'renamed sequence store.orders_id_seq name: "Order Lines_id_seq" → "orders_id_seq"',
    'renamed table store.orders name: "Order Lines" → "orders"',
    'renamed column store.orders.remark name: "note" → "remark"',
    'changed check store.orders.c definition: "CHECK (length(note) > 1)" → "CHECK (length(remark) > 2)"',
    'changed check store.orders.c expression: "(length(note) > 1)" → "(length(remark) > 2)"',
  ]);
});

test("an object that moves to another schema is one, and two that swap their names are two", () => {
  const table = (schema: string, name: string) => named("table", schema, name);
  const moved = [{ before: table("a", "t"), after: table("b", "t") }];
  const schemas = [aSchema("a"), aSchema("b")];
  expect(
    changes(
      aCatalog({ schemas, relations: [aTable("t", { schema: "a" })] }),
      aCatalog({ schemas, relations: [aTable("t", { schema: "b" })] }),
      { renames: moved },
    ),
  ).toEqual(['changed table b.t schema: "a" → "b"']);
  const swapped = [
    { before: table("public", "t"), after: table("public", "u") },
    { before: table("public", "u"), after: table("public", "t") },
  ];
  const both = (t: string, u: string) =>
    aCatalog({ relations: [aTable("t", { comment: t }), aTable("u", { comment: u })] });
  expect(changes(both("1", "2"), both("2", "1"), { renames: swapped })).toEqual([
    'renamed table public.t name: "u" → "t"',
    'renamed table public.u name: "t" → "u"',
  ]);
});

test("an object that was made anew under its name is another", () => {
  const catalog = aCatalog({ relations: [aTable("t", { columns: [aColumn("a")] })] });
  expect(changes(catalog, catalog, { replaced: [named("table", "public", "t")] })).toEqual([
    "added table public.t",
    "removed table public.t",
    "added column public.t.a",
    "removed column public.t.a",
  ]);
});

test("what a partition has from its parent is one change", () => {
  const parts = (...columns: string[]) => [
    aTable("p", { kind: "partitioned table", columns: columns.map((name) => aColumn(name)) }),
    aTable("p_1", {
      partition: { of: { schema: "public", name: "p" }, bound: "DEFAULT" },
      columns: columns.map((name) => aColumn(name, "text", { local: false })),
    }),
  ];
  expect(changes(aCatalog({ relations: parts("a") }), aCatalog({ relations: parts("a", "b") }))).toEqual([
    "added column public.p.b",
  ]);
});

test("on a server, what the owner itself may do is no difference from a scratch engine", () => {
  const live = aCatalog({
    source: { kind: "server", name: "shop", tool: null, commit: null },
    relations: [aTable("t", { owner: "app", privileges: [select("app"), select("reader", "app")] })],
  });
  const made = aCatalog({ relations: [aTable("t", { privileges: [select("reader", "postgres")] })] });
  expect([changes(made, live), changes(live, made)]).toEqual([[], []]);
});
