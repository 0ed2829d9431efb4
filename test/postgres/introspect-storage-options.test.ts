import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDdl } from "../../src/ddl/index.ts";
import { readCatalog, schemaOf } from "../support/introspection.ts";
import {
  majorOf,
  type PostgresServer,
  type ServerVersion,
  startServer,
  whyNoServer,
} from "../support/postgres-server.ts";

/** What the manual has for tables, with the first major version that knows it. */
const TABLE_OPTIONS: readonly [name: string, value: string, since: number][] = [
  ["autovacuum_analyze_scale_factor", "0.2", 14],
  ["autovacuum_analyze_threshold", "51", 14],
  ["autovacuum_enabled", "true", 14],
  ["autovacuum_freeze_max_age", "200000000", 14],
  ["autovacuum_freeze_min_age", "50000000", 14],
  ["autovacuum_freeze_table_age", "150000000", 14],
  ["autovacuum_multixact_freeze_max_age", "400000000", 14],
  ["autovacuum_multixact_freeze_min_age", "5000000", 14],
  ["autovacuum_multixact_freeze_table_age", "150000000", 14],
  ["autovacuum_vacuum_cost_delay", "3", 14],
  ["autovacuum_vacuum_cost_limit", "300", 14],
  ["autovacuum_vacuum_insert_scale_factor", "0.3", 14],
  ["autovacuum_vacuum_insert_threshold", "1001", 14],
  ["autovacuum_vacuum_max_threshold", "100", 18],
  ["autovacuum_vacuum_scale_factor", "0.3", 14],
  ["autovacuum_vacuum_threshold", "51", 14],
  ["fillfactor", "90", 14],
  ["log_autovacuum_min_duration", "5", 14],
  ["parallel_workers", "2", 14],
  ["toast_tuple_target", "256", 14],
  ["user_catalog_table", "true", 14],
  ["vacuum_index_cleanup", "auto", 14],
  ["vacuum_max_eager_freeze_failure_rate", "0.1", 18],
  ["vacuum_truncate", "false", 14],
];

const INDEXES: readonly [method: string, options: string, columns: string][] = [
  ["btree", "fillfactor=80,deduplicate_items=off", "oar"],
  ["hash", "fillfactor=70", "oar"],
  ["gist", "fillfactor=60,buffering=auto", "seat gist_trgm_ops (siglen=32)"],
  ["spgist", "fillfactor=50", "seat"],
  ["gin", "fastupdate=off,gin_pending_list_limit=128", "seat gin_trgm_ops"],
  ["brin", "pages_per_range=16,autosummarize=true", "oar int4_minmax_multi_ops (values_per_range=8)"],
  ["bloom", "length=64,col1=3", "oar"],
];

describe.each<ServerVersion>([14, 18, "system"])("the storage options of PostgreSQL %s", (version) => {
  const missing = whyNoServer(version);
  const major = majorOf(version);
  if (missing !== null || major === null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  const tableOptions = TABLE_OPTIONS.filter(([, , since]) => major >= since).map(([name, value]) => `${name}=${value}`);
  const toastOptions = tableOptions.filter(
    (option) => /^(?:autovacuum|vacuum|log_)/.test(option) && !option.includes("analyze"),
  );
  const viewOptions = ["security_barrier=true", ...(major < 15 ? [] : ["security_invoker=true"]), "check_option=local"];
  let server: PostgresServer;
  let database: string;
  beforeAll(async () => {
    server = await startServer(version);
    database = await server.createDatabase(`
      CREATE EXTENSION pg_trgm; CREATE EXTENSION bloom;
      CREATE TABLE boats (id int, oar int, seat text)
        WITH (${[...tableOptions, ...toastOptions.map((option) => `toast.${option}`)].join(", ")});
      ALTER TABLE boats ALTER oar SET (n_distinct = 5, n_distinct_inherited = 6);
      CREATE VIEW crews WITH (${viewOptions.join(", ")}) AS SELECT * FROM boats;
      CREATE MATERIALIZED VIEW fleet WITH (fillfactor = 70) AS SELECT * FROM boats;
      ${INDEXES.map(([method, options, columns]) => `CREATE INDEX by_${method} ON boats USING ${method} (${columns}) WITH (${options});`).join("\n")}`);
  });
  afterAll(() => server.stop());

  const toTexts = (options: readonly { name: string; value: string }[]) =>
    options.map(({ name, value }) => `${name}=${value}`).sort();

  test("are those that the manual has, on tables, columns, views and indexes, and none of the server's own", async () => {
    const { relations } = await readCatalog(server, database);
    const [boats, crews, fleet] = ["boats", "crews", "fleet"].map((name) => relations.find((it) => it.name === name));
    expect(toTexts(boats?.options ?? [])).toEqual(tableOptions.toSorted());
    expect(toTexts(boats?.toastOptions ?? [])).toEqual(toastOptions.toSorted());
    expect(boats?.columns.map(({ options }) => toTexts(options))).toEqual([
      [],
      ["n_distinct=5", "n_distinct_inherited=6"],
      [],
    ]);
    expect(toTexts(crews?.options ?? [])).toEqual(viewOptions.toSorted());
    expect(toTexts(fleet?.options ?? [])).toEqual(["fillfactor=70"]);
    expect([...(crews?.columns ?? []), ...(fleet?.columns ?? [])].flatMap(({ options }) => options)).toEqual([]);
    expect(boats?.indexes.map(({ method, options }) => [method, ...toTexts(options)]).sort()).toEqual(
      INDEXES.map(([method, options]) => [method, ...options.split(",").sort()]).sort(),
    );
    expect(
      boats?.indexes.flatMap(({ key }) => key.flatMap(({ operatorClass }) => toTexts(operatorClass.options))).sort(),
    ).toEqual(["siglen=32", "values_per_range=8"]);
  });

  test("are made again by the catalog's own SQL", async () => {
    const catalog = await readCatalog(server, database);
    const copy = await server.createDatabase(formatDdl(catalog).join(";\n"));
    expect(schemaOf(await readCatalog(server, copy))).toEqual(schemaOf(catalog));
  });
});
