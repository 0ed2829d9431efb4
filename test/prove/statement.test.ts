import { loadModule } from "libpg-query";
import { beforeAll, describe, expect, test } from "vitest";
import { toRemedy } from "../../src/model/remedy.ts";
import { formatGroup, groupStatements, phaseOf } from "../../src/prove/statement.ts";

/** As a team's own rule writes them: read by their syntax, not by their words. */
const actionsOf = (sql: string[]) => toRemedy({ sql, lock: "", proven: null }).actions;

beforeAll(loadModule);

describe("the phase of a remedy", () => {
  test.each([
    ["types", ["ALTER TABLE app.t ALTER COLUMN c TYPE text"]],
    ["types", ["ALTER TABLE t ALTER COLUMN c DROP DEFAULT, ALTER COLUMN c TYPE boolean USING c <> 0"]],
    ["types", [`ALTER TABLE "a ""b"" RENAME ".t ALTER COLUMN "DROP CONSTRAINT x" TYPE text`]],
    ["indexes", ["CREATE INDEX CONCURRENTLY i ON app.t (c)"]],
    ["indexes", ["CREATE UNIQUE INDEX CONCURRENTLY i ON t (c)", "ALTER TABLE t ADD CONSTRAINT i UNIQUE USING INDEX i"]],
    ["indexes", ["REINDEX INDEX CONCURRENTLY app.i"]],
    ["constraints", ["ALTER TABLE t VALIDATE CONSTRAINT c"]],
    ["constraints", ["ALTER TABLE t ALTER COLUMN c SET DEFAULT now()"]],
    ["constraints", ["ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)", "ALTER TABLE t DROP CONSTRAINT c"]],
    ["names", ["ALTER TABLE app.t RENAME CONSTRAINT a TO b"]],
    ["names", ['ALTER INDEX app."DROP INDEX" RENAME TO b']],
    ["removals", ["DROP INDEX CONCURRENTLY app.i"]],
    ["removals", ["ALTER TABLE app.t DROP CONSTRAINT c"]],
  ])("is %s for %j", (phase, sql) => {
    expect(phaseOf({ actions: actionsOf(sql) })).toBe(phase);
  });
});

describe("the transactions of a remedy", () => {
  test("part before and after what reads the whole table, so that no strong lock lasts as long", () => {
    expect(
      groupStatements(
        actionsOf([
          "ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID",
          "ALTER TABLE t VALIDATE CONSTRAINT c",
          "ALTER TABLE t ALTER COLUMN a SET NOT NULL",
          "ALTER TABLE t DROP CONSTRAINT c",
        ]),
      ),
    ).toEqual([
      { transactional: true, statements: ["ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID"] },
      { transactional: true, statements: ["ALTER TABLE t VALIDATE CONSTRAINT c"] },
      {
        transactional: true,
        statements: ["ALTER TABLE t ALTER COLUMN a SET NOT NULL", "ALTER TABLE t DROP CONSTRAINT c"],
      },
    ]);
  });

  test.each([
    "CREATE INDEX CONCURRENTLY i ON t (c)",
    "DROP INDEX CONCURRENTLY i",
    "REINDEX INDEX CONCURRENTLY i",
    "reindex table concurrently t",
  ])("leave out %s", (statement) => {
    expect(groupStatements(actionsOf([statement]))).toEqual([{ transactional: false, statements: [statement] }]);
  });

  test("leave out what PostgreSQL refuses inside one, and keep what follows it", () => {
    const groups = groupStatements(
      actionsOf(["CREATE UNIQUE INDEX CONCURRENTLY i ON t (c)", "ALTER TABLE t ADD CONSTRAINT i UNIQUE USING INDEX i"]),
    );
    expect(groups.map(formatGroup).join("\n")).toBe(
      [
        "CREATE UNIQUE INDEX CONCURRENTLY i ON t (c);",
        "BEGIN;",
        "SET LOCAL lock_timeout = '5s';",
        "ALTER TABLE t ADD CONSTRAINT i UNIQUE USING INDEX i;",
        "COMMIT;",
      ].join("\n"),
    );
  });
});
