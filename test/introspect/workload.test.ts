import { describe, expect, test } from "vitest";
import { readStatements } from "../../introspect/workload/index.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { RelationUse } from "../../src/model/workload.ts";
import { aColumn, aTable, aView } from "../support/catalog.ts";

const columns = (...names: string[]) => names.map((name) => aColumn(name));
const RELATIONS: Relation[] = [
  aTable("orders", { columns: columns("id", "user_id", "status", "total", "placed_at", "paid", "tags") }),
  aTable("users", { columns: columns("id", "email", "name", "team_id") }),
  aTable("users", { schema: "archive", columns: columns("id", "email") }),
  aTable("notes", { schema: "desk", columns: columns("id", "body", "kind") }),
  aTable("notes", { schema: "attic", columns: columns("id", "body", "kind") }),
  aTable("events", { schema: "log", columns: columns("id", "at", "order_id") }),
  aView("open_orders", {
    definition:
      " SELECT o.id, o.user_id, lower(o.status) AS state\n FROM public.orders o\n WHERE (o.status = 'open'::text);",
  }),
  aView("busy_users", { definition: " SELECT open_orders.user_id AS busy FROM public.open_orders;" }),
  aView("totals", { definition: " SELECT user_id, sum(total) AS total FROM public.orders GROUP BY user_id;" }),
];

/** `public.orders equality id, join user_id`, one line a mention. */
async function usesOf(text: string): Promise<string[]> {
  const { list, unparsed } = await readStatements([{ text, calls: 1, time: 1 }], 1, RELATIONS);
  if (unparsed > 0) return ["unparsed"];
  return list.flatMap((statement) => statement.relations.map(inWords));
}

function inWords(use: RelationUse): string {
  const parts = (["equality", "range", "join", "other", "order"] as const)
    .filter((part) => use[part].length > 0)
    .map((part) => `${part} ${use[part].join(" ")}${part === "order" && use.limited ? " limited" : ""}`);
  return [`${use.schema}.${use.name}`, parts.join(", ")].filter((part) => part !== "").join(" ");
}

async function textOf(text: string): Promise<string | undefined> {
  return (await readStatements([{ text, calls: 1, time: 1 }], 1, RELATIONS)).list[0]?.text;
}

describe("the columns that a statement searches", () => {
  test.each<[sql: string, ...uses: string[]]>([
    ["SELECT * FROM orders WHERE id = $1", "public.orders equality id"],
    ["SELECT * FROM orders WHERE $1 = id AND $2 > total", "public.orders equality id, range total"],
    ["SELECT * FROM orders WHERE status IN ($1, $2) AND user_id = ANY($3)", "public.orders equality status user_id"],
    ["SELECT * FROM orders WHERE (user_id, status) = ($1, $2)", "public.orders equality status user_id"],
    ["SELECT * FROM orders WHERE (user_id, status) IN (($1, $2), ($3, $4))", "public.orders equality status user_id"],
    ["SELECT * FROM orders WHERE (placed_at, id) > ($1, $2)", "public.orders range placed_at, other id"],
    ["SELECT * FROM orders WHERE placed_at BETWEEN $1 AND $2", "public.orders range placed_at"],
    ["SELECT * FROM orders WHERE $1 BETWEEN placed_at AND total", "public.orders other placed_at total"],
    ["SELECT * FROM orders WHERE placed_at > now() - interval '1 day'", "public.orders range placed_at"],
    ["SELECT * FROM orders WHERE paid AND NOT tags", "public.orders equality paid tags"],
    ["SELECT * FROM orders WHERE status = $1 OR status = $2", "public.orders equality status"],
    ["SELECT * FROM orders WHERE status = $1 OR user_id = $2", "public.orders other status user_id"],
    ["SELECT * FROM orders WHERE NOT (status = $1)", "public.orders other status"],
    ["SELECT * FROM orders WHERE status <> $1 AND user_id NOT IN ($2)", "public.orders other status user_id"],
    ["SELECT * FROM orders WHERE lower(status) = $1 AND total IS NULL", "public.orders other status total"],
    ["SELECT * FROM orders WHERE status LIKE $1 AND total::int = $2", "public.orders other status total"],
    ["SELECT * FROM orders WHERE $1 = ANY(tags) AND total = user_id", "public.orders other tags total user_id"],
    ["SELECT status, count(*) FROM orders GROUP BY status HAVING count(*) > $1", "public.orders"],
    ["SELECT * FROM orders ORDER BY placed_at DESC, id DESC LIMIT $1", "public.orders order placed_at id limited"],
    ["SELECT id, placed_at AS moment FROM orders ORDER BY moment", "public.orders order placed_at"],
    ["SELECT id, placed_at FROM orders ORDER BY 2", "public.orders order placed_at"],
    ["SELECT * FROM orders ORDER BY placed_at DESC, id LIMIT $1", "public.orders"],
    ["SELECT * FROM orders ORDER BY placed_at DESC NULLS LAST LIMIT $1", "public.orders"],
    ["SELECT * FROM orders ORDER BY placed_at NULLS FIRST LIMIT $1", "public.orders"],
    ["SELECT * FROM orders ORDER BY placed_at DESC NULLS FIRST LIMIT $1", "public.orders order placed_at limited"],
    ["SELECT * FROM orders ORDER BY lower(status) LIMIT $1", "public.orders"],
    ["UPDATE orders SET paid = $1 WHERE user_id = $2", "public.orders equality user_id"],
    ["DELETE FROM orders o USING users u WHERE u.id = o.user_id AND u.email = $1", "public.orders join user_id"].concat(
      "public.users equality email, join id",
    ) as [string, ...string[]],
    ["INSERT INTO orders (id) SELECT id FROM users WHERE email = $1", "public.users equality email"],
    [
      "MERGE INTO orders o USING users u ON o.user_id = u.id WHEN MATCHED THEN UPDATE SET paid = $1",
      "public.orders join user_id",
      "public.users join id",
    ],
  ])("%s", async (sql, ...uses) => {
    expect(await usesOf(sql)).toEqual(uses);
  });

  test("a join says so of both sides, wherever it is written", async () => {
    const both = ["public.orders join user_id", "public.users equality email, join id"];
    expect(await usesOf("SELECT 1 FROM orders o JOIN users u ON u.id = o.user_id WHERE email = $1")).toEqual(both);
    expect(await usesOf("SELECT 1 FROM orders, users WHERE users.id = user_id AND email = $1")).toEqual(both);
    expect(await usesOf("SELECT 1 FROM users u LEFT JOIN orders USING (id) WHERE paid")).toEqual([
      "public.orders equality paid, join id",
      "public.users join id",
    ]);
  });

  test("a relation that is named twice has each its own conditions", async () => {
    const sql = "SELECT 1 FROM orders a JOIN orders b ON a.id = b.total WHERE a.user_id = $1";
    expect(await usesOf(sql)).toEqual(["public.orders equality user_id, join id", "public.orders join total"]);
  });
});

describe("names in statements", () => {
  test("without a schema they mean the only relation of that name, or the one in public", async () => {
    expect(await usesOf("SELECT 1 FROM events WHERE at > $1")).toEqual(["log.events range at"]);
    expect(await usesOf("SELECT 1 FROM users WHERE email = $1")).toEqual(["public.users equality email"]);
    expect(await usesOf("SELECT 1 FROM archive.users WHERE email = $1")).toEqual(["archive.users equality email"]);
    expect(await usesOf("SELECT 1 FROM notes WHERE kind = $1")).toEqual([]);
    expect(await usesOf("SELECT 1 FROM desk.notes WHERE desk.notes.kind = $1")).toEqual(["desk.notes equality kind"]);
  });

  test("a common table expression hides a table of its name", async () => {
    const sql = "WITH users AS (SELECT * FROM orders WHERE paid) SELECT 1 FROM users WHERE email = $1";
    expect(await usesOf(sql)).toEqual(["public.orders equality paid"]);
  });

  test("a subquery sees the query around it", async () => {
    expect(
      await usesOf("SELECT 1 FROM users WHERE EXISTS (SELECT 1 FROM orders WHERE user_id = users.id AND paid)"),
    ).toEqual(["public.orders equality paid, join user_id", "public.users join id"]);
    expect(await usesOf("SELECT 1 FROM users WHERE id IN (SELECT user_id FROM orders WHERE total > $1)")).toEqual([
      "public.orders range total",
      "public.users join id",
    ]);
    expect(await usesOf("SELECT (SELECT name FROM users WHERE id = $1)")).toEqual(["public.users equality id"]);
    expect(
      await usesOf("SELECT 1 FROM users u, LATERAL (SELECT 1 FROM orders WHERE user_id = u.id LIMIT 1) o"),
    ).toEqual(["public.orders join user_id", "public.users join id"]);
  });

  test("a condition on what a subquery or a view passes on is one on the column behind it", async () => {
    expect(await usesOf("SELECT 1 FROM (SELECT id, user_id AS who FROM orders) o WHERE who = $1")).toEqual([
      "public.orders equality user_id",
    ]);
    expect(await usesOf("SELECT 1 FROM (SELECT o.* FROM orders o) x WHERE x.total > $1")).toEqual([
      "public.orders range total",
    ]);
    expect(await usesOf("SELECT 1 FROM open_orders WHERE id = $1")).toEqual(["public.orders equality id status"]);
    expect(await usesOf("SELECT 1 FROM busy_users WHERE busy = $1")).toEqual(["public.orders equality status user_id"]);
  });

  test("a condition on what is computed, put together or cut off is on no column", async () => {
    expect(await usesOf("SELECT 1 FROM open_orders WHERE state = $1")).toEqual(["public.orders equality status"]);
    expect(await usesOf("SELECT 1 FROM totals WHERE user_id = $1")).toEqual(["public.orders"]);
    expect(await usesOf("SELECT 1 FROM (SELECT * FROM orders LIMIT 5) o WHERE id = $1")).toEqual(["public.orders"]);
    expect(
      await usesOf("SELECT 1 FROM (SELECT id, rank() OVER (ORDER BY total) AS place FROM orders) o WHERE id = $1"),
    ).toEqual(["public.orders"]);
    expect(
      await usesOf("SELECT 1 FROM users WHERE EXISTS (SELECT 1 FROM (SELECT name(id)) x WHERE name = $1)"),
    ).toEqual(["public.users"]);
    expect(
      await usesOf("SELECT 1 FROM (SELECT id FROM users UNION SELECT user_id FROM orders) a WHERE id = $1"),
    ).toEqual(["public.orders", "public.users"]);
    expect(await usesOf("SELECT 1 FROM generate_series($1, $2) id, users WHERE email = $3")).toEqual([
      "public.users equality email",
    ]);
  });
});

describe("the text of a statement", () => {
  test("holds no value, no comment and no line break", async () => {
    const sql =
      "/* user='nadia' */ SELECT 'paid', 4.5, E'\\x', $$body$$\n FROM orders -- 4711\n WHERE id = $1 AND status = 'späti';";
    expect(await textOf(sql)).toBe("SELECT $2, $3, $4, $5 FROM orders WHERE id = $1 AND status = $6");
    expect(await textOf("SELECT * FROM orders o, JSON_TABLE(o.tags, '$' COLUMNS (a int PATH '$.secret')) j")).toBe(
      "SELECT * FROM orders o, JSON_TABLE(o.tags, $1 COLUMNS (a int PATH '…')) j",
    );
  });

  test("lacks its middle where it is long", async () => {
    const text = await textOf(`SELECT ${Array(1000).fill("id").join(", ")} FROM orders WHERE id = $1`);
    expect(text).toHaveLength(2000);
    expect(text).toMatch(/^SELECT (id, )+i?d?,? … ,?i?d?,?( ?id,)* id FROM orders WHERE id = \$1$/);
    const wide = await textOf(`SELECT ${"a".repeat(658)}😀${"b".repeat(1322)}😀 FROM orders`);
    expect(wide).toBe(`SELECT ${"a".repeat(658)} … ${"b".repeat(1317)}😀 FROM orders`);
  });
});

describe("what is kept of pg_stat_statements", () => {
  const entry = (text: string | null, calls: number, time: number) => ({ text, calls, time });

  test("statements by their share of the time; utility statements and foreign names are left out", async () => {
    const { list, unparsed } = await readStatements(
      [
        entry("SELECT 1 FROM users WHERE email = $1", 30, 100),
        entry("SELECT 1 FROM orders WHERE id = $1", 3, 500),
        entry("COPY orders TO STDOUT", 1, 100),
        entry("SAVEPOINT $1", 1, 100),
        entry(`${"/**/".repeat(5000)}VACUUM`, 1, 100),
        entry("EXPLAIN SELECT 1 FROM orders WHERE id = $1", 1, 100),
        entry("SELECT relname FROM pg_class", 1, 100),
        entry("INSERT INTO orders (id) VALUES ($1)", 1, 100),
      ],
      900,
      RELATIONS,
    );
    expect(list.map(({ text, calls, share, mean }) => ({ text, calls, share, mean }))).toEqual([
      { text: "SELECT $2 FROM orders WHERE id = $1", calls: 3, share: 55.6, mean: 167 },
      { text: "SELECT $2 FROM users WHERE email = $1", calls: 30, share: 11.1, mean: 3.33 },
    ]);
    expect(unparsed).toBe(0);
  });

  test("statements that only a comment tells apart are one", async () => {
    const { list } = await readStatements(
      [
        entry("SELECT id FROM users /* trace 1 */ WHERE email = $1", 1, 10),
        entry("/* trace 2 */ -- x\n SELECT id FROM users WHERE email = $1", 1, 20),
        entry("(SELECT id FROM users WHERE email = $1)", 1, 10),
      ],
      80,
      RELATIONS,
    );
    expect(list.map(({ text, calls, share, mean }) => [text, calls, share, mean])).toEqual([
      ["SELECT id FROM users WHERE email = $1", 2, 37.5, 15],
      ["(SELECT id FROM users WHERE email = $1)", 1, 12.5, 10],
    ]);
  });

  test("texts that the parser does not take are counted, and harm no others", async () => {
    const { list, unparsed } = await readStatements(
      [
        entry("SELECT FROM WHERE secret", 1, 1),
        entry(`SELECT ${"(".repeat(20_000)}`, 1, 1),
        entry(null, 1, 1),
        entry("SELECT id FROM users", 1, 1),
      ],
      0,
      RELATIONS,
    );
    expect({ texts: list.map(({ text, share }) => [text, share]), unparsed }).toEqual({
      texts: [["SELECT id FROM users", 0]],
      unparsed: 3,
    });
  });
});
