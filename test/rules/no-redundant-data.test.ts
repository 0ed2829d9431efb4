import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "no-redundant-data";
const OPEN = "only the data can tell what is stored twice";
const on = (
  columns: string,
  name = "rooms",
) => `CREATE TABLE hotels (id int PRIMARY KEY, city text, price int, address text, tenant_id int, version int);
  CREATE TABLE ${name} (id int PRIMARY KEY, hotel_id int REFERENCES hotels, ${columns})`;
const said = (lines: string[]) => lines.filter((line) => !line.includes(" hotels:"));

test("a copy of what a foreign key leads to fails, and so does a list in a text", async () => {
  expect(said(await inWords(on("hotel_city text"), RULE))).toEqual([
    "fail rooms: Column hotel_city repeats city of hotels.",
  ]);
  expect(said(await inWords(on("tag_ids text"), RULE))).toEqual([
    "fail rooms: Column tag_ids seems to hold a list in a text.",
  ]);
});

test.each([
  ["another type", "hotel_city varchar(9)"],
  ["what was true at the time", "hotel_price int, hotel_address text"],
  ["which version it was", "hotel_version int"],
  ["part of a foreign key", "hotel_tenant_id int REFERENCES hotels"],
  ["a generated column", "hotel_city text GENERATED ALWAYS AS ('x'::text) STORED"],
  ["a real list", "tag_ids int[]"],
  ["nothing of the kind", "floor int"],
])("%s is not assessed", async (_name, columns) => {
  expect(said(await inWords(on(columns), RULE))).toEqual([`not assessed rooms: ${OPEN}`]);
});

test.each(["room_events", "room_history", "room_audit"])("%s keeps what was", async (name) => {
  expect(said(await inWords(on("hotel_city text", name), RULE))).toEqual([`n.a. ${name}: the table keeps what was`]);
});
