import { expect, test } from "vitest";
import type { Roundtrip, StepFacts } from "../../src/model/migration-facts.ts";
import { aCatalog } from "../support/catalog.ts";
import { aChange, aTableName } from "../support/changes.ts";
import { aStep } from "./migrations.ts";
import { ofProject } from "./project-rules.ts";

const down = (roundtrip: Roundtrip | null): Pick<StepFacts, "down"> => ({
  down: { statements: 1, irreversible: null, roundtrip },
});

const ignored = { directive: "cartulary-ignore", line: null, rules: ["mig-roundtrip"], reason: "tried by hand" };

test("a way back undoes all, and the migration can run again", () => {
  const catalog = aCatalog({
    history: [
      aStep("1", {}, down({ outcome: "equal" })),
      aStep(
        "2",
        {},
        down({
          outcome: "differs",
          part: "down",
          differences: [
            aChange(aTableName("a", { kind: "index", name: "i" }), { action: "added" }),
            aChange(aTableName("a", { kind: "column", name: "v" }), { action: "removed" }),
            aChange(aTableName("b"), { field: "owner" }),
          ],
        }),
      ),
      aStep(
        "3",
        {},
        down({
          outcome: "differs",
          part: "up",
          differences: [
            aChange(
              { kind: "type", schema: "public", partOf: [], name: "mood" },
              { field: "values", before: ["sad"], after: ["sad", "happy"] },
            ),
          ],
        }),
      ),
      aStep(
        "4",
        {},
        down({ outcome: "failed", part: "down", file: "4.down.sql", line: 3, message: 'table "b" does not exist' }),
      ),
      aStep(
        "5",
        {},
        down({ outcome: "failed", part: "up", file: "5.up.sql", line: 1, message: 'relation "c" already exists' }),
      ),
      aStep("6", {}, down({ outcome: "not run", reason: "6.up.sql:1 cannot run inside a transaction" })),
      aStep("7", {}, { ...down({ outcome: "equal" }), directives: [ignored] }),
      aStep("8", {}, { down: { statements: 0, irreversible: null, roundtrip: null } }),
      aStep("9"),
    ],
  });
  expect(ofProject(catalog, "mig-roundtrip")).toEqual([
    "fail migration 2: Migration 2 is not undone by its way back: index public.a.i is left over, and 2 more.",
    "fail migration 3: Migration 3 makes another schema when it runs again: type public.mood has other values.",
    'fail migration 4: Migration 4 cannot be taken back: 4.down.sql:3 fails: table "b" does not exist.',
    'fail migration 5: Migration 5 was taken back and cannot run again: 5.up.sql:1 fails: relation "c" already exists.',
    "n.a. migration 7: inline: cartulary-ignore: tried by hand",
    "n.a. migration 8: there is nothing that would take it back",
    "n.a. migration 9: this migration has no place for a way back",
    "not assessed migration 6: it could not be tried inside a transaction: 6.up.sql:1 cannot run inside a transaction",
    "pass migration 1",
  ]);
});

test("without the config's word nothing is tried, and nothing is said of it", () => {
  expect(ofProject(aCatalog({ history: [aStep("1", {}, down(null))] }), "mig-roundtrip")).toEqual([
    "not assessed migration 1: it was not tried, which roundtrip: true in the config asks for",
  ]);
  expect(ofProject(aCatalog({ history: [aStep("1")] }), "mig-roundtrip")).toEqual([
    "n.a. project: the migrations are of a layout that has no way back",
  ]);
});
