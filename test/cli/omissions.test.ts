import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { reportOmissions } from "../../src/cli/project/omissions.ts";
import { Progress } from "../../src/cli/terminal/progress.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { runCartularyHere } from "../support/cartulary.ts";
import { aCatalog, aTable } from "../support/catalog.ts";
import { makeFolders } from "../support/folders.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

const omissions: Catalog["omissions"] = [
  { kind: "note", what: "seed.sql is passed over", reason: "No step.", hint: null, place: null },
  { kind: "schema", what: "extension postgis", reason: "It is not there.", hint: "Use a server.", place: "1_a.sql:1" },
];

/** The exit code, then the lines on standard error. */
function report(
  catalog: Partial<Catalog>,
  given: { allowed?: boolean; quiet?: boolean; migrated?: Catalog },
): (number | string)[] {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const progress = new Progress({ quiet: given.quiet === true });
  const read = { catalog: aCatalog({ relations: [aTable("crates")], ...catalog }), migrated: given.migrated ?? null };
  const code = reportOmissions(read, given.allowed === true, progress);
  const said = write.mock.calls.map(([text]) => String(text).trimEnd());
  write.mockRestore();
  return [code, ...said];
}

const LOST = "! extension postgis (1_a.sql:1): It is not there. Use a server.";
const SUM = "! One part of the schema is missing from the result; --allow-omissions accepts that.";

test("what makes the exit code 3 is told with --quiet too, and the rest is not", () => {
  expect(report({ omissions }, {})).toEqual([3, "! seed.sql is passed over: No step.", LOST, SUM]);
  expect(report({ omissions }, { quiet: true })).toEqual([3, LOST, SUM]);
  expect(report({ omissions }, { allowed: true })).toEqual([0, "! seed.sql is passed over: No step.", LOST]);
  expect(report({ omissions }, { quiet: true, allowed: true })).toEqual([0]);
});

test("what the migrations beside a server lack is told as well", () => {
  const migrated = aCatalog({ relations: [aTable("crates")], omissions });
  expect(report({}, { migrated, quiet: true })).toEqual([3, LOST, SUM]);
});

test("a source that makes no table is said to make none", () => {
  const source = { name: "m", tool: null, commit: null };
  const none = (kind: "server" | "script" | "migrations") => report({ relations: [], source: { ...source, kind } }, {});
  expect(none("server")).toEqual([0, "! The database m has no table. Is it another one on this server that is meant?"]);
  expect(none("script")).toEqual([
    0,
    "! m makes no table. Is it queries, data or rights for tables that another script makes?",
  ]);
  expect(none("migrations")).toEqual([
    0,
    "! m makes no table in its 0 steps. Are the tables made by another folder, by code, or by a dump that stands elsewhere?",
  ]);
});

test("a run that is quiet ends in 2 and 3 with the reason on standard error alone", async () => {
  const folder = folderOf({ "1_a.sql": "CREATE TABLE a ();", "2_b.py": "" });
  const out = join(folder, "catalog.json");
  expect(await runCartularyHere(["introspect", folder, "--out", out, "--quiet"])).toEqual({
    code: 3,
    stdout: "",
    stderr:
      "! step 2_b.py: It is a step in Python, and a replay runs SQL alone: what it makes is missing.\n" +
      "! One part of the schema is missing from the result; --allow-omissions accepts that.\n",
  });
  const broken = folderOf({ "1_a.sql": "CREATE TABLE a ();\nDROP TABLE a;" });
  const run = await runCartularyHere(["introspect", broken, "--out", out, "--quiet"]);
  expect([run.code, run.stdout, run.stderr.split("\n")[0]]).toEqual([
    2,
    "",
    "error The step drops every table that it makes: a.",
  ]);
});
