import { describe, expect, test } from "vitest";
import { formatJson } from "../../src/model/json-text.ts";
import { breakRunnerCommands, replaceRunnerCommands } from "../../src/model/runner-commands.ts";
import { showOnOneLine, showUnseen } from "../../src/model/visible-text.ts";

describe("a character that nobody sees", () => {
  test.each([
    ["an escape", "a\u001b[31mb", "a\\u001b[31mb"],
    ["a bell and a backspace", "a\u0007\b", "a\\u0007\\u0008"],
    ["a control character of the upper half", "a\u009b31mb\u0085", "a\\u009b31mb\\u0085"],
    ["a hyperlink of a terminal", "\u001b]8;;https://x\u001b\\y", "\\u001b]8;;https://x\\u001b\\y"],
    ["a lone carriage return", "a\rb", "a\\u000db"],
    ["a separator of lines", "a\u2028b\u2029", "a\\u2028b\\u2029"],
    ["a mark of direction", "\u202egnp\u2066\u200f\u061c", "\\u202egnp\\u2066\\u200f\\u061c"],
    ["no width at all", "a\u200bb\u200cc\u200dd\u2060\ufeff", "a\\u200bb\\u200cc\\u200dd\\u2060\\ufeff"],
    ["a soft hyphen", "a\u00adb", "a\\u00adb"],
    ["a filler", "\u3164\u115f", "\\u3164\\u115f"],
    ["a tag", "a\u{e0041}\u{e007f}", "a\\u{e0041}\\u{e007f}"],
    ["a variation selector of nothing", "a\ufe0fb\u{e0101}", "a\\ufe0fb\\u{e0101}"],
    ["half a character", "a\ud800b", "a\\ud800b"],
    ["no character", "a\ufffe\u{1ffff}", "a\\ufffe\\u{1ffff}"],
  ])("is shown: %s", (_, text, shown) => {
    expect(showUnseen(text)).toBe(shown);
    expect(showOnOneLine(text)).toBe(shown);
  });

  test.each([
    ["emoji", "👨‍👩‍👧 ❤️ 1️⃣ 👍🏽 ☁︎"],
    ["a Persian word", "می‌خواهم"],
    ["an Indian conjunct", "क्‍ष"],
    ["a form of an ideograph", "葛\u{e0100}城"],
    ["other blanks and accents", "e\u0301 12\u202f345\u00a0MB 表\u3000ש"],
  ])("stays where it is part of what is seen: %s", (_, text) => {
    expect(showUnseen(text)).toBe(text);
  });

  test("leaves tabs and line breaks where lines may be, and none on one line", () => {
    expect(showUnseen("a\tb\r\nc\nd")).toBe("a\tb\nc\nd");
    expect(showOnOneLine("a\tb\r\nc\nd")).toBe("a\\u0009b c d");
  });
});

test("JSON holds no such character and no command of a runner, and parses to the same value", () => {
  const value = { "##vso[a]": ["\u001b\u009b\u2028\u202e\u{e0041}\ud800\r\n", "##[group]x\n::error::y", "👨‍👩‍👧"] };
  const text = formatJson(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).toBe(
    '{"#\\u0023vso[a]":["\\u001b\\u009b\\u2028\\u202e\\udb40\\udc41\\ud800\\r\\n","#\\u0023[group]x\\n::error::y","👨‍👩‍👧"]}',
  );
});

test.each([
  ["see ##vso[task.setvariable variable=PATH]/tmp", "see #\\u0023vso[task.setvariable variable=PATH]/tmp"],
  ["###vso[a]", "##\\u0023vso[a]"],
  ["x ##teamcity[buildStop]", "x #\\u0023teamcity[buildStop]"],
  ["##[command]x", "#\\u0023[command]x"],
  ["::add-mask::x\n  ::error::y\nz", ":\\u003aadd-mask::x\n  :\\u003aerror::y\nz"],
  ["## Heading, id::text, a[1], Foo::bar", "## Heading, id::text, a[1], Foo::bar"],
])("a runner takes no command from %j", (text, broken) => {
  expect(breakRunnerCommands(text)).toBe(broken);
});

test("a runner takes no command from lines that stay as they are, and casts stay casts", () => {
  const text = "a ::text\n  ::text\n::error::x\n\t::warning file=a::b ##vso[c]";
  expect(replaceRunnerCommands(text, () => "!")).toBe("a ::text\n  ::text\n:!error::x\n\t:!warning file=a::b #!vso[c]");
});
