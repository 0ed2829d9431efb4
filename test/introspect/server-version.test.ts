import { expect, test } from "vitest";
import { checkVersion, columnSince } from "../../introspect/connect/server-version.ts";

test("a server that is too old is refused, with its version and those supported", () => {
  expect(() => checkVersion("13.22", 13)).toThrow(
    expect.objectContaining({
      name: "UserError",
      message: "The server is PostgreSQL 13.22, which is not supported.",
      hint: "Supported are PostgreSQL 14 to 18.",
    }),
  );
  expect(() => checkVersion("19beta1", 19)).not.toThrow();
});

test("a column that the server lacks is replaced by what stands for it", () => {
  expect([14, 15, 16, 17, 18].map((major) => columnSince(major, "co", "colllocale"))).toEqual([
    "NULL",
    "co.colliculocale",
    "co.colliculocale",
    "co.colllocale",
    "co.colllocale",
  ]);
  expect([17, 18].map((major) => columnSince(major, "con", "conenforced"))).toEqual(["true", "con.conenforced"]);
});
