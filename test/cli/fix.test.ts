import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readScript } from "../../introspect/replay/script/script.ts";
import { SQL_MARK } from "../../src/prove/sql-file.ts";
import { runCartularyHere } from "../support/cartulary.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const folder = mkdtempSync(join(tmpdir(), "cartulary-fix-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One finding of each kind of remedy, rows that allow all of them, and a name that wants out of a comment. */
const SCHEMA = `
  CREATE TABLE hubs (id uuid PRIMARY KEY, name text NOT NULL);
  CREATE TABLE parcels (
    id uuid PRIMARY KEY, hub_id uuid NOT NULL, label varchar(20) NOT NULL, street text NOT NULL, town text NOT NULL,
    is_lost boolean DEFAULT false, sent_at timestamp NOT NULL,
    CONSTRAINT "light */
-- ; DROP TABLE hubs;" CHECK (label <> ''));
  CREATE INDEX by_street ON parcels (street);
  CREATE INDEX idx_parcels_street_town ON parcels (street, town);
  INSERT INTO hubs VALUES ('00000000-0000-0000-0000-000000000001', 'North');
  INSERT INTO parcels SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'p' || n, 's', 't', false, '2026-01-01'
    FROM generate_series(1, 50) n;
  ALTER TABLE parcels ADD CONSTRAINT parcels_hub FOREIGN KEY (hub_id) REFERENCES hubs NOT VALID;`;

const MENDED = [
  "fk-validated|public.parcels|foreign key:parcels_hub",
  "index-fk|public.parcels|foreign key:parcels_hub",
  "index-redundant|public.parcels|index:by_street",
  'name-check|public.parcels|check:"light */\n-- ; DROP TABLE hubs;"',
  "name-fk-constraint|public.parcels|foreign key:parcels_hub",
  "name-index|public.parcels|index:by_street",
  'name-snake-case|public.parcels|check:"light */\n-- ; DROP TABLE hubs;"',
  "not-null|public.parcels|column:is_lost",
  "type-text|public.parcels|column:label",
  "type-timestamptz|public.parcels|column:sent_at",
];

async function fingerprintsOf(url: string): Promise<string[]> {
  const run = await runCartularyHere(["score", url, "--format", "json", "--fail-on", "none", "--quiet"], {
    cwd: folder,
  });
  const { findings } = JSON.parse(run.stdout) as { findings: { fingerprint: string }[] };
  return findings.map(({ fingerprint }) => fingerprint).sort();
}

/** Runs the file as the user does: psql where the machine has it, else its statements one by one. */
async function runFile(file: string, url: string): Promise<void> {
  const psql = spawnSync("psql", ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", file, url]);
  if (psql.error === undefined) {
    expect({ status: psql.status, stderr: psql.stderr.toString() }).toEqual({ status: 0, stderr: "" });
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const script = readScript("fix.sql", readFileSync(file, "utf8"), () => ({ file: "", text: "" }));
    for (const { text } of script.statements) await client.query(text);
  } finally {
    await client.end();
  }
}

const MAJORS: Major[] = [14, 18];

describe.each(MAJORS)("cartulary fix on PostgreSQL %i", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startServer(major);
  });
  afterAll(() => server.stop());

  test("writes a file that mends what it says, and nothing else changes for the worse", async () => {
    const url = server.urlOf(await server.createDatabase(SCHEMA));
    const file = join(folder, `fix-${major}.sql`);
    const before = await fingerprintsOf(url);
    // Up to 14 everybody may make objects in public.
    const mended = major < 15 ? [...MENDED, "sec-least-privilege||schema:public"].sort() : MENDED;
    expect(before.filter((fingerprint) => mended.includes(fingerprint))).toEqual(mended);

    const run = await runCartularyHere(["fix", url, "--out", file], { cwd: folder });
    expect({ code: run.code, left: readFileSync(file, "utf8").includes("-- Not proven") }).toEqual({
      code: 0,
      left: false,
    });
    expect(run.stdout).toMatch(
      /fix-\d+\.sql: \d proven remedies, 2 more mended by them, \d+ findings without a remedy\n$/,
    );
    expect(run.stdout).toContain(`: ${mended.length - 2} proven remedies,`);
    await runFile(file, url);
    expect(await fingerprintsOf(url)).toEqual(before.filter((fingerprint) => !mended.includes(fingerprint)));

    const again = await runCartularyHere(["fix", url, "--out", file, "--quiet"], { cwd: folder });
    expect({ code: again.code, said: again.stdout + again.stderr }).toEqual({ code: 0, said: "" });
    expect(readFileSync(file, "utf8")).toContain("-- 0 remedies for");
  });
});

describe("cartulary fix", () => {
  const source = join(folder, "schema.sql");
  beforeAll(() => writeFileSync(source, SCHEMA));

  test("says before it proves anything that the file has no folder to go to", async () => {
    const { code, stdout, stderr } = await runCartularyHere(["fix", source, "--out", "nowhere/fix.sql"], {
      cwd: folder,
    });
    // No stage was told of: nothing was replayed.
    expect([code, stdout, stderr]).toEqual([
      2,
      "",
      "error nowhere/fix.sql cannot be written: its folder does not exist.\n      Give another path with --out, or make the folder.\n",
    ]);
  });

  test("leaves a file alone that it did not write", async () => {
    const file = join(folder, "mine.sql");
    writeFileSync(file, "-- my own\n");
    const run = await runCartularyHere(["fix", source, "--out", file, "--quiet"], { cwd: folder });
    expect({ code: run.code, stdout: run.stdout, file: readFileSync(file, "utf8") }).toEqual({
      code: 2,
      stdout: "",
      file: "-- my own\n",
    });
    expect(run.stderr).toContain("The file is there already, and cartulary fix did not write it.");
    expect(run.stderr).toContain("Give another one with --out, or remove it.");
  });

  test("mends the findings of the rules that are named, to standard output", async () => {
    const run = await runCartularyHere(
      ["fix", "--rule", "type-text", "--rule", "type-text", source, "--out", "-", "--quiet"],
      { cwd: folder },
    );
    const statements = run.stdout.split("\n").filter((line) => line !== "" && !line.startsWith("--"));
    expect({ code: run.code, stderr: run.stderr, first: run.stdout.split("\n")[0], statements }).toEqual({
      code: 0,
      stderr: "",
      first: SQL_MARK,
      statements: [
        "SET lock_timeout = 0;",
        "SET statement_timeout = 0;",
        "BEGIN;",
        "SET LOCAL lock_timeout = '5s';",
        "ALTER TABLE public.parcels ALTER COLUMN label TYPE text;",
        "COMMIT;",
      ],
    });
  });

  test("asks whether another rule was meant where none is called so", async () => {
    const run = await runCartularyHere(["fix", source, "--rule", "type-txt", "--out", "-", "--quiet"], { cwd: folder });
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: "" });
    expect(run.stderr).toContain("No rule in force is called type-txt.");
    expect(run.stderr).toContain("Is type-text meant?");
  });
});
