import { describe, expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const on = (indexes: string) => `CREATE TABLE t (id int PRIMARY KEY, a text, b text, c int, r int4range); ${indexes}`;

test("an index that begins another is redundant, and the longer one is not", async () => {
  const sql = on("CREATE INDEX short ON t (a); CREATE INDEX long ON t (a, b)");
  expect(await inWords(sql, "index-redundant")).toEqual([
    "fail t.short: Index short repeats long, which begins with the same columns.",
    "pass t.long",
  ]);
  expect(await remedies(sql, "index-redundant")).toEqual(["DROP INDEX CONCURRENTLY public.short"]);
  expect(await mended(sql, "index-redundant")).toEqual(["pass t.long"]);
});

test("a name that begins another's is no prefix", async () => {
  const sql = "CREATE TABLE t (a int, ab int); CREATE INDEX i ON t (a); CREATE INDEX j ON t (ab)";
  expect(await inWords(sql, "index-redundant")).toEqual(["pass t.i", "pass t.j"]);
});

test("a plain index on the beginning of the primary key is redundant", async () => {
  const sql = "CREATE TABLE t (a int, b int, PRIMARY KEY (a, b)); CREATE INDEX i ON t (a)";
  expect(await inWords(sql, "index-redundant")).toEqual([
    "fail t.i: Index i repeats t_pkey, which begins with the same columns.",
  ]);
});

describe("of two indexes that are alike exactly one is reported", () => {
  test.each([
    [
      "the one that backs a constraint stays",
      "ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a); CREATE INDEX b1 ON t (a)",
      "b1",
      "uq",
    ],
    [
      "it stays beside a unique index too",
      "ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a); CREATE UNIQUE INDEX b1 ON t (a)",
      "b1",
      "uq",
    ],
    ["else the unique one", "CREATE INDEX b1 ON t (a); CREATE UNIQUE INDEX z1 ON t (a)", "b1", "z1"],
    [
      "else the one named as the guide says",
      "CREATE INDEX b1 ON t (a); CREATE INDEX idx_t_a ON t (a)",
      "b1",
      "idx_t_a",
    ],
    ["else the first by name", "CREATE INDEX b1 ON t (a); CREATE INDEX a1 ON t (a)", "b1", "a1"],
    [
      "a second unique constraint goes",
      "ALTER TABLE t ADD CONSTRAINT a1 UNIQUE (a); ALTER TABLE t ADD CONSTRAINT b1 UNIQUE (a)",
      "b1",
      "a1",
    ],
    ["a unique constraint on the primary key goes", "ALTER TABLE t ADD CONSTRAINT a1 UNIQUE (id)", "a1", "t_pkey"],
  ])("%s", async (_name, indexes, gone, kept) => {
    const said = await inWords(on(indexes), "index-redundant");
    expect(said.filter((line) => line.startsWith("fail"))).toEqual([
      `fail t.${gone}: Index ${gone} repeats ${kept}, which has the same columns.`,
    ]);
    expect((await mended(on(indexes), "index-redundant")).filter((line) => line.startsWith("fail"))).toEqual([]);
  });

  test("three alike leave one", async () => {
    const sql = on("CREATE INDEX a1 ON t (a); CREATE INDEX a2 ON t (a); CREATE INDEX a3 ON t (a)");
    expect(await inWords(sql, "index-redundant")).toEqual([
      "fail t.a2: Index a2 repeats a1, which has the same columns.",
      "fail t.a3: Index a3 repeats a1, which has the same columns.",
      "pass t.a1",
    ]);
  });

  test("what is shorter than two that are alike repeats the one that stays", async () => {
    const sql = on("CREATE INDEX a1 ON t (a); CREATE INDEX b1 ON t (a, b); CREATE INDEX b2 ON t (a, b)");
    expect(await inWords(sql, "index-redundant")).toEqual([
      "fail t.a1: Index a1 repeats b1, which begins with the same columns.",
      "fail t.b2: Index b2 repeats b1, which has the same columns.",
      "pass t.b1",
    ]);
  });
});

test("of two unique indexes the one that takes nulls as equal stays", async () => {
  const indexes = "CREATE UNIQUE INDEX i ON t (a); CREATE UNIQUE INDEX j ON t (a) NULLS NOT DISTINCT";
  expect((await inWords(on(indexes), "index-redundant")).filter((line) => line.startsWith("fail"))).toEqual([
    "fail t.i: Index i repeats j, which has the same columns.",
  ]);
});

describe("indexes that do something else are not redundant", () => {
  test.each([
    ["a unique index beside a wider one", "CREATE UNIQUE INDEX i ON t (a); CREATE INDEX j ON t (a, b)"],
    ["a unique index beside a wider unique one", "CREATE UNIQUE INDEX i ON t (a); CREATE UNIQUE INDEX j ON t (a, b)"],
    [
      "another method",
      "CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE INDEX i ON t (a); CREATE INDEX k ON t USING hash (a); CREATE INDEX j ON t USING gin (a gin_trgm_ops)",
    ],
    ["another predicate", "CREATE INDEX i ON t (a) WHERE c > 0; CREATE INDEX j ON t (a, b)"],
    ["a predicate on the longer one", "CREATE INDEX i ON t (a); CREATE INDEX j ON t (a, b) WHERE c > 0"],
    ["another operator class", "CREATE INDEX i ON t (a text_pattern_ops); CREATE INDEX j ON t (a, b)"],
    ["another collation", 'CREATE INDEX i ON t (a COLLATE "C"); CREATE INDEX j ON t (a, b)'],
    ["another direction", "CREATE INDEX i ON t (a DESC); CREATE INDEX j ON t (a, b)"],
    ["nulls at the other end", "CREATE INDEX i ON t (a NULLS FIRST); CREATE INDEX j ON t (a, b)"],
    ["another order of columns", "CREATE INDEX i ON t (a); CREATE INDEX j ON t (b, a)"],
    ["an expression", "CREATE INDEX i ON t (lower(a)); CREATE INDEX j ON t (a, b)"],
    ["a column under INCLUDE that the other lacks", "CREATE INDEX i ON t (a) INCLUDE (c); CREATE INDEX j ON t (a, b)"],
  ])("%s", async (_name, indexes) => {
    expect((await inWords(on(indexes), "index-redundant")).filter((line) => line.startsWith("fail"))).toEqual([]);
  });

  test("a unique constraint that can be deferred is no substitute for one that cannot", async () => {
    const sql = on("ALTER TABLE t ADD CONSTRAINT u UNIQUE (a) DEFERRABLE; CREATE UNIQUE INDEX i ON t (a)");
    expect(await inWords(sql, "index-redundant")).toEqual(["pass t.i"]);
  });

  test("a unique index that a foreign key refers to stays", async () => {
    const sql = `${on("CREATE UNIQUE INDEX i ON t (a)")};
      CREATE TABLE child (a text REFERENCES t (a)); ALTER TABLE t ADD CONSTRAINT u UNIQUE (a)`;
    expect(await inWords(sql, "index-redundant")).toEqual([
      "fail t.u: Index u repeats i, which has the same columns.",
      "pass t.i",
    ]);
  });
});

test("equal predicates, expressions and included columns are compared, not only plain columns", async () => {
  const sql = on(`CREATE INDEX e1 ON t (lower(a)); CREATE INDEX e2 ON t (lower(a), b);
    CREATE INDEX p1 ON t (b) WHERE c > 0; CREATE INDEX p2 ON t (b, a) WHERE c > 0;
    CREATE INDEX n1 ON t (c) INCLUDE (b); CREATE INDEX n2 ON t (c, b)`);
  expect(await inWords(sql, "index-redundant")).toEqual([
    "fail t.e1: Index e1 repeats e2, which begins with the same columns.",
    "fail t.n1: Index n1 repeats n2, which begins with the same columns.",
    "fail t.p1: Index p1 repeats p2, which begins with the same columns.",
    "pass t.e2",
    "pass t.n2",
    "pass t.p2",
  ]);
});

test("an index of a partitioned table is dropped without CONCURRENTLY, which PostgreSQL refuses there", async () => {
  const sql = `CREATE TABLE log (at date, a int) PARTITION BY RANGE (at);
    CREATE TABLE log_rest PARTITION OF log DEFAULT;
    CREATE INDEX short ON log (a); CREATE INDEX long ON log (a, at)`;
  expect(await remedies(sql, "index-redundant")).toEqual(["DROP INDEX public.short"]);
  expect(await mended(sql, "index-redundant")).toEqual(["pass log.long"]);
});

test("the guide's own example has one: the index beside UNIQUE (email)", async () => {
  const sql =
    "CREATE TABLE users (id uuid PRIMARY KEY, email text UNIQUE); CREATE INDEX idx_users_email ON users (email)";
  expect(await inWords(sql, "index-redundant")).toEqual([
    "fail users.idx_users_email: Index idx_users_email repeats users_email_key, which has the same columns.",
  ]);
});

test("the index of a primary key alone is no subject", async () => {
  expect(await inWords("CREATE TABLE t (id int PRIMARY KEY, a text UNIQUE)", "index-redundant")).toEqual([]);
});
