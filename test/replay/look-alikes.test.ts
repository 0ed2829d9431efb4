import { describe, expect, test } from "vitest";
import { explainLookAlike } from "../../introspect/replay/script/look-alikes.ts";

const SYNTAX = { code: "42601", message: "syntax error at or near something" };
const explain = (text: string, error = SYNTAX) => explainLookAlike({ text, line: 3 }, error);

describe("a character that is a letter to PostgreSQL and looks like another is told", () => {
  test.each([
    ["CREATE TABLE\u00a0a (id int)", "U+00A0 in line 3 is a letter to PostgreSQL: write a plain blank in its place."],
    [
      "CREATE TABLE a (\n\u200bid int,\n)",
      "U+200B in line 4 is a letter to PostgreSQL: write a plain blank in its place.",
    ],
    ["SELECT “a”", "`“` (U+201C) in line 3 is a letter to PostgreSQL: write ' or \" in its place."],
    ["SELECT 1 – 2", "`–` (U+2013) in line 3 is a letter to PostgreSQL: write - in its place."],
    ["SELECT 1； SELECT 2", "`；` (U+FF1B) in line 3 is a letter to PostgreSQL: write ; in its place."],
  ])("%j", (statement, words) => {
    expect(explain(statement)).toBe(words);
  });

  test("where the server says that it is not there, if it is that one", () => {
    const absent = { code: "42703", message: 'column "‘new’" does not exist' };
    expect(explain("UPDATE a SET b = ‘new’", absent)).toContain("write ' or \" in its place.");
    expect(explain("UPDATE a SET b = ‘new’", { code: "42703", message: 'column "b" does not exist' })).toBeNull();
  });

  test("and not where anything may stand, or where the fault is another", () => {
    expect(explain("SELECT '“', \"a – b\" -- …“\n FORM a")).toBeNull();
    expect(explain("SELECT “a”", { code: "22012", message: "division by zero" })).toBeNull();
  });
});
