import { describe, expect, test } from "vitest";
import { buildOptionValues } from "../../src/score/rule-options.ts";
import { inWords, mended } from "./in-words.ts";
import { tableRule } from "./table-rules.ts";

const A = "CREATE TABLE accounts (id int PRIMARY KEY);";

/** SQLAlchemy's names, as its documentation recommends them. */
const ALCHEMY: readonly (readonly [rule: string, pattern: string, sql: string, says: readonly string[]])[] = [
  [
    "name-index",
    "ix_{table}_{column}",
    `CREATE TABLE bills (a int, b int); CREATE INDEX ix_bills_a ON bills (a); CREATE INDEX ix_bills_b_a ON bills (b, a);
     CREATE INDEX idx_bills_b ON bills (b); CREATE UNIQUE INDEX uq_bills_a ON bills (a); CREATE INDEX bills_sum ON bills ((a + b))`,
    [
      "fail bills.bills_sum: Index bills_sum is not called ix_bills_sum.",
      "fail bills.idx_bills_b: Index idx_bills_b is not called ix_bills_b.",
      "pass bills.ix_bills_a",
      "pass bills.ix_bills_b_a",
      "pass bills.uq_bills_a",
    ],
  ],
  [
    "name-unique",
    "uq_{table}_{column}",
    "CREATE TABLE bills (a int, b int, CONSTRAINT uq_bills_a UNIQUE (a, b), CONSTRAINT uq_bills_b_a UNIQUE (b, a))",
    ["fail bills.uq_bills_b_a: Unique constraint uq_bills_b_a is not called uq_bills_b.", "pass bills.uq_bills_a"],
  ],
  [
    "name-fk-constraint",
    "fk_{table}_{column}_{referenced}",
    `${A} CREATE TABLE bills (account_id int CONSTRAINT fk_bills_account_id_accounts REFERENCES accounts,
     payer_id int REFERENCES accounts)`,
    [
      "fail bills.bills_payer_id_fkey: Foreign key bills_payer_id_fkey has the name that PostgreSQL made up, not fk_bills_payer_id_accounts.",
      "pass bills.fk_bills_account_id_accounts",
    ],
  ],
];

/** PostgreSQL's own. */
const GENERATED: typeof ALCHEMY = [
  [
    "name-index",
    "{table}_{columns}_idx",
    `CREATE TABLE bills (a int, b int); CREATE INDEX ON bills (a); CREATE INDEX bills_b_open_idx ON bills (b) WHERE a > 0;
     CREATE INDEX late ON bills (b) WHERE a > 0; CREATE INDEX bills_odd_idx ON bills ((a + b))`,
    [
      "fail bills.late: Index late is not called bills_b_partial_idx.",
      "pass bills.bills_a_idx",
      "pass bills.bills_b_open_idx",
      "pass bills.bills_odd_idx",
    ],
  ],
  [
    "name-unique",
    "{table}_{columns}_key",
    "CREATE TABLE bills (a int UNIQUE, b int CONSTRAINT u UNIQUE)",
    ["fail bills.u: Unique constraint u is not called bills_b_key.", "pass bills.bills_a_key"],
  ],
  [
    "name-check",
    "{table}_{description}_check",
    "CREATE TABLE bills (a int CHECK (a > 0), b int CONSTRAINT positive_b CHECK (b > 0))",
    ["fail bills.positive_b: Check positive_b is not called bills_positive_b_check.", "pass bills.bills_a_check"],
  ],
  [
    "name-fk-constraint",
    "{table}_{columns}_fkey",
    `${A} CREATE TABLE bills (account_id int REFERENCES accounts, payer_id int CONSTRAINT fk_bills_accounts REFERENCES accounts)`,
    [
      "fail bills.fk_bills_accounts: Foreign key fk_bills_accounts is not called bills_payer_id_fkey.",
      "pass bills.bills_account_id_fkey",
    ],
  ],
  [
    "name-sequence",
    "{table}_{column}_counter",
    `CREATE TABLE bills (n int); CREATE SEQUENCE bills_n_counter OWNED BY bills.n;
     CREATE TABLE notes (n int); CREATE SEQUENCE seq_notes_n OWNED BY notes.n`,
    ["fail notes.seq_notes_n: Sequence seq_notes_n is not called notes_n_counter.", "pass bills.bills_n_counter"],
  ],
];

describe("a team's pattern is what names are judged by and renamed to", () => {
  test.each([...ALCHEMY, ...GENERATED])("%s %s", async (rule, pattern, sql, says) => {
    const options = { pattern: [pattern] };
    expect(await inWords(sql, rule, options)).toEqual(says);
    expect((await mended(sql, rule, options)).filter((line) => !line.startsWith("pass"))).toEqual([]);
  });
});

test("of several patterns each passes, and the first is asked for", async () => {
  const sql = "CREATE TABLE bills (a int CONSTRAINT a UNIQUE, b int CONSTRAINT u_bills_b UNIQUE, c int UNIQUE)";
  expect(await inWords(sql, "name-unique", { pattern: ["u_{table}_{columns}", "{table}_{columns}_key"] })).toEqual([
    "fail bills.a: Unique constraint a is not called u_bills_a.",
    "pass bills.bills_c_key",
    "pass bills.u_bills_b",
  ]);
});

test("a name that is cut at 63 bytes keeps what its pattern ends in", async () => {
  const table = `t_${"x".repeat(57)}`;
  const sql = `CREATE TABLE ${table} (amount int CONSTRAINT a UNIQUE)`;
  const options = { pattern: ["{table}_{columns}_key"] };
  expect(await inWords(sql, "name-unique", options)).toEqual([
    `fail ${table}.a: Unique constraint a is not called ${table}_key.`,
  ]);
  expect(await mended(sql, "name-unique", options)).toEqual([`pass ${table}.${table}_key`]);
});

test("a primary key's column may have one name everywhere, or its table's", async () => {
  const sql = "CREATE TABLE bills (id int PRIMARY KEY); CREATE TABLE notes (note_id int PRIMARY KEY)";
  expect(await inWords(sql, "name-pk-column", { pattern: ["id"] })).toEqual([
    "fail notes.note_id: Primary key column note_id is not called id.",
    "pass bills.id",
  ]);
  expect(await inWords(sql, "name-pk-column", { pattern: ["{table}_key", "{singular}_id"] })).toEqual([
    "fail bills.id: Primary key column id is called neither bills_key nor bill_id.",
    "pass notes.note_id",
  ]);
});

test("tables, columns and what hangs on them may each be written in a case of their own", async () => {
  const sql = `CREATE TABLE "OrderLine" ("unitPrice" int, tax_rate int); CREATE TABLE bills (n int);
    CREATE INDEX chosen_name ON bills (n)`;
  const options = { tables: "PascalCase", columns: "camelCase" };
  expect(await inWords(sql, "name-snake-case", options)).toEqual([
    "fail OrderLine.tax_rate: Column tax_rate is not words put together, each but the first with a capital, as taxRate would be.",
    "fail bills: Table bills is not words put together, each with a capital, as Bills would be.",
    "pass OrderLine",
    "pass OrderLine.unitPrice",
    "pass bills.chosen_name",
    "pass bills.n",
  ]);
});

describe("a pattern in the config", () => {
  const given = (rule: string, pattern: unknown) => buildOptionValues(tableRule(rule), { pattern }).pattern;

  test("may stand without a list", () => {
    expect(given("name-index", "ix_{table}_{columns}")).toEqual(["ix_{table}_{columns}"]);
    expect(given("name-index", ["a_{columns}", "b_{table}"])).toEqual(["a_{columns}", "b_{table}"]);
    expect(given("name-pk-column", "id")).toEqual(["id"]);
  });

  test.each([
    ["ix_{tabel}", "has a placeholder {tabel}, which stands for nothing.", "Is {table} meant?"],
    ["ix_{zone}", "has a placeholder {zone}, which stands for nothing.", "It may hold {table}, {columns}, {column}."],
    ["ix_{table", 'has a brace that is alone, in "ix_{table".', "It may hold {table}, {columns}, {column}."],
    ["ix", 'gives every object the name "ix".', "It may hold {table}, {columns}, {column}."],
    [3, "must be a pattern or a list of them; it is 3.", expect.stringContaining("How indexes are called")],
    [[], "has no pattern.", expect.stringContaining("How indexes are called")],
  ])("%j is refused", (pattern, message, hint) => {
    expect(() => given("name-index", pattern)).toThrow(
      expect.objectContaining({
        message: `The option pattern of the rule name-index ${message}`,
        place: "config, rules.name-index.options.pattern",
        hint,
      }),
    );
  });
});
