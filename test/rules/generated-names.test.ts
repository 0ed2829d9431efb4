import { describe, expect, test } from "vitest";
import {
  clipName,
  hasGeneratedIndexName,
  hasGeneratedName,
  makeObjectName,
} from "../../src/rules/naming/generated-names.ts";
import { catalogOf } from "./in-words.ts";

/** Names by which every way of cutting is met: 60 bytes of ASCII, and characters of two, three and four bytes. */
const LONG = "a".repeat(60);
const CYRILLIC = "таблица_заказов_покупателей_магаз";
const CHINESE = "订单明细表的历史记录归档数据库表";
const EMOJI = "x😀😀😀😀😀😀😀😀😀😀😀😀😀😀";
const TABLES = ["orders", LONG, CYRILLIC, CHINESE, EMOJI, `${"b".repeat(20)}é`];
const COLUMNS = ["id", "c".repeat(40), "столбец_с_длинным_именем_даже", "数量数量数量数量", "😀😀😀😀😀😀😀😀"];

const quote = (name: string) => `"${name}"`;

describe("names that a server made up are known", () => {
  test.each(TABLES)("of constraints and indexes on %s", async (table) => {
    const columns = COLUMNS.map(
      (name) => `${quote(name)} int UNIQUE CHECK (${quote(name)} > 0) CHECK (${quote(name)} < 9)`,
    );
    const indexes = COLUMNS.map(
      (name) => `CREATE INDEX ON ${quote(table)} (${quote(name)}); CREATE INDEX ON ${quote(table)} (${quote(name)})`,
    );
    const [first, second] = COLUMNS.map(quote);
    const catalog = await catalogOf(`CREATE TABLE ${quote(table)} (pk int PRIMARY KEY, ${columns.join(", ")},
      UNIQUE (${first}, ${second}) INCLUDE (pk), CHECK (${first} > ${second}),
      FOREIGN KEY (${second}) REFERENCES ${quote(table)}, FOREIGN KEY (${second}) REFERENCES ${quote(table)},
      EXCLUDE USING btree (${first} WITH =));
      CREATE TABLE twins (a int, b int, UNIQUE (a, b)); ALTER TABLE twins ADD UNIQUE (a, b);
      ${indexes.join("; ")}; CREATE INDEX ON ${quote(table)} (${first}, ${second}) INCLUDE (pk)`);
    for (const relation of catalog.relations) {
      const strange = [
        ...relation.constraints.filter((one) => !hasGeneratedName(one, relation)),
        ...relation.indexes.filter((one) => one.constraint === null && !hasGeneratedIndexName(one, relation)),
      ];
      expect(strange.map(({ name }) => name)).toEqual([]);
    }
  });

  test("of foreign keys of several columns", async () => {
    const catalog = await catalogOf(`CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
      CREATE TABLE t (x int, y int, FOREIGN KEY (x, y) REFERENCES p)`);
    const table = catalog.relations.find(({ name }) => name === "t");
    expect(table?.constraints.map((one) => [one.name, hasGeneratedName(one, table)])).toEqual([["t_x_y_fkey", true]]);
  });

  test("of indexes with expressions", async () => {
    const catalog = await catalogOf(`CREATE TABLE t (a text, b text, n int);
      CREATE INDEX ON t (lower(a)); CREATE INDEX ON t ((n + 1)); CREATE INDEX ON t (lower(a), lower(b), (n + 1), (n + 2));
      CREATE INDEX ON t ((a || b))`);
    const [table] = catalog.relations;
    expect(table?.indexes.map((one) => [one.name, hasGeneratedIndexName(one, table)])).toEqual([
      ["t_expr_idx", true],
      ["t_expr_idx1", true],
      ["t_lower_idx", true],
      ["t_lower_lower1_expr_expr1_idx", true],
    ]);
  });
});

test("names that somebody chose are not", async () => {
  const catalog = await catalogOf(`CREATE TABLE t (a int CONSTRAINT uq_t_a UNIQUE, b int CONSTRAINT t_a_key UNIQUE,
      c int CONSTRAINT t_check CHECK (c > 0), d int CONSTRAINT t_d_check0 CHECK (d > 0), e int CONSTRAINT t_e_fkey CHECK (e > 0))`);
  const [table] = catalog.relations;
  expect(table?.constraints.map((one) => [one.name, hasGeneratedName(one, table)])).toEqual([
    ["t_a_key", false],
    ["t_check", false],
    ["t_d_check0", false],
    ["t_e_fkey", false],
    ["uq_t_a", false],
  ]);
});

test("the longer of the two names is cut first, and no character is split", () => {
  expect(makeObjectName("orders", "user_id", "fkey")).toBe("orders_user_id_fkey");
  expect(makeObjectName(LONG, null, "pkey")).toBe(`${"a".repeat(58)}_pkey`);
  expect(makeObjectName(LONG, "user_id", "fkey")).toBe(`${"a".repeat(50)}_user_id_fkey`);
  expect(clipName(`${"a".repeat(62)}é`)).toBe("a".repeat(62));
  expect(clipName(`${"a".repeat(61)}é`)).toBe(`${"a".repeat(61)}é`);
});
