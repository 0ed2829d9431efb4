import { describe, expect, test } from "vitest";
import { toGlob } from "../../src/score/object-globs.ts";

const column = (name: string) => ({ kind: "column", name });
const index = (name: string) => ({ kind: "index", name });

describe("a pattern over object keys", () => {
  test.each([
    ["public.orders", "public", "orders", undefined, true],
    ["public.orders", "public", "orders", column("id"), false],
    ["public.*", "public", "orders", undefined, true],
    ["public.*", "public", "orders", column("id"), false],
    ["public.*.*_id", "public", "orders", column("user_id"), true],
    ["public.*.*_id", "public", "orders", index("user_id"), false],
    ["public.*#*", "public", "orders", index("orders_pkey"), true],
    ["public.**", "public", "orders", index("orders_pkey"), true],
    ["public.**", "public2", "orders", undefined, false],
    ["**", "any", "thing", column("at all"), true],
    ["*.orders", "a.b", "orders", undefined, true],
    ["public.o*s", "public", "orders", undefined, true],
    ["public.o*s", "public", "o.s", undefined, true],
    ["public.Orders", "public", "orders", undefined, false],
    ['public."o.s"', "public", "o.s", undefined, true],
    ['public."say ""hi"""', "public", 'say "hi"', undefined, true],
    ['public."*"', "public", "orders", undefined, false],
    ['public."*"', "public", "*", undefined, true],
    ["public.a+b(c)|d", "public", "a+b(c)|d", undefined, true],
    ["public.a+b(c)|d", "public", "aab", undefined, false],
    ["public.grün_*", "public", "grün_😀", undefined, true],
    ["public.line*", "public", "line\nbreak", undefined, true],
    ["", "public", "orders", undefined, false],
  ] as const)("%s on %s.%s %o is %s", (pattern, schema, relation, part, matched) => {
    expect(toGlob(pattern)(schema, relation, part)).toBe(matched);
  });
});
