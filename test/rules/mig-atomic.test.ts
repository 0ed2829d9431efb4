import { expect, test } from "vitest";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aConfig } from "../support/catalog.ts";
import { aStep, ofMigrations } from "./migrations.ts";
import { ofProject } from "./project-rules.ts";
import { projectRule } from "./table-rules.ts";

const TABLE = "CREATE TABLE orders (id int PRIMARY KEY, placed_at date, note text);\n";

test("what no transaction allows stands alone, and a transaction of the script's own covers all of it", async () => {
  expect(
    await ofMigrations(
      {
        "01_create_orders.sql": `${TABLE}CREATE INDEX idx_a ON orders (note);`,
        "02_index_alone.sql": "SET lock_timeout = '1s';\nSELECT 1;\nCREATE INDEX CONCURRENTLY idx_b ON orders (note);",
        "03_index_beside.sql": "ALTER TABLE orders ADD x int;\n\nCREATE INDEX CONCURRENTLY idx_c ON orders (x);",
        "04_rebuild.sql": "DROP INDEX CONCURRENTLY IF EXISTS idx_b;\nCREATE INDEX CONCURRENTLY idx_b ON orders (note);",
        "05_two.sql": "DROP INDEX CONCURRENTLY idx_b;\nCREATE INDEX CONCURRENTLY idx_d ON orders (note);",
        "06_own.sql": "BEGIN;\nALTER TABLE orders ADD y int;\nALTER TABLE orders ADD z int;\nCOMMIT;",
        "07_half_own.sql":
          "BEGIN; ALTER TABLE orders DROP y; COMMIT;\nALTER TABLE orders DROP z;\nALTER TABLE orders DROP x;",
        "08_two_own.sql": "BEGIN; ALTER TABLE orders ADD v int; COMMIT; BEGIN; ALTER TABLE orders ADD w int; END;",
        "09_commit.sql": "ALTER TABLE orders ADD u int;\nCOMMIT;\nALTER TABLE orders DROP u;",
        "10_said.sql":
          "ALTER TABLE orders DROP v;\n-- squawk-ignore ban-concurrent-index-creation-in-transaction -- once\nCREATE INDEX CONCURRENTLY idx_e ON orders (w);",
        "11_data.sql":
          "INSERT INTO orders (id) VALUES (1);\nUPDATE orders SET note = 'CREATE INDEX CONCURRENTLY';\n-- VACUUM;",
      },
      "mig-atomic",
    ),
  ).toEqual([
    "fail migration 03: Migration 03 holds CREATE INDEX CONCURRENTLY, which no transaction allows, beside 1 other change.",
    "fail migration 05: Migration 05 holds DROP INDEX CONCURRENTLY, which no transaction allows, beside 1 other change.",
    "fail migration 07: Migration 07 makes 2 changes outside its own transaction.",
    "fail migration 08: Migration 08 is 2 transactions: what fails in one leaves those before it.",
    "fail migration 09: Migration 09 ends a transaction in the middle that it did not begin.",
    "n.a. migration 10: inline: squawk-ignore: once",
    "pass migration 01",
    "pass migration 02",
    "pass migration 04",
    "pass migration 06",
    "pass migration 11",
  ]);
});

test("without a transaction of the tool's, one change is whole and two are not", () => {
  const loose = (outside: number) => ({ byTool: false, blocks: 0, outside, strayEnd: null, refused: [] });
  const history = [aStep("1", {}, { transactions: loose(1) }), aStep("2", {}, { transactions: loose(2) })];
  expect(ofProject(aCatalog({ history }), "mig-atomic")).toEqual([
    "fail migration 2: Migration 2 makes 2 changes without a transaction around them.",
    "pass migration 1",
  ]);
});

test("what no transaction allows fails in the one that the tool puts around it", () => {
  const step = (version: string, byTool: boolean | null) => {
    const refused = [{ line: 3, tag: "CREATE INDEX CONCURRENTLY", name: "idx_a" }];
    return aStep(version, {}, { transactions: { byTool, blocks: 0, outside: 1, strayEnd: null, refused } });
  };
  const history = [step("1", null), step("2", false), step("3", true)];
  expect(ofProject(aCatalog({ history }), "mig-atomic")).toEqual([
    "fail migration 3: Migration 3 holds CREATE INDEX CONCURRENTLY, which PostgreSQL refuses in the transaction that the tool puts around it.",
    "pass migration 1",
    "pass migration 2",
  ]);
});

test("a block that commits in between is refused as well", async () => {
  const step = (option: string, up: string) => `-- migrate:up${option}\n${up}\n-- migrate:down\n`;
  const batches = "DO $$ BEGIN FOR i IN 1..2 LOOP UPDATE t SET v = i; COMMIT; END LOOP; END $$;";
  expect(
    await ofMigrations(
      {
        "20260101000000_create_t.sql": step("", "CREATE TABLE t (v int);"),
        "20260102000000_fill.sql": step("", batches),
        "20260103000000_fill_alone.sql": step(" transaction:false", batches),
        "20260104000000_fill_beside.sql": step(" transaction:false", `ALTER TABLE t ADD w int;\n${batches}`),
        "20260105000000_say.sql": step("", "DO $$ BEGIN RAISE NOTICE 'COMMIT; x'; UPDATE t SET v = 1; END $$;"),
      },
      "mig-atomic",
    ),
  ).toEqual([
    "fail migration 20260102000000: Migration 20260102000000 holds DO with COMMIT, which PostgreSQL refuses in the transaction that the tool puts around it.",
    "fail migration 20260104000000: Migration 20260104000000 holds DO with COMMIT, which no transaction allows, beside 1 other change.",
    "pass migration 20260101000000",
    "pass migration 20260103000000",
    "pass migration 20260105000000",
  ]);
});

test("nothing is known of migrations that were not read, and a single script has none", () => {
  const source = { kind: "server", name: "shop", tool: null, commit: null } as const;
  expect(ofProject(aCatalog({ source }), "mig-atomic")).toEqual([
    "not assessed project: a server was read without its migrations, which the config names under migrations",
  ]);
  expect(ofProject(aCatalog(), "mig-atomic")).toEqual([]);
  expect(ofProject(aCatalog({ history: [{ ...aStep("1"), facts: null }] }), "mig-atomic")).toEqual([
    "not assessed migration 1: the migration's script was not looked at",
  ]);
});

test("a migration is waived by its version, as its finding says it", () => {
  const transactions = { byTool: null, blocks: 2, outside: 0, strayEnd: null, refused: [] };
  const history = [aStep("0001"), aStep("0002", {}, { transactions })];
  const waiver = { rule: "mig-atomic", subjects: ["migration 0002"], reason: "Ran everywhere last year" };
  const { findings, project } = buildScorecard(aCatalog({ history }), {
    rules: [projectRule("mig-atomic")],
    config: aConfig({ waivers: [{ ...waiver, reviewBy: "2027-06-30" }] }),
    decisions: [],
    attestations: [],
    asOf: "2026-11-23",
  });
  expect(findings.map(({ waiverKey, verdict, origin }) => ({ waiverKey, verdict, origin }))).toEqual([
    { waiverKey: "migration 0002", verdict: "waived", origin: { created: "0002", changed: [] } },
  ]);
  expect(project[0]?.verdict).toBe("pass");
});
