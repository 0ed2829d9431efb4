import { describe, expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const PARENTS = `
  CREATE TABLE p1 (a int PRIMARY KEY);
  CREATE TABLE p2 (a int, b int, PRIMARY KEY (a, b));
`;
const one = (index: string) => `${PARENTS}
  CREATE TABLE child (id int PRIMARY KEY, other int, x int CONSTRAINT child_fk REFERENCES p1, gone boolean NOT NULL);
  ${index}`;
const two = (index: string) => `${PARENTS}
  CREATE TABLE child (a int, b int, c int, CONSTRAINT child_fk FOREIGN KEY (a, b) REFERENCES p2);
  ${index}`;

describe("the cases in which peers disagree", () => {
  test.each([
    ["two columns in another order", two("CREATE INDEX i ON child (b, a)")],
    ["two columns in another order with a third behind", two("CREATE INDEX i ON child (b, a, c)")],
    ["a predicate that the lookup implies", one("CREATE INDEX i ON child (x) WHERE x IS NOT NULL")],
    ["such a predicate on both columns", two("CREATE INDEX i ON child (a, b) WHERE a IS NOT NULL AND b IS NOT NULL")],
    ["a hash index on the one column", one("CREATE INDEX i ON child USING hash (x)")],
    ["an index in descending order", one("CREATE INDEX i ON child (x DESC NULLS LAST, other)")],
    ["a unique constraint that begins with the columns", two("ALTER TABLE child ADD UNIQUE (b, a, c)")],
  ])("%s serves the foreign key", async (_name, sql) => {
    expect(await inWords(sql, "index-fk")).toEqual(["pass child.child_fk"]);
  });

  test.each([
    ["no index at all", one(""), "x."],
    [
      "a third column between the two",
      two("CREATE INDEX i ON child (a, c, b)"),
      "a and b: i has another column between them.",
    ],
    ["a column under INCLUDE", two("CREATE INDEX i ON child (a) INCLUDE (b)"), "a and b: i has b only under INCLUDE."],
    ["half of the columns", two("CREATE INDEX i ON child (a)"), "a and b: i leads with a, but does not hold b."],
    ["a column that another leads", one("CREATE INDEX i ON child (other, x)"), "x: i holds it, but leads with other."],
    [
      "an expression that leads",
      one("CREATE INDEX i ON child ((other + 1), x)"),
      "x: i holds it, but leads with an expression.",
    ],
    ["an expression on the column", one("CREATE INDEX i ON child ((x + 1))"), "x."],
    [
      "live rows only",
      one("CREATE INDEX i ON child (x) WHERE NOT gone"),
      "x: i leads with it, but only WHERE NOT gone.",
    ],
    [
      "not null and more",
      one("CREATE INDEX i ON child (x) WHERE x IS NOT NULL AND other IS NOT NULL"),
      "x: i leads with it, but only WHERE (x IS NOT NULL) AND (other IS NOT NULL).",
    ],
    ["a BRIN index", one("CREATE INDEX i ON child USING brin (x)"), "x: i is a BRIN index, which cannot serve it."],
    [
      "a GiST index",
      one("CREATE EXTENSION IF NOT EXISTS btree_gist; CREATE INDEX i ON child USING gist (x)"),
      "x: i is a GiST index, which cannot serve it.",
    ],
    ["a hash index on one of two columns", two("CREATE INDEX i ON child USING hash (a)"), "a and b."],
  ])("%s does not serve the foreign key", async (_name, sql, found) => {
    expect(await inWords(sql, "index-fk")).toEqual([
      `fail child.child_fk: Foreign key child_fk has no index on ${found}`,
    ]);
  });
});

test("the nearest miss is the one that is named", async () => {
  const sql = two(
    "CREATE INDEX near ON child (b, a) WHERE c > 0; CREATE INDEX far ON child (c, a); CREATE INDEX half ON child (a)",
  );
  expect(await inWords(sql, "index-fk")).toEqual([
    "fail child.child_fk: Foreign key child_fk has no index on a and b: near leads with it, but only WHERE c > 0.",
  ]);
});

test("an index under another collation than the column's does not serve", async () => {
  const sql = `CREATE TABLE parent (code text PRIMARY KEY);
    CREATE TABLE child (code text CONSTRAINT child_fk REFERENCES parent);
    CREATE INDEX i ON child (code COLLATE "C")`;
  expect(await inWords(sql, "index-fk")).toEqual([
    "fail child.child_fk: Foreign key child_fk has no index on code: i leads with it, but under another collation than the column's.",
  ]);
});

test("the primary key serves where it begins with the columns, as in a join table", async () => {
  const sql = `${PARENTS} CREATE TABLE joined (a int CONSTRAINT fk_a REFERENCES p1, z int CONSTRAINT fk_z REFERENCES p1, PRIMARY KEY (a, z))`;
  expect(await inWords(sql, "index-fk")).toEqual([
    "fail joined.fk_z: Foreign key fk_z has no index on z: joined_pkey holds it, but leads with a.",
    "pass joined.fk_a",
  ]);
});

test("a temporal foreign key is served by GiST and not by a B-tree", async () => {
  const sql = `CREATE EXTENSION IF NOT EXISTS btree_gist;
    CREATE TABLE room (id int, valid tstzrange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));
    CREATE TABLE stay (id int PRIMARY KEY, room_id int, during tstzrange, CONSTRAINT stay_fk FOREIGN KEY (room_id, PERIOD during) REFERENCES room (id, PERIOD valid));
    CREATE INDEX flat ON stay (room_id, during);`;
  expect(await inWords(sql, "index-fk")).toEqual([
    "fail stay.stay_fk: Foreign key stay_fk has no index on room_id and during: flat is a B-tree index, which cannot serve it.",
  ]);
  expect(await remedies(sql, "index-fk")).toEqual([
    "CREATE INDEX CONCURRENTLY idx_stay_room_id_during ON public.stay USING gist (room_id, during)",
  ]);
  expect(await mended(sql, "index-fk")).toEqual(["pass stay.stay_fk"]);
});

describe("on a partitioned table", () => {
  const parted = (index: string) => `${PARENTS}
    CREATE TABLE log (at date NOT NULL, x int CONSTRAINT log_fk REFERENCES p1) PARTITION BY RANGE (at);
    CREATE TABLE log_25 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY RANGE (at);
    CREATE TABLE log_25_1 PARTITION OF log_25 FOR VALUES FROM ('2025-01-01') TO ('2025-07-01');
    CREATE TABLE log_25_2 PARTITION OF log_25 FOR VALUES FROM ('2025-07-01') TO ('2026-01-01');
    CREATE TABLE log_rest PARTITION OF log DEFAULT;
    ${index}`;
  const uncovered = ["fail log.log_fk: Foreign key log_fk has no index on x."];

  test("the foreign key is judged once, on the parent", async () => {
    expect(await inWords(parted(""), "index-fk")).toEqual(uncovered);
    expect(await inWords(parted("CREATE INDEX ON log (x)"), "index-fk")).toEqual(["pass log.log_fk"]);
  });

  test("an index on every leaf will do, and on all but one will not", async () => {
    const all = "CREATE INDEX ON log_25_1 (x); CREATE INDEX ON log_25_2 (x); CREATE INDEX ON log_rest (x)";
    expect(await inWords(parted(all), "index-fk")).toEqual(["pass log.log_fk"]);
    expect(await inWords(parted("CREATE INDEX ON log_25 (x); CREATE INDEX ON log_rest (x)"), "index-fk")).toEqual([
      "pass log.log_fk",
    ]);
    expect(await inWords(parted("CREATE INDEX ON log_25 (x)"), "index-fk")).toEqual(uncovered);
  });

  test("the remedy does without CONCURRENTLY, which PostgreSQL refuses there", async () => {
    expect(await remedies(parted(""), "index-fk")).toEqual(["CREATE INDEX idx_log_x ON public.log (x)"]);
    expect(await mended(parted(""), "index-fk")).toEqual(["pass log.log_fk"]);
  });

  test("an index on the parent only is not valid, and does not serve", async () => {
    expect(await inWords(parted("CREATE INDEX i ON ONLY log (x)"), "index-fk")).toEqual([
      "fail log.log_fk: Foreign key log_fk has no index on x: i leads with it, but is not valid.",
    ]);
  });
});

test("the remedy makes no index that is there redundant", async () => {
  const sql = two("CREATE INDEX i ON child (a)");
  expect(await remedies(sql, "index-fk")).toEqual(["CREATE INDEX CONCURRENTLY idx_child_b_a ON public.child (b, a)"]);
  expect(await mended(sql, "index-fk")).toEqual(["pass child.child_fk"]);
});

test("the remedy's index has a name that is free, and needs no quotes where the table's does", async () => {
  const sql = `${PARENTS} CREATE TABLE "Big Order" (id int PRIMARY KEY, "fromP" int REFERENCES p1, x int REFERENCES p1, gone boolean);
    CREATE INDEX idx_big_order_x ON "Big Order" (x) WHERE NOT gone`;
  expect(await remedies(sql, "index-fk")).toEqual([
    'CREATE INDEX CONCURRENTLY idx_big_order_from_p ON public."Big Order" ("fromP")',
    'CREATE INDEX CONCURRENTLY idx_big_order_x_all ON public."Big Order" (x)',
  ]);
  expect((await mended(sql, "name-index")).filter((line) => !line.startsWith("pass"))).toEqual([]);
  expect(await mended(sql, "index-fk")).toEqual([
    "pass Big Order.Big Order_fromP_fkey",
    "pass Big Order.Big Order_x_fkey",
  ]);
});

test("the name in the remedy is cut to what PostgreSQL keeps, between characters", async () => {
  const column = `straße_${"ß".repeat(26)}`;
  const sql = `${PARENTS} CREATE TABLE t (id int PRIMARY KEY, "${column}" int REFERENCES p1)`;
  expect(await remedies(sql, "index-fk")).toEqual([
    `CREATE INDEX CONCURRENTLY "idx_t_straße_${"ß".repeat(24)}" ON public.t ("${column}")`,
  ]);
  expect(await mended(sql, "index-fk")).toEqual([expect.stringMatching(/^pass t\./)]);
});

test("a table without a foreign key has no subject", async () => {
  expect(await inWords("CREATE TABLE alone (id int PRIMARY KEY)", "index-fk")).toEqual([]);
});

test("a name that is too long for PostgreSQL is cut behind a word", async () => {
  const sql = `CREATE TABLE bundles (id int PRIMARY KEY);
    CREATE TABLE mobile_application_bundle_authorization_clients (mobile_application_bundle_id int REFERENCES bundles)`;
  expect(await remedies(sql, "index-fk")).toEqual([
    "CREATE INDEX CONCURRENTLY idx_mobile_application_bundle_authorization_clients_mobile ON public.mobile_application_bundle_authorization_clients (mobile_application_bundle_id)",
  ]);
});

test("indexes whose names the cut leaves equal are told apart by numbers, the whole name first", async () => {
  const sql = `CREATE TABLE kinds (id int PRIMARY KEY);
    CREATE TABLE release_group_attributes (
      release_group_attribute_type_allowed int REFERENCES kinds,
      release_group_attribute_type_denied int REFERENCES kinds,
      release_group_attribute_type int REFERENCES kinds
    )`;
  expect(await remedies(sql, "index-fk")).toEqual([
    "CREATE INDEX CONCURRENTLY idx_release_group_attributes_release_group_attribute_type_2 ON public.release_group_attributes (release_group_attribute_type_allowed)",
    "CREATE INDEX CONCURRENTLY idx_release_group_attributes_release_group_attribute_type_3 ON public.release_group_attributes (release_group_attribute_type_denied)",
    "CREATE INDEX CONCURRENTLY idx_release_group_attributes_release_group_attribute_type ON public.release_group_attributes (release_group_attribute_type)",
  ]);
  expect((await mended(sql, "index-fk")).map((line) => line.slice(0, 4))).toEqual(["pass", "pass", "pass"]);
  expect((await mended(sql, "name-index")).filter((line) => !line.startsWith("pass"))).toEqual([]);
});
