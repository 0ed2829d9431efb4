import { expect, test } from "vitest";
import { aCatalog } from "../support/catalog.ts";
import { aServerCatalog } from "../support/server-catalog.ts";
import { ofProject } from "./project-rules.ts";

test("a server that keeps new passwords as MD5 fails, one that keeps them as SCRAM passes", () => {
  const of = (value: string) => ofProject(aServerCatalog({ settings: { password_encryption: value } }), "password-md5");
  expect(of("md5")).toEqual([
    "fail setting password_encryption: The setting password_encryption is md5: new passwords are kept as hashes that one can log in with.",
  ]);
  expect(of("scram-sha-256")).toEqual(["pass setting password_encryption"]);
});

test("what is not known is not assessed", () => {
  expect(ofProject(aServerCatalog(), "password-md5")).toEqual([
    "not assessed setting password_encryption: the setting password_encryption is not known",
  ]);
  expect(ofProject(aCatalog(), "password-md5")).toEqual([
    "not assessed project: only a server knows how it keeps passwords",
  ]);
});
