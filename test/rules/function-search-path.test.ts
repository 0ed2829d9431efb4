import { expect, test } from "vitest";
import { catalogOf } from "./in-words.ts";
import { ofProject } from "./project-rules.ts";

async function judged(sql: string): Promise<string[]> {
  return ofProject(await catalogOf(sql), "function-search-path");
}

test("what runs as its owner and looks names up where its caller says fails", async () => {
  const sql = `CREATE FUNCTION f(a int, b text) RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
    CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET work_mem = '1MB' AS 'BEGIN RETURN 1; END';
    CREATE PROCEDURE "Odd p"() LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN END'`;
  const says = ", which runs as its owner, looks names up where its caller says.";
  expect(await judged(sql)).toEqual([
    `fail function public."Odd p"(): Procedure "Odd p"()${says}`,
    `fail function public.f(): Function f()${says}`,
    `fail function public.f(a integer, b text): Function f(a integer, b text)${says}`,
  ]);
});

test("one with a search_path of its own passes", async () => {
  const sql = `CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS 'SELECT 1';
    CREATE FUNCTION g() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1'`;
  expect(await judged(sql)).toEqual(["pass function public.f()", "pass function public.g()"]);
});

test("what runs as its caller, and a body that was bound when it was made, are no subjects", async () => {
  const sql = `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION g() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1;
    CREATE FUNCTION h() RETURNS int LANGUAGE sql SECURITY DEFINER BEGIN ATOMIC SELECT 1; END`;
  expect(await judged(sql)).toEqual([]);
});
