import { expect, test } from "vitest";
import { aCatalog, aTable } from "../support/catalog.ts";
import { attestation } from "./attestation.ts";
import { ofProject } from "./project-rules.ts";

test("it is attested for 365 days and counts in no score", () => {
  expect(attestation("gp-postgres-primary")).toEqual({
    severity: "low",
    score: "none",
    never: "not assessed",
    on: { 0: "attested", 365: "attested", 366: "stale" },
  });
});

test("a server that answers proves nothing, and foreign tables are told as a hint", () => {
  const source = { kind: "server", name: "shop", tool: null, commit: null } as const;
  const foreign = (name: string) => aTable(name, { kind: "foreign table" });
  const cases = [
    aCatalog({ source }),
    aCatalog({ source, relations: [foreign("a")] }),
    aCatalog({ source, relations: [foreign("a"), foreign("b")] }),
  ];
  expect(cases.flatMap((catalog) => ofProject(catalog, "gp-postgres-primary"))).toEqual([
    "not assessed project: no design note attests it",
    "not assessed project: no design note attests it; 1 table is kept elsewhere already",
    "not assessed project: no design note attests it; 2 tables are kept elsewhere already",
  ]);
});
