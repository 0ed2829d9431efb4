import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPlaces, toRepositoryPath } from "../../src/cli/project/places.ts";
import type { Finding } from "../../src/model/scorecard.ts";
import { aCatalog, aColumn, aForeignKey, anIndex, aTable } from "../support/catalog.ts";
import { aSmallScorecard } from "../support/report.ts";

const repository = realpathSync(mkdtempSync(join(tmpdir(), "cartulary-places-")));
const folder = join(repository, "db", "migrations");
afterAll(() => rmSync(repository, { recursive: true, force: true }));

const SQL = `-- Creates notes and lines.
CREATE TABLE notes (id uuid PRIMARY KEY, total text);
CREATE TABLE public."Lines" (
  id uuid PRIMARY KEY,
  note_id uuid NOT NULL REFERENCES notes (id),
  "total (net)" text,
  -- the total
  total text
);
CREATE INDEX ON public."Lines" (total);
`;

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(repository, ".git"));
  writeFileSync(join(folder, "0001_lines.sql"), SQL);
});

const catalog = aCatalog({
  history: [
    { version: "0001", name: "lines", file: "0001_lines.sql", commit: null, changes: [], code: null, facts: null },
    { version: "0002", name: "gone", file: "0002_gone.sql", commit: null, changes: [], code: null, facts: null },
  ],
  relations: [
    aTable("Lines", {
      columns: [aColumn("id", "uuid"), aColumn("note_id", "uuid"), aColumn("total"), aColumn("total (net)")],
      constraints: [aForeignKey("Lines_note_id_fkey", ["note_id"], { relation: "notes" })],
      indexes: [anIndex("Lines_total_idx", ["total"])],
    }),
  ],
});

function aFinding(kind: string, name: string, created: string | null = "0001"): Finding {
  return {
    ...(aSmallScorecard().findings[0] as Finding),
    subject: { schema: "public", relation: "Lines", kind, name },
    origin: created === null ? null : { created, changed: [] },
  };
}

test.each([
  ["the table", aFinding("table", "Lines"), 3],
  ["a column, not one of a like name before it", aFinding("column", "total"), 8],
  ["a column whose name means something in a pattern", aFinding("column", "total (net)"), 6],
  ["a foreign key that PostgreSQL named, by its column", aFinding("foreign key", "Lines_note_id_fkey"), 5],
  ["an object that the file does not name, at its table", aFinding("check", "Lines_check"), 3],
])("the place of %s is the line that names it", (_, finding, line) => {
  const placeOf = buildPlaces(catalog, { folder, repository });
  expect(placeOf(finding)).toEqual({ file: "db/migrations/0001_lines.sql", line });
});

test("the place of a migration is the line of its first statement that is meant, else its first line", () => {
  const placeOf = buildPlaces(catalog, { folder, repository });
  const ofMigration = (evidence: Finding["evidence"]): Finding => ({
    ...aFinding("migration", "0001"),
    subject: { schema: null, relation: null, kind: "migration", name: "0001" },
    evidence,
  });
  const lines = [
    { name: "line", value: "9" },
    { name: "line", value: "10" },
  ];
  expect([placeOf(ofMigration(lines)), placeOf(ofMigration([]))]).toEqual([
    { file: "db/migrations/0001_lines.sql", line: 9 },
    { file: "db/migrations/0001_lines.sql", line: 1 },
  ]);
});

test("the place of a file is its own, from the repository", () => {
  const finding: Finding = {
    ...aFinding("file", "deploy/compose.yml", null),
    subject: { schema: null, relation: null, kind: "file", name: "deploy/compose.yml" },
    evidence: [{ name: "line", value: "7" }],
  };
  expect(buildPlaces(catalog, { folder, repository })(finding)).toEqual({ file: "deploy/compose.yml", line: 7 });
});

test("the place is the first line of a file that is not there, and nothing without an origin", () => {
  const placeOf = buildPlaces(catalog, { folder, repository });
  expect(placeOf(aFinding("table", "Lines", "0002"))).toEqual({ file: "db/migrations/0002_gone.sql", line: 1 });
  expect(placeOf(aFinding("table", "Lines", "0003"))).toBeNull();
  expect(placeOf(aFinding("table", "Lines", null))).toBeNull();
});

test("the place is as the catalog has it where the migrations' folder is not known, and none outside the repository", () => {
  const finding = aFinding("table", "Lines");
  expect(buildPlaces(catalog, { folder: null, repository })(finding)).toEqual({ file: "0001_lines.sql", line: 1 });
  expect(buildPlaces(catalog, { folder, repository: join(repository, "other") })(finding)).toBeNull();
});

test("paths are told from the repository, none outside it", () => {
  expect(toRepositoryPath(folder, repository)).toBe("db/migrations");
  expect(toRepositoryPath(join(repository, "..", "x"), repository)).toBeNull();
});
