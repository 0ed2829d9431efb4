import { loadModule } from "libpg-query";
import { beforeAll, describe, expect, test } from "vitest";
import { toRemedy } from "../../src/model/remedy.ts";
import type { Finding, Scorecard } from "../../src/model/scorecard.ts";
import { toCommentedOut, toCommentText } from "../../src/prove/comment-text.ts";
import type { Proof } from "../../src/prove/proof.ts";
import { formatSqlFile } from "../../src/prove/sql-file.ts";
import { groupStatements, phaseOf } from "../../src/prove/statement.ts";
import { aCatalog, aColumn, aTable } from "../support/catalog.ts";

beforeAll(loadModule);

/** The label's comment is a mark for work to come, an exception and what another tool reads. */
const CATALOG = aCatalog({
  relations: [
    aTable("crates", {
      schema: "app",
      columns: [
        aColumn("label", "text", {
          comment: "todo\n@waive type-text until 2027-01-31: it's what the scanner prints\n@omit create\n",
        }),
      ],
    }),
  ],
});

function aFinding(rule: string, name: string, sql: string[] | null, kind = "column"): Finding {
  const remedy = sql === null ? null : toRemedy({ sql, lock: "A lock, briefly.", proven: null });
  return {
    rule,
    severity: "low",
    verdict: "fail",
    subject: { schema: "app", relation: "crates", kind, name },
    message: ["It is about ", { code: name }, "."],
    evidence: [],
    remedy,
    noRemedy: null,
    fingerprint: `${rule}|app.crates|${kind}:${name}`,
    waiverKey: kind === "table" ? "app.crates" : `app.crates.${name}`,
    waiver: null,
    origin: null,
  };
}

function aProof(given: Partial<Proof> & { mends?: readonly Finding[] }): Proof {
  const { mends = [], ...rest } = given;
  return {
    engine: "PostgreSQL 18.3",
    proven: mends.map((finding) => {
      const actions = finding.remedy?.actions ?? [];
      return { finding, phase: phaseOf({ actions }), groups: groupStatements(actions) };
    }),
    left: [],
    mendedByOthers: [],
    uncovered: [],
    outweighed: [],
    withoutRemedy: [],
    omissions: [],
    scorecard: {} as Scorecard,
    ...rest,
  };
}

test("the file runs what is proven and only tells of the rest", () => {
  const proof = aProof({
    mends: [
      aFinding("type-text", "label", ["ALTER TABLE app.crates ALTER COLUMN label TYPE text"]),
      aFinding("index-redundant", "by_label", ["DROP INDEX CONCURRENTLY app.by_label"]),
    ],
    left: [{ finding: aFinding("not-null", "full", ["SELECT 1", "SELECT 2"]), reason: "It does not mend." }],
    mendedByOthers: [aFinding("name-index", "by_label", ["ALTER INDEX app.by_label RENAME TO b"])],
    uncovered: [aFinding("pk-uuid", "id", null)],
    withoutRemedy: [
      aFinding("doc-table-comment", "crates", null, "table"),
      aFinding("doc-column-comment", "label", null),
      aFinding("check-values", "weight", null),
    ],
    omissions: [
      { kind: "schema", what: "index i", reason: "No hnsw.", hint: null, place: null },
      { kind: "note", what: "role r was made up", reason: "None.", hint: null, place: null },
    ],
  });
  expect(formatSqlFile(proof, CATALOG, "harbour")).toBe(`\
-- Written by \`cartulary fix\`, which overwrites only files that begin with this line.
--
-- 2 remedies for harbour.
-- Run one after the other on PostgreSQL 18.3 (embedded), on a database with this schema and without rows: after them the
-- findings are gone and no remedy has made a new one. Whether the rows allow a constraint or a type shows when it is run.
--
-- Run it with psql --set ON_ERROR_STOP=1 --file. It has transactions of its own, and statements that PostgreSQL
-- refuses inside one, so not with --single-transaction. Where it stops, mend what stopped it, and let cartulary fix
-- write it anew: what has run is left out then.
--
-- The database that it was proven on lacks:
--   index i: No hnsw.

SET lock_timeout = 0;
SET statement_timeout = 0;

-- Types

-- type-text, app.crates.label: It is about label.
-- Locks: A lock, briefly.
BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE app.crates ALTER COLUMN label TYPE text;
COMMIT;

-- What another index makes redundant

-- index-redundant, app.crates.by_label: It is about by_label.
-- Locks: A lock, briefly.
DROP INDEX CONCURRENTLY app.by_label;

-- Mended by the statements above as well
--
-- name-index, app.crates.by_label: It is about by_label.

-- Judged only once the statements above have run
--
-- pk-uuid, app.crates.id: It is about id.

-- Not proven, so not run
--
-- not-null, app.crates.full: It is about full.
--   It does not mend.
-- SELECT 1;
-- SELECT 2;

-- Comments to write: fill the quotes and take the marks away
--
-- COMMENT ON TABLE app.crates IS '';
-- COMMENT ON COLUMN app.crates.label IS '
-- @waive type-text until 2027-01-31: it''s what the scanner prints
-- @omit create';

-- Findings that no statement mends
--
-- check-values, app.crates.weight: It is about weight.
`);
});

/** What runs of a file: lines that neither are empty nor begin with comment marks. */
function toRunning(text: string): string[] {
  return text.split(/[\r\n]+/).filter((line) => line !== "" && !line.startsWith("--"));
}

describe("names and texts from the database", () => {
  const evil = 'a */ "\nDROP TABLE app.crates; --\r\nDELETE FROM app.crates;\rTRUNCATE app.crates; \u2028 x';

  test("run nothing, wherever they are told of", () => {
    const told = aFinding("check-values", evil, null);
    const stubbed = aFinding("doc-column-comment", evil, null);
    const unproven = aFinding("not-null", evil, [`ALTER TABLE app."${evil}" RENAME TO b`]);
    const proof = aProof({
      left: [{ finding: unproven, reason: `PostgreSQL refuses it: ${evil}.` }],
      mendedByOthers: [told],
      uncovered: [told],
      withoutRemedy: [told, stubbed],
      omissions: [{ kind: "schema", what: evil, reason: evil, hint: null, place: null }],
    });
    expect(toRunning(formatSqlFile(proof, CATALOG, evil))).toEqual([]);
  });

  test("become one line, with what cannot be seen written out and no end of a block comment", () => {
    expect(toCommentText("a */ b /* c\r\n\u202Ed\u0000")).toBe("a * / b / * c\\u000a\\u202ed\\u0000");
  });

  test("stand in a commented statement so that it can be run without the marks", () => {
    const statement = 'ALTER TABLE "a\nb\r\nc\rd" RENAME TO e';
    expect(toCommentedOut(statement)).toBe('-- ALTER TABLE U&"a\n-- b\r\n-- c\\000dd" RENAME TO e;');
    expect(toCommentedOut(statement).replaceAll(/(^|\n)-- /g, "$1")).toBe(
      'ALTER TABLE U&"a\nb\r\nc\\000dd" RENAME TO e;',
    );
  });
});
