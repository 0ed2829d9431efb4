import { expect, test } from "vitest";
import type { Column } from "../../src/model/column.ts";
import { buildLookup } from "../../src/model/lookup.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { RuleContext } from "../../src/model/rule.ts";
import { toPlainText } from "../../src/model/sentence.ts";
import type { Sequence } from "../../src/model/types-and-sequences.ts";
import { aCatalog, aColumn, aSequence, aTable } from "../support/catalog.ts";
import { inWords } from "./in-words.ts";
import { tableRule } from "./table-rules.ts";

const SERVER = { kind: "server", name: "shop", tool: null, commit: null } as const;

/** What is said of the column `id` of the type given, fed by the sequence given. */
function judged(
  type: string,
  given: Partial<Sequence>,
  percentLeft = 20,
  columns: Column[] = [aColumn("id", type)],
): string[] {
  const table: Relation = aTable("orders", { columns });
  const ownedBy = { schema: "public", relation: "orders", column: "id" };
  const sequences = [aSequence("orders_id_seq", { ownedBy, ...given })];
  const catalog = aCatalog({ source: SERVER, relations: [table], sequences });
  const context = {
    catalog,
    lookup: buildLookup(catalog),
    options: { percentLeft },
    uncountable: new Set<string>(),
  } as unknown as RuleContext;
  const rule = tableRule("sequence-exhaustion");
  return rule.find(table, context).map((subject) => {
    const judgement = rule.judge(subject, table, context);
    const text = judgement.verdict === "fail" ? judgement.message : "reason" in judgement ? judgement.reason : [];
    return [judgement.verdict, toPlainText(text)].filter((part) => part !== "").join(": ");
  });
}

test("a sequence with a fifth of its range or less to go fails", () => {
  const of = (lastValue: string) => judged("smallint", { type: "smallint", maximum: "101", lastValue });
  expect(of("80")).toEqual(["pass"]);
  expect(of("81")).toEqual(["fail: Sequence public.orders_id_seq of column id is at 81: 20% of its range is left."]);
  expect(of("101")).toEqual(["fail: Sequence public.orders_id_seq of column id is at 101: 0% of its range is left."]);
});

test("the end is the column's where that comes first, and how much must be left is an option", () => {
  const given = { lastValue: "2000000000" };
  expect(judged("integer", given)).toEqual([
    "fail: Sequence public.orders_id_seq of column id is at 2000000000: 6% of its range is left.",
  ]);
  expect(judged("integer", given, 5)).toEqual(["pass"]);
  expect(judged("bigint", given)).toEqual(["pass"]);
});

test("nothing is left of a sequence that has gone on past its column's end", () => {
  expect(judged("smallint", { lastValue: "40000" })).toEqual([
    "fail: Sequence public.orders_id_seq of column id is at 40000: 0% of its range is left.",
  ]);
  expect(judged("smallint", { increment: "-1", minimum: "-100000", maximum: "-1", lastValue: "-40000" })).toEqual([
    "fail: Sequence public.orders_id_seq of column id is at -40000: 0% of its range is left.",
  ]);
});

test("a sequence that counts down ends at its least value", () => {
  const given = { increment: "-1", minimum: "-9223372036854775808", maximum: "-1" };
  expect(judged("smallint", { ...given, lastValue: "-30000" })).toEqual([
    "fail: Sequence public.orders_id_seq of column id is at -30000: 8% of its range is left.",
  ]);
  expect(judged("smallint", { ...given, lastValue: "-300" })).toEqual(["pass"]);
});

test("a last value that is not there is not assessed, and a sequence that begins anew is no subject", () => {
  expect(judged("integer", { lastValue: null })).toEqual([
    "not assessed: the last value of orders_id_seq is hidden, or there is none yet",
  ]);
  expect(judged("integer", { lastValue: "2147483647", cycle: true })).toEqual([]);
});

test("a sequence that no column owns is the one column's that draws from it", () => {
  const column = { ...aColumn("id", "smallint"), default: "nextval('public.orders_id_seq'::regclass)" };
  const given = { lastValue: "32000", ownedBy: null };
  expect(judged("smallint", given, 20, [column])).toEqual([
    "fail: Sequence public.orders_id_seq of column id is at 32000: 2% of its range is left.",
  ]);
  expect(judged("smallint", given, 20, [column, { ...column, name: "copy" }])).toEqual([]);
  expect(judged("smallint", given)).toEqual([]);
});

test("an identity column is judged by its own sequence", () => {
  const identity = (lastValue: string | null): Column =>
    aColumn("no", "integer", {
      identity: {
        generation: "always",
        sequence: {
          schema: "public",
          name: "orders_no_seq",
          start: "1",
          increment: "1",
          minimum: "1",
          maximum: "2147483647",
          cache: "1",
          cycle: false,
          lastValue,
          comment: null,
          privileges: [],
        },
      },
    });
  const of = (lastValue: string | null) => judged("integer", {}, 20, [identity(lastValue)]);
  expect(of("1000")).toEqual(["pass"]);
  expect(of("2000000000")).toEqual([
    "fail: Sequence public.orders_no_seq of column no is at 2000000000: 6% of its range is left.",
  ]);
  expect(of(null)).toEqual(["not assessed: the last value of orders_no_seq is hidden, or there is none yet"]);
});

test("a replayed history does not say how far a sequence has come", async () => {
  const sql = "CREATE TABLE a (x serial, y int GENERATED ALWAYS AS IDENTITY, z int)";
  expect(await inWords(sql, "sequence-exhaustion")).toEqual([
    "not assessed a.x: only a server knows how far a sequence has come",
    "not assessed a.y: only a server knows how far a sequence has come",
  ]);
});
