import { describe, expect, test } from "vitest";
import { keyOf, mentionsOf } from "../../src/ddl/mentions.ts";
import { orderPieces, type Piece } from "../../src/ddl/order.ts";

describe("what a statement mentions", () => {
  const mentions = (sql: string) => [...mentionsOf(sql)].map((key) => key.replace("\0", " | ")).sort();

  test.each([
    ["SELECT a FROM app.t", ["app | t"]],
    ['SELECT "A.b"."C""d".e FROM x', ['A.b | C"d', 'C"d | e']],
    ["DEFAULT nextval('app.\"Se''q\"'::regclass)", ["app | Se'q"]],
    ["DEFAULT 'app.t'::text || 'x'", []],
    ["SELECT a OPERATOR(app.===) b", ["app | ==="]],
    ["AS $body$ SELECT app.f() $body$ LANGUAGE sql", []],
    ["SELECT $$ app.f $$, app.g($1)", ["app | g"]],
    ["SELECT 1.5, größe.über", ["größe | über"]],
  ])("in %s", (sql, expected) => {
    expect(mentions(sql)).toEqual(expected);
  });
});

describe("the order of statements", () => {
  const piece = (name: string, ...needs: string[]): Piece => ({
    defines: [keyOf("s", name)],
    statements: [`CREATE s.${name} FROM ${needs.map((need) => `s.${need}`).join(", ")}`],
  });
  const order = (...pieces: Piece[]) => orderPieces(pieces).map((it) => it.defines[0]?.slice(2));

  test("puts what is mentioned first, and leaves the rest as it was", () => {
    expect(order(piece("a"), piece("b", "d"), piece("c"), piece("d", "e"), piece("e"))).toEqual([
      "a",
      "e",
      "d",
      "b",
      "c",
    ]);
  });

  test("gives every piece once where they go in a circle", () => {
    expect(order(piece("a", "b"), piece("b", "c"), piece("c", "a"))).toEqual(["c", "b", "a"]);
  });

  test("goes as deep as the chain", () => {
    const chain = Array.from({ length: 20_000 }, (_, position) => piece(`v${position}`, `v${position + 1}`));
    expect(order(...chain)[0]).toBe("v19999");
  });
});
