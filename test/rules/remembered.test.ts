import { expect, test } from "vitest";
import { remembered } from "../../src/rules/remembered.ts";

test("each text is computed once, and after too many others again", () => {
  const asked: string[] = [];
  const upper = remembered((text) => {
    asked.push(text);
    return text.toUpperCase();
  });
  expect([upper("a"), upper("b"), upper("a"), upper("constructor")]).toEqual(["A", "B", "A", "CONSTRUCTOR"]);
  expect(asked).toEqual(["a", "b", "constructor"]);
  for (let number = 0; number < 20_000; number += 1) upper(String(number));
  expect([upper("a"), asked.at(-1)]).toEqual(["A", "a"]);
});
