import { expect, test } from "vitest";
import { aCatalog, aTable } from "../support/catalog.ts";
import { attestation } from "./attestation.ts";
import { aStep } from "./migrations.ts";
import { ofProject } from "./project-rules.ts";

const source = (kind: "server" | "migrations", tool: string | null) => ({ kind, name: "shop", tool, commit: null });

test("a tool is known by its layout, or by its record on the server", () => {
  const history = [aStep("1")];
  const cases = [
    aCatalog({ history, source: source("migrations", "dbmate") }),
    aCatalog({ history, source: source("migrations", "sql") }),
    aCatalog({ source: source("server", null) }),
    aCatalog({ source: source("server", null), relations: [aTable("alembic_version")] }),
    aCatalog({ source: source("migrations", "sql"), relations: [aTable("django_migrations"), aTable("orders")] }),
    aCatalog({ source: source("server", null), relations: [aTable("knex_migrations_lock")] }),
    aCatalog(),
  ];
  expect(cases.flatMap((catalog) => ofProject(catalog, "mig-tool"))).toEqual([
    "pass project: the layout is dbmate's",
    "not assessed project: a plain folder of SQL bears no mark of what runs it",
    "not assessed project: the server holds no tool's record of what has run",
    "pass project: alembic_version is a tool's record of what has run",
    "pass project: django_migrations is a tool's record of what has run",
    "not assessed project: the server holds no tool's record of what has run",
  ]);
});

test("what bears no mark is attested for 365 days", () => {
  expect(attestation("mig-tool", { source: source("migrations", "sql") })).toEqual({
    severity: "medium",
    score: "migrations",
    never: "not assessed",
    on: { 0: "attested", 365: "attested", 366: "stale" },
  });
});
