import { describe, expect, test } from "vitest";
import { readScript } from "../../introspect/replay/script/script.ts";
import { findWayBackMark } from "../../introspect/replay/way-back/marks.ts";

function markOf(text: string): string | null {
  const { statements } = readScript("1_a.sql", text, () => ({ file: "", text: "" }));
  const mark = findWayBackMark(text, statements);
  return mark === null ? null : `${mark.line}: ${mark.text}`;
}

const UP = "CREATE TABLE crates (id bigint PRIMARY KEY);\n";
const DOWN = "DROP TABLE crates;\n";

describe("a comment divides the way up from the way back", () => {
  test.each([
    ["-- +migrate Up", "-- +migrate Down"],
    ["-- rambler up", "-- rambler down"],
    ["-- up", "-- down"],
    ["-- UP", "-- DOWN"],
    ["-- migrate:up", "-- migrate:down"],
    ["--- apply", "--- revert"],
    ["-- ==== Upgrade ====", "-- ==== Downgrade ===="],
    ["/* forward */", "/* backward */"],
    ["-- Up Migration", "-- Down Migration"],
    ["-- @DO", "-- @UNDO"],
    ["--// create the table", "--//@UNDO"],
    ["-- !Ups", "-- !Downs"],
    ["-- how we ship", "-- Rollback: drop the table of crates again"],
    ["-- deploy crates", "-- revert crates"],
    ["-- how we ship", "-- Rollback"],
    ["-- how we ship", "-- roll back:"],
    ["-- how we ship", "-- Revert table crates"],
    ["-- setup", "-- teardown"],
    ["-- Install", "-- Back-out"],
    ["", "---- create above / drop below ----"],
    ["", "-- what is above goes, what is below comes"],
  ])("%s, %s", (up, down) => {
    const known = down.includes("comes") ? null : `4: ${down}`;
    expect(markOf(`${up}\n${UP}\n${down}\n${DOWN}`)).toBe(known);
  });

  test("also in a heading of several lines", () => {
    expect(markOf(`${UP}-- ==========\n-- DOWN\n-- ==========\n\n${DOWN}`)).toBe("3: -- DOWN");
    expect(markOf(`${UP}/*\n * DOWN\n */\n${DOWN}`)).toBe("2: /*\n* DOWN\n*/");
  });

  test("also where no table comes or goes", () => {
    expect(markOf("-- +x up\nALTER TABLE crates ADD note text;\n-- +x down\nALTER TABLE crates DROP note;")).toBe(
      "3: -- +x down",
    );
    expect(
      markOf("ALTER TABLE crates ADD note text;\n-- revert the column\nALTER TABLE crates DROP COLUMN note;"),
    ).toBe("2: -- revert the column");
    expect(markOf("ALTER TABLE crates ALTER id TYPE int;\n-- undo\nALTER TABLE crates ALTER id TYPE bigint;")).toBe(
      "2: -- undo",
    );
  });

  test("also where the way back stands first", () => {
    expect(markOf(`-- down\n${DOWN}-- up\n${UP}`)).toBe("1: -- down");
  });
});

describe("a comment divides nothing", () => {
  test.each([
    ["where nothing stands below it", `${UP}-- Rollback:\n-- DROP TABLE crates;`],
    ["where what it says is in a comment", `${UP}-- Rollback:\n-- DROP TABLE crates;\nCREATE INDEX ON crates (id);`],
    [
      "where it stands in a longer comment",
      `${UP}/*\n-- rollback\nDROP TABLE crates;\n*/\nCREATE INDEX ON crates (id);`,
    ],
    ["where it is a sentence", `${UP}-- we do not roll back what this step does\nDROP TABLE shelves;`],
    ["where it tells a story", `${UP}-- rollback of an earlier release left this behind\nDROP TABLE shelves;`],
    ["where it heads a vote", `-- up votes\n${UP}-- down votes\nCREATE TABLE downs (id int);`],
    ["where it is a column's", "CREATE TABLE crates (\n  -- up\n  a int,\n  -- down\n  b int\n);\nSELECT 1;"],
    [
      "where it is a routine's",
      `${UP}CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$\n-- down\nDROP TABLE crates\n$$;`,
    ],
    ["where it only ends a transaction", `BEGIN;\n${UP}-- rollback\nROLLBACK;`],
    [
      "where old names make room for new ones",
      `${UP}-- drop index\nDROP INDEX a;\n-- create index\nCREATE INDEX a ON crates (id);`,
    ],
    ["where another table goes", `${UP}-- revert the trial\nDROP TABLE shelves;`],
    ["where the step's own helper goes", `CREATE TEMP TABLE t AS SELECT 1;\n${UP}-- reverse lookup\nDROP TABLE t;`],
    ["where there is none", `${UP}${DOWN}`],
  ])("%s", (_what, text) => {
    expect(markOf(text)).toBeNull();
  });
});
