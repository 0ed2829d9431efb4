import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "default-present";

test("booleans and states that must have a value need a default, creation times always", async () => {
  const sql = `CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (a boolean NOT NULL, b boolean NOT NULL DEFAULT false, status text NOT NULL,
    order_state mood NOT NULL DEFAULT 'sad', priority smallint NOT NULL, created_at timestamptz, updated_at timestamp NOT NULL DEFAULT now(), is_late int NOT NULL)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.a: Column a has no default.",
    "fail t.created_at: Column created_at has no default.",
    "fail t.is_late: Column is_late has no default.",
    "fail t.priority: Column priority has no default.",
    "fail t.status: Column status has no default.",
    "pass t.b",
    "pass t.order_state",
    "pass t.updated_at",
  ]);
});

test("creation times in capitals need one too", async () => {
  const sql = 'CREATE TABLE t ("createdAt" timestamptz NOT NULL, "updatedAt" timestamptz NOT NULL DEFAULT now())';
  expect(await inWords(sql, RULE)).toEqual(["fail t.createdAt: Column createdAt has no default.", "pass t.updatedAt"]);
});

test("a domain's default counts", async () => {
  const sql = "CREATE DOMAIN yes AS boolean DEFAULT true; CREATE TABLE t (a yes NOT NULL)";
  expect(await inWords(sql, RULE)).toEqual(["pass t.a"]);
});

test("keys, generated columns and what may be null are no subject", async () => {
  const sql = `CREATE TABLE p (kind text PRIMARY KEY); CREATE TABLE t (status text PRIMARY KEY, kind text NOT NULL REFERENCES p, a boolean, role text,
    n int, b boolean NOT NULL GENERATED ALWAYS AS (n > 0) STORED, created_at date NOT NULL, us_state text NOT NULL, priority int NOT NULL, job_role text NOT NULL, gender text NOT NULL,
    state text NOT NULL, postcode text)`;
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("a creation time without a time zone waits for its type, for now() is local time on it", async () => {
  const sql = "CREATE TABLE t (created_at timestamp NOT NULL)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.created_at: Column created_at has no default: it gets now() once it is timestamptz; until then that would store the local time of each session.",
  ]);
  expect(await remedies(sql, RULE)).toEqual([]);
});

test("the remedy gives creation times a default; which first state is right only a person knows", async () => {
  const sql = "CREATE TABLE t (created_at timestamptz NOT NULL, is_a boolean NOT NULL)";
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.t ALTER COLUMN created_at SET DEFAULT now()"]);
  expect(await mended(sql, RULE)).toEqual(["fail t.is_a: Column is_a has no default.", "pass t.created_at"]);
});

test("inserted_at calls for a default as created_at does", async () => {
  expect(await inWords("CREATE TABLE t (inserted_at timestamptz NOT NULL)", "default-present")).toEqual([
    "fail t.inserted_at: Column inserted_at has no default.",
  ]);
});

test("create_time calls for a default as created_at does, and a number waits for its type", async () => {
  const sql = "CREATE TABLE t (create_time timestamptz NOT NULL, updated_at bigint NOT NULL, status integer NOT NULL)";
  expect(await inWords(sql, "default-present")).toEqual([
    "fail t.create_time: Column create_time has no default.",
    "fail t.status: Column status has no default.",
    "fail t.updated_at: Column updated_at has no default: it gets now() once it is timestamptz.",
  ]);
});
