import { expect, test } from "vitest";
import { splitSql } from "../../src/view/render/sql-runs.ts";

test("keywords, strings and comments are told from the rest", () => {
  expect(splitSql(`CREATE INDEX CONCURRENTLY "IDX A" ON public.t (a) WHERE b = 'IT''S'; -- NOW`)).toEqual([
    { kind: "keyword", text: "CREATE INDEX CONCURRENTLY" },
    { kind: "plain", text: ' "IDX A" ' },
    { kind: "keyword", text: "ON" },
    { kind: "plain", text: " public.t (a) " },
    { kind: "keyword", text: "WHERE" },
    { kind: "plain", text: " b = " },
    { kind: "string", text: "'IT''S'" },
    { kind: "plain", text: "; " },
    { kind: "comment", text: "-- NOW" },
  ]);
});

test("the runs together are the text, whatever it is", () => {
  for (const sql of ["", "'open", "$a$ SELECT 'x' $a$", '"unclosed', "a -- b\nSELECT", "$$", "E'\\'' x"]) {
    expect(
      splitSql(sql)
        .map(({ text }) => text)
        .join(""),
    ).toBe(sql);
  }
});
