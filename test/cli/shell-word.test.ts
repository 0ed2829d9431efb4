import { expect, test } from "vitest";
import { toShellWord } from "../../src/cli/reports/shell-word.ts";

test("a shell takes the word as it stands", () => {
  expect(["db/steps", 'shop."Odd Lines"', "it's", "$(rm -rf .)", "a\u001b[31m"].map(toShellWord)).toEqual([
    "db/steps",
    `'shop."Odd Lines"'`,
    `'it'\\''s'`,
    "'$(rm -rf .)'",
    "'a\\u001b[31m'",
  ]);
});
