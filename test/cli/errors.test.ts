import { expect, test } from "vitest";
import { toErrorText, toExitCode, withoutSecrets } from "../../src/cli/errors.ts";
import { printable } from "../../src/cli/reports/printable.ts";
import { UserError } from "../../src/model/user-error.ts";

test("an error that the user can mend says what, where and what to do, without a stack, and exits with 2", () => {
  const error = new UserError("Column x is no column.", { place: "notes/a.md:4", hint: "Write y.\nOr z." });
  expect(toErrorText(error, { colour: false })).toBe(
    "error Column x is no column.\n   at notes/a.md:4\n      Write y.\n      Or z.\n",
  );
  expect(toExitCode(error)).toBe(2);
});

test("a full disk is the user's to mend, an unknown error a bug with its stack", () => {
  const full = Object.assign(new Error("ENOSPC"), { code: "ENOSPC", path: "site/a.html" });
  expect(toErrorText(full, { colour: false })).toBe("error site/a.html: no space is left on the disk (ENOSPC)\n");
  expect(toExitCode(full)).toBe(2);
  const bug = new TypeError("x is undefined");
  expect(toErrorText(bug, { colour: false })).toContain("TypeError: x is undefined\n    at ");
  expect(toExitCode(bug)).toBe(70);
});

test("connection strings lose user and password wherever they turn up", () => {
  expect(withoutSecrets("at postgresql://u:p%40s@h:5432/d?x=1 and host=h password='a b' user=u")).toBe(
    "at postgresql://h:5432/d?x=1 and host=h password=*** user=u",
  );
});

test("control characters and direction marks of names become visible", () => {
  expect(printable("a\u001b[31mb\u202ec\nd")).toBe("a\\u001b[31mb\\u202ec d");
});
