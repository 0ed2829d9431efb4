import { describe, expect, test } from "vitest";
import {
  decodeArray,
  decodeOptions,
  decodeVector,
  decodeWord,
  RELATION_KINDS,
} from "../../introspect/assemble/decode.ts";

describe("array cells", () => {
  test.each([
    [null, []],
    ["{}", []],
    ["{1,22}", ["1", "22"]],
    ["{a b,c.d}", ["a b", "c.d"]],
    ['{"a,b","}","c\\"d","e\\\\f",""}', ["a,b", "}", 'c"d', "e\\f", ""]],
    ['{"NULL",größe}', ["NULL", "größe"]],
    ['{"two\nlines"}', ["two\nlines"]],
  ])("%j is %j", (cell, elements) => {
    expect(decodeArray(cell)).toEqual(elements);
  });

  test("a NULL among the elements is refused, since the catalog has none", () => {
    expect(() => decodeArray("{a,NULL}")).toThrow("A NULL stands in the array {a,NULL}.");
  });
});

describe("other cells", () => {
  test("a vector is split at its spaces, and an empty one is the empty list", () => {
    expect([decodeVector("1 0 3"), decodeVector(""), decodeVector(null)]).toEqual([["1", "0", "3"], [], []]);
  });

  test("an option is split at its first equals sign", () => {
    expect(decodeOptions('{fillfactor=70,"search_path=a, \\"B\\"",url=x?y=z,flag}')).toEqual([
      { name: "fillfactor", value: "70" },
      { name: "search_path", value: 'a, "B"' },
      { name: "url", value: "x?y=z" },
      { name: "flag", value: "" },
    ]);
  });

  test("an unknown code is an error, not a guess", () => {
    expect(decodeWord(RELATION_KINDS, "p")).toBe("partitioned table");
    expect(() => decodeWord<string>(RELATION_KINDS, "?")).toThrow('holds the code "?"');
  });
});
