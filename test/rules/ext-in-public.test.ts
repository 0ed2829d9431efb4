import { expect, test } from "vitest";
import { catalogOf } from "./in-words.ts";
import { ofProject } from "./project-rules.ts";

test("an extension in public fails, one in another schema passes", async () => {
  const sql = "DROP EXTENSION IF EXISTS pg_trgm; DROP EXTENSION IF EXISTS btree_gist; CREATE EXTENSION pg_trgm";
  expect(await ofProject(await catalogOf(sql), "ext-in-public")).toEqual([
    "fail extension pg_trgm: Extension pg_trgm stands in schema public, among what is yours.",
    "pass extension plpgsql",
  ]);
  const moved = `${sql}; CREATE SCHEMA IF NOT EXISTS extensions; ALTER EXTENSION pg_trgm SET SCHEMA extensions`;
  expect(await ofProject(await catalogOf(moved), "ext-in-public")).toEqual([
    "pass extension pg_trgm",
    "pass extension plpgsql",
  ]);
});

test("without extensions there is nothing to judge", async () => {
  expect(ofProject({ ...(await catalogOf("SELECT 1")), extensions: [] }, "ext-in-public")).toEqual([]);
});
