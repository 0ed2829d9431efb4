import { describe, expect, test } from "vitest";
import { keyOfKind, mentionsOf } from "../../src/ddl/mentions.ts";
import { orderPieces, type Piece } from "../../src/ddl/order.ts";
import { qualifiedKey } from "../../src/model/shared-parts.ts";

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
    defines: [qualifiedKey({ schema: "s", name: name })],
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

  test("tells a relation from a routine of the same name, whichever of them means the other", () => {
    const key = qualifiedKey({ schema: "s", name: "monthly" });
    const view = (body: string): Piece => ({ defines: [key], statements: [`CREATE VIEW s.monthly AS ${body}`] });
    const routine = (rest: string): Piece => ({
      defines: [key],
      routine: true,
      statements: [`CREATE FUNCTION s.monthly(since date) ${rest}`],
    });
    const kinds = (...pieces: Piece[]) => orderPieces(pieces).map((each) => (each.routine ? "routine" : "view"));
    expect(kinds(routine("RETURNS SETOF s.monthly LANGUAGE sql"), view("SELECT 1 AS n"))).toEqual(["view", "routine"]);
    expect(kinds(view("SELECT * FROM s.monthly(now())"), routine("RETURNS SETOF int"))).toEqual(["routine", "view"]);
    expect(kinds(view("SELECT 1 AS n"), routine("RETURNS int"))).toEqual(["view", "routine"]);
  });

  test("gives every piece once where they go in a circle", () => {
    expect(order(piece("a", "b"), piece("b", "c"), piece("c", "a"))).toEqual(["c", "b", "a"]);
  });

  test("opens a circle by what can be made in two steps, and leaves the others whole", () => {
    const table: Piece = {
      defines: [qualifiedKey({ schema: "s", name: "t" })],
      statements: ["CREATE TABLE s.t (CHECK (s.f()))"],
      steps: () => [
        { defines: [qualifiedKey({ schema: "s", name: "t" })], statements: ["CREATE TABLE s.t"] },
        { defines: [], statements: ["ALTER TABLE s.t ADD CHECK (s.f())"] },
      ],
    };
    const routine: Piece = {
      defines: [qualifiedKey({ schema: "s", name: "f" })],
      statements: ["CREATE FUNCTION s.f(s.t)"],
    };
    const beside: Piece = {
      ...table,
      defines: [qualifiedKey({ schema: "s", name: "u" })],
      statements: ["CREATE TABLE s.u (CHECK (s.f()))"],
    };
    expect(orderPieces([beside, table, routine]).flatMap(({ statements }) => statements)).toEqual([
      "CREATE TABLE s.t",
      "CREATE FUNCTION s.f(s.t)",
      "CREATE TABLE s.u (CHECK (s.f()))",
      "ALTER TABLE s.t ADD CHECK (s.f())",
    ]);
  });

  test("waits for what is needed without being mentioned, and not for what is ignored", () => {
    const language = keyOfKind("language", "plv8");
    const shell = qualifiedKey({ schema: "s", name: "mark" });
    const pieces: Piece[] = [
      {
        defines: [qualifiedKey({ schema: "s", name: "run" })],
        statements: ["CREATE FUNCTION s.run()"],
        needs: [language],
      },
      { defines: [shell], statements: ["CREATE TYPE s.mark (INPUT = s.mark_in)"] },
      {
        defines: [qualifiedKey({ schema: "s", name: "mark_in" })],
        statements: ["CREATE FUNCTION s.mark_in() RETURNS s.mark"],
        ignores: [shell],
      },
      { defines: [language], statements: ["CREATE LANGUAGE plv8"] },
    ];
    expect(orderPieces(pieces).flatMap(({ statements }) => statements)).toEqual([
      "CREATE LANGUAGE plv8",
      "CREATE FUNCTION s.run()",
      "CREATE FUNCTION s.mark_in() RETURNS s.mark",
      "CREATE TYPE s.mark (INPUT = s.mark_in)",
    ]);
  });

  test("goes as deep as the chain", () => {
    const chain = Array.from({ length: 20_000 }, (_, position) => piece(`v${position}`, `v${position + 1}`));
    expect(order(...chain)[0]).toBe("v19999");
  });
});
