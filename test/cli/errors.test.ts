import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test, vi } from "vitest";
import { printable } from "../../src/cli/reports/printable.ts";
import { run } from "../../src/cli/run.ts";
import { formatErrorText, toExitCode } from "../../src/cli/terminal/errors.ts";
import { Progress } from "../../src/cli/terminal/progress.ts";
import { UserError } from "../../src/model/user-error.ts";

test("an error that the user can mend says what, where and what to do, without a stack, and exits with 2", () => {
  const error = new UserError("Column x is no column.", { place: "notes/a.md:4", hint: "Write y.\nOr z." });
  expect(formatErrorText(error, { colour: false })).toBe(
    "error Column x is no column.\n   at notes/a.md:4\n      Write y.\n      Or z.\n",
  );
  expect(toExitCode(error)).toBe(2);
});

test("a full disk is the user's to mend, an unknown error a bug with its stack", () => {
  const full = Object.assign(new Error("ENOSPC"), { code: "ENOSPC", path: "site/a.html" });
  expect(formatErrorText(full, { colour: false })).toBe("error site/a.html: no space is left on the disk (ENOSPC)\n");
  expect(toExitCode(full)).toBe(2);
  const bug = new TypeError("x is undefined");
  expect(formatErrorText(bug, { colour: false })).toContain("TypeError: x is undefined\n    at ");
  expect(toExitCode(bug)).toBe(70);
});

test("control characters and direction marks of names become visible", () => {
  expect(printable("a\u001b[31mb\u202ec\nd")).toBe("a\\u001b[31mb\\u202ec d");
});

test("what a CI runner takes for a command does not begin one", () => {
  expect(printable("::stop-commands::x")).toBe(":\\u003astop-commands::x");
  expect(printable("Table ::error file=a::b, ##[group]c, id::text")).toBe(
    "Table :\\u003aerror file=a::b, #\\u0023[group]c, id::text",
  );
});

test("names in errors and warnings neither colour the terminal nor command the runner", () => {
  const name = '"a\u001b[31m"\n::error::b';
  const error = new UserError(`There is no ${name}.`, { place: `${name}:1`, hint: `Is ${name} meant?\nOr not.` });
  expect(formatErrorText(error, { colour: false })).toBe(
    [
      'error There is no "a\\u001b[31m" :\\u003aerror::b.',
      '   at "a\\u001b[31m" :\\u003aerror::b:1',
      '      Is "a\\u001b[31m"',
      "      :\\u003aerror::b meant?",
      "      Or not.",
      "",
    ].join("\n"),
  );
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  new Progress({ quiet: false }).warn(`extension ${name}: left out`);
  const said = write.mock.calls.map(([text]) => text);
  write.mockRestore();
  expect(said).toEqual(['! extension "a\\u001b[31m" :\\u003aerror::b: left out\n']);
});

test("a terminal that has no columns gets plain lines of progress", async () => {
  const { isTTY, columns } = process.stderr;
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  Object.assign(process.stderr, { isTTY: true, columns: 0 });
  await new Progress({ quiet: false }).stage("Scoring", () => undefined);
  const said = write.mock.calls.map(([text]) => text);
  write.mockRestore();
  Object.assign(process.stderr, { isTTY, columns });
  expect(said).toEqual(["Scoring 0.0 s\n"]);
});

test("what a terminal or a runner obeys in a word of the command line is shown in the message about it", async () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const code = await run(["a\u001b[31m\n::error::b", "##vso[x]"]);
  const said = write.mock.calls.map(([text]) => text).join("");
  write.mockRestore();
  expect([code, said]).toEqual([
    2,
    "error: unknown command 'a\\u001b[31m\n:\\u003aerror::b'\n(add --help for what can be said here)\n",
  ]);
});

test.skipIf(!existsSync("/dev/full"))(
  "a disk that fills up under standard output is told like one under a file",
  async () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, [resolve("src/cli/main.ts"), "explain", "pk-uuid"], {
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
    });
    closeSync(full);
    expect([status, stderr]).toEqual([2, "error A file: no space is left on the disk (ENOSPC)\n"]);
  },
);
