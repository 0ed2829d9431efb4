import { expect, test } from "vitest";
import { aCatalog } from "../support/catalog.ts";
import { attestation } from "./attestation.ts";
import { aStep } from "./migrations.ts";
import { ofProject } from "./project-rules.ts";

const server = { kind: "server", name: "shop", tool: null, commit: null } as const;
const repository = {
  owners: null,
  credentials: [],
  filesRead: 3,
  pipelines: [{ file: ".github/workflows/ci.yml", line: 12 }],
  removed: [],
};

test("a history that was replayed whole has been tried", () => {
  const history = [aStep("1"), aStep("2")];
  const omission = { kind: "schema", what: "server srv", reason: "r", hint: null, place: null } as const;
  const cases = [
    aCatalog({ history }),
    aCatalog({ history, omissions: [{ ...omission, kind: "note" }] }),
    aCatalog({ history, omissions: [omission] }),
  ].map((catalog) => ({ ...catalog, source: { ...catalog.source, kind: "migrations" as const } }));
  expect(cases.flatMap((catalog) => ofProject(catalog, "mig-tested"))).toEqual([
    "pass project: 2 migrations ran into an empty PostgreSQL 18 just now",
    "pass project: 2 migrations ran into an empty PostgreSQL 18 just now",
    "not assessed project: 1 part of the history could not be replayed",
  ]);
  expect(ofProject(aCatalog(), "mig-tested")).toEqual([]);
});

test("of a server it is the migrations that the config names which are tried, not the server", () => {
  const migrated = aCatalog({ history: [aStep("1")], server: { version: "18.3", major: 18, engine: "pglite" } });
  const live = aCatalog({ source: server, server: { version: "15.4", major: 15, engine: "postgresql" } });
  expect(ofProject({ ...live, history: migrated.history }, "mig-tested", { migrated })).toEqual([
    "pass project: 1 migration ran into an empty PostgreSQL 18 just now",
  ]);
  expect(ofProject({ ...live, repository }, "mig-tested")).toEqual([
    "not assessed project: the migrations were not read, though .github/workflows/ci.yml:12 runs migrations",
  ]);
});

test("what was not replayed is attested for 365 days", () => {
  expect(attestation("mig-tested", { source: server })).toEqual({
    severity: "medium",
    score: "migrations",
    never: "not assessed",
    on: { 0: "attested", 365: "attested", 366: "stale" },
  });
});
