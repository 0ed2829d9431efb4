import { expect, test } from "vitest";
import { aCatalog } from "../support/catalog.ts";
import { attestation } from "./attestation.ts";
import { aStep } from "./migrations.ts";
import { ofProject } from "./project-rules.ts";

const server = { kind: "server", name: "shop", tool: null, commit: null } as const;

const commit = { hash: "a".repeat(40), branch: "main", date: "2026-01-02T03:04:05Z", author: "A. Person" };

test("migrations and scripts make the schema; a server may have some", () => {
  const cases = [
    aCatalog({ source: { ...server, kind: "script", commit } }),
    aCatalog({ source: { ...server, kind: "script" } }),
    aCatalog({ source: { ...server, kind: "migrations" }, history: [aStep("1")] }),
    aCatalog({ source: server, history: [aStep("1"), aStep("2")] }),
    aCatalog({ source: server }),
  ];
  expect(cases.flatMap((catalog) => ofProject(catalog, "gp-declarative-schema"))).toEqual([
    "pass project: one script makes the schema",
    "not assessed project: a script makes the schema, and no git work tree keeps it",
    "pass project: 1 migration makes the schema",
    "pass project: 2 migrations make the schema",
    "not assessed project: a server was read, and the config names no migrations",
  ]);
});

test("for a server it is attested for 365 days", () => {
  expect(attestation("gp-declarative-schema", { source: server })).toEqual({
    severity: "medium",
    score: "none",
    never: "not assessed",
    on: { 0: "attested", 365: "attested", 366: "stale" },
  });
});
