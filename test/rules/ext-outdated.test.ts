import { expect, test } from "vitest";
import type { Extension } from "../../src/model/database-objects.ts";
import { aCatalog } from "../support/catalog.ts";
import { ofProject } from "./project-rules.ts";

const SERVER = { kind: "server", name: "shop", tool: null, commit: null } as const;

function anExtension(name: string, version: string, defaultVersion: string | null): Extension {
  return { kind: "extension", name, version, defaultVersion, schema: "public", comment: null };
}

test("an extension of another version than the server would install fails", () => {
  const extensions = [anExtension("a", "1.3", "1.6"), anExtension("b", "2.0", "2.0"), anExtension("c", "1.0", null)];
  expect(ofProject(aCatalog({ source: SERVER, extensions }), "ext-outdated")).toEqual([
    "fail extension a: Extension a is of version 1.3; the server would install 1.6.",
    "not assessed extension c: the server no longer has the extension's files",
    "pass extension b",
  ]);
});

test("one that is later than what the server would install passes: no script leads back", () => {
  const extensions = [
    anExtension("a", "1.10", "1.9"),
    anExtension("b", "5.0.1", "5.0"),
    anExtension("c", "1.9", "1.10"),
    anExtension("d", "2.0beta", "1.0"),
    anExtension("e", "4.7", "5.0.1"),
  ];
  expect(ofProject(aCatalog({ source: SERVER, extensions }), "ext-outdated")).toEqual([
    "fail extension c: Extension c is of version 1.9; the server would install 1.10.",
    "fail extension d: Extension d is of version 2.0beta; the server would install 1.0.",
    "fail extension e: Extension e is of version 4.7; the server would install 5.0.1.",
    "pass extension a",
    "pass extension b",
  ]);
});

test("a replayed history does not say which versions there are, and without extensions there is nothing to judge", () => {
  expect(ofProject(aCatalog({ extensions: [anExtension("a", "1.3", null)] }), "ext-outdated")).toEqual([
    "not assessed extension a: only a server knows which versions it has",
  ]);
  expect(ofProject(aCatalog({ source: SERVER }), "ext-outdated")).toEqual([]);
});
