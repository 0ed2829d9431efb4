import { expect, test } from "vitest";
import { aCatalog, aTable } from "../support/catalog.ts";
import { ofProject } from "./project-rules.ts";

function judged(...relations: [schema: string, more?: object][]): string[] {
  return ofProject(
    aCatalog({ relations: relations.map(([schema, more]) => aTable("bills", { schema, ...more })) }),
    "name-schema",
  );
}

test("a schema in lowercase words passes, and any other is named once", () => {
  const rest = [["shop"], ["Billing"], ["two__words"], ["1st"]] as [string][];
  expect(judged(...rest)).toEqual([
    "fail schema 1st: Schema 1st is not lowercase words with single underscores between them.",
    "fail schema Billing: Schema Billing is not lowercase words with single underscores between them, as billing would be.",
    "fail schema two__words: Schema two__words is not lowercase words with single underscores between them, as two_words would be.",
    "pass schema shop",
  ]);
});

test("schemas without tables that are judged are left alone", () => {
  expect(judged(["Vendor", { extension: "vendor" }], ["Shown", { kind: "view" }])).toEqual([]);
});
