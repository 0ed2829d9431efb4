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

test("a replayed history does not say which versions there are, and without extensions there is nothing to judge", () => {
  expect(ofProject(aCatalog({ extensions: [anExtension("a", "1.3", null)] }), "ext-outdated")).toEqual([
    "not assessed extension a: only a server knows which versions it has",
  ]);
  expect(ofProject(aCatalog({ source: SERVER }), "ext-outdated")).toEqual([]);
});
