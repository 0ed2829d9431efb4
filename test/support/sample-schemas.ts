/** Schemas that tests load on every server: the repository's own, and those beside the checkout where they are there. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { compareText } from "../../src/model/names.ts";
import type { Major, PostgresServer } from "./postgres-server.ts";

const FIXTURES = join(import.meta.dirname, "..", "fixtures");
const SHARED = join(import.meta.dirname, "..", "..", "..", "shared", "schemas");

export interface SampleSchema {
  name: string;
  /** The file or folder that must be there. */
  path: string;
  /** The oldest version that loads it. */
  since: Major;
  /** The newest version to load it on, where newer ones load what it was adapted from. */
  until?: Major;
  /** What an older version says of it. */
  refusal: string | null;
  /** What the embedded engine must bring; `null` where it cannot load it. */
  extensions: string[] | null;
  /** The scripts in order, each of which is one transaction and expects a session without settings. */
  scripts(): string[];
}

/** A script without psql's own commands. */
const script = (path: string): string => readFileSync(path, "utf8").replaceAll(/^\\.*$/gm, "");

/** The scripts of a history with a folder a step, in order, as one transaction each. */
function steps(folder: string, file: string): string[] {
  return readdirSync(folder)
    .filter((step) => existsSync(join(folder, step, file)))
    .sort((a, b) => compareText(a.replaceAll("-", ""), b.replaceAll("-", "")))
    .map((step) => script(join(folder, step, file)).replaceAll(/\bCONCURRENTLY\b/gi, ""));
}

export const SAMPLE_SCHEMAS: SampleSchema[] = [
  {
    name: "library",
    path: join(FIXTURES, "library.sql"),
    since: 14,
    refusal: null,
    extensions: ["btree_gist"],
    scripts: () => [script(join(FIXTURES, "library.sql"))],
  },
  {
    name: "registry",
    path: join(FIXTURES, "registry.sql"),
    since: 14,
    refusal: null,
    extensions: null,
    scripts: () => [script(join(FIXTURES, "registry.sql"))],
  },
  {
    name: "200 generated tables",
    path: join(SHARED, "generate.mjs"),
    since: 14,
    refusal: null,
    extensions: ["btree_gist"],
    scripts: () => [
      spawnSync(process.execPath, [join(SHARED, "generate.mjs"), "200"], { encoding: "utf8", maxBuffer: 100_000_000 })
        .stdout,
    ],
  },
  {
    name: "langfuse",
    path: join(SHARED, "langfuse", "migrations"),
    since: 14,
    refusal: null,
    extensions: [],
    scripts: () => steps(join(SHARED, "langfuse", "migrations"), "migration.sql"),
  },
  {
    name: "torture",
    path: join(SHARED, "torture.sql"),
    since: 15,
    refusal: 'syntax error at or near "NULLS"',
    extensions: ["btree_gist", "pg_trgm"],
    scripts: () => [script(join(SHARED, "torture.sql"))],
  },
  {
    name: "musicbrainz",
    path: join(SHARED, "musicbrainz", "schema.sql"),
    since: 15,
    refusal: 'syntax error at or near "NULLS"',
    extensions: ["cube", "earthdistance", "unaccent"],
    scripts: () => [script(join(SHARED, "musicbrainz", "schema.sql"))],
  },
  {
    name: "musicbrainz without NULLS NOT DISTINCT",
    path: join(SHARED, "musicbrainz", "schema.sql"),
    since: 14,
    until: 14,
    refusal: null,
    extensions: ["cube", "earthdistance", "unaccent"],
    scripts: () => [script(join(SHARED, "musicbrainz", "schema.sql")).replaceAll("NULLS NOT DISTINCT ", "")],
  },
  {
    name: "pagila",
    path: join(SHARED, "pagila", "schema-15.sql"),
    since: 14,
    refusal: null,
    extensions: [],
    // The packaged servers have no pgvector.
    scripts: () => [script(join(SHARED, "pagila", "schema-15.sql")).replaceAll(/^CREATE INDEX [^;]*hnsw[^;]*;/gm, "")],
  },
  {
    name: "lemmy",
    path: join(SHARED, "lemmy", "migrations"),
    since: 16,
    refusal: "subquery in FROM must have an alias",
    extensions: ["ltree", "pgcrypto", "pg_trgm"],
    scripts: () => [
      // The migration tool's own table, on which a step puts a trigger.
      "CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY, run_on timestamp DEFAULT now() NOT NULL)",
      ...steps(join(SHARED, "lemmy", "migrations"), "up.sql"),
    ],
  },
];

/** Makes a database of a sample and gives its name. */
export async function loadSample(server: PostgresServer, { scripts }: Pick<SampleSchema, "scripts">): Promise<string> {
  const database = await server.createDatabase();
  // One session for hundreds of steps: to connect costs more than most of them.
  const client = new pg.Client({ connectionString: server.urlOf(database) });
  await client.connect();
  try {
    for (const sql of scripts()) {
      await client.query(sql);
      await client.query("DISCARD ALL");
    }
  } finally {
    await client.end();
  }
  return database;
}
