import { expect, test } from "vitest";
import { holdsPassword } from "../../introspect/replay/script/literal-password.ts";
import type { Repository } from "../../src/model/migration-facts.ts";
import { aCatalog } from "../support/catalog.ts";
import { blockOf } from "../support/rule-page.ts";
import { attestation } from "./attestation.ts";
import { ofProject } from "./project-rules.ts";

const aRepository = (credentials: Repository["credentials"]): Repository => ({
  owners: null,
  credentials,
  filesRead: 12,
  pipelines: [],
  removed: null,
});

test("each file with a password fails, once", () => {
  const repository = aRepository([
    { file: "alembic.ini", line: 4 },
    { file: "alembic.ini", line: 9 },
    { file: "deploy/compose.yml", line: 7 },
  ]);
  expect(ofProject(aCatalog({ repository }), "sec-credentials")).toEqual([
    "fail file alembic.ini: File alembic.ini holds a password in a connection string.",
    "fail file deploy/compose.yml: File deploy/compose.yml holds a password in a connection string.",
    "not assessed project: no design note attests where the other passwords are kept",
  ]);
});

test("that none was found proves little", () => {
  expect(ofProject(aCatalog({ repository: aRepository([]) }), "sec-credentials")).toEqual([
    "not assessed project: that 12 files hold no password proves little, and no design note attests the rest",
  ]);
  expect(ofProject(aCatalog(), "sec-credentials")).toEqual(["not assessed project: no design note attests it"]);
});

test("it is attested for 365 days, then stale, and never passes by itself", () => {
  expect(attestation("sec-credentials")).toEqual({
    severity: "high",
    score: "operations",
    never: "not assessed",
    on: { 0: "attested", 365: "attested", 366: "stale" },
  });
});

test("its page shows a line that holds a password, and one that does not", () => {
  const shows = (section: string) => holdsPassword(blockOf("sec-credentials", section, "ini") ?? "");
  expect({ bad: shows("Instead of"), good: shows("Write") }).toEqual({ bad: true, good: false });
});
