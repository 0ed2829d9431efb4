import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { replayShared } from "../support/replaying.ts";

const scratch = mkdtempSync(join(tmpdir(), "cartulary-shadowing-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const TEMPORARY = `
  CREATE TEMP TABLE pg_namespace (shade int);
  CREATE TEMP TABLE pg_class (shade int);
  CREATE TABLE public.sundial (id bigint PRIMARY KEY);`;

const OWN = `
  CREATE TABLE public.sundial (id bigint PRIMARY KEY);
  CREATE FUNCTION public.set_config(text, text, boolean) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'shade'; END $$;
  CREATE FUNCTION public.version() RETURNS text LANGUAGE sql AS $$ SELECT 'shade' $$;
  CREATE FUNCTION public.pg_advisory_unlock_all() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE 'shade'; END $$;
  CREATE FUNCTION public.eq(oid, oid) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
  CREATE OPERATOR public.= (LEFTARG = oid, RIGHTARG = oid, FUNCTION = public.eq);
  CREATE FUNCTION public.plus(int, int) RETURNS int LANGUAGE sql AS $$ SELECT 0 $$;
  CREATE OPERATOR public.+ (LEFTARG = int, RIGHTARG = int, FUNCTION = public.plus);
  SET search_path = public, pg_catalog;`;

test.each([
  ["temporary tables that are called like catalogs", TEMPORARY],
  ["functions and operators that stand before PostgreSQL's own", OWN],
])("a script that makes %s is read as any other, alone and as a step", async (_what, sql) => {
  const script = join(scratch, "sundial.sql");
  writeFileSync(script, sql);
  const folder = mkdtempSync(join(scratch, "steps-"));
  writeFileSync(join(folder, "001_sundial.sql"), sql);
  writeFileSync(join(folder, "002_more.sql"), "CREATE TABLE public.gnomon (id bigint PRIMARY KEY);");
  const tablesOf = async (path: string) =>
    (await replayShared(await readHistory(path), { asOf: null })).relations.map(({ name, columns }) => [
      name,
      ...columns.map((column) => `${column.name} ${column.type}`),
    ]);
  expect(await tablesOf(script)).toEqual([["sundial", "id bigint"]]);
  expect(await tablesOf(folder)).toEqual([
    ["gnomon", "id bigint"],
    ["sundial", "id bigint"],
  ]);
});
