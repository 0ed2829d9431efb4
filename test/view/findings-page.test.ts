import { expect, test } from "vitest";
import { fail } from "../../src/model/own-rule.ts";
import { pass } from "../../src/model/rule.ts";
import { aCatalog, aColumn, aTable } from "../support/catalog.ts";
import { aColumnRule } from "../support/fake-rules.ts";
import { markdownOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

const sized = aColumnRule("sized", [], {
  judge: ({ name }) => (name.startsWith("size") ? fail(["It has a size."]) : pass),
});

test("the page of findings names the three tables in which a rule fails worst, where it fails in many", () => {
  const relations = Array.from({ length: 14 }, (_, table) =>
    aTable(`crates_${String(table).padStart(2, "0")}`, {
      columns: Array.from({ length: table < 11 ? 1 : table - 9 }, (_, at) => aColumn(`size_${at}`)),
    }),
  );
  const site = aSmallSite({ catalog: aCatalog({ relations }), besides: [sized] });
  const line = markdownOf(site, { page: "findings" })
    .split("\n")
    .find((each) => each.includes("20 in 14 tables"));
  expect(line?.replaceAll(/\]\([^)]*\)/g, "]")).toContain(
    "20 in 14 tables, worst in [`public.crates_13`] 4, [`public.crates_12`] 3, [`public.crates_11`] 2",
  );
});

test("the page of findings says in a line how the schema names things, where that is not how the guide does", () => {
  const relations = Array.from({ length: 12 }, (_, table) =>
    aTable(`crate_${table}`, { columns: [aColumn("sizeNo"), aColumn("weightNo")] }),
  );
  const page = markdownOf(aSmallSite({ catalog: aCatalog({ relations }) }), { page: "findings" });
  expect(page).toContain('24 of 24 columns are in camelCase: `"name-snake-case"');
});
