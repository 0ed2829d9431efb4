import { describe, expect, test } from "vitest";
import { buildExclusion, buildReasonNotJudged, judgedTablesOf } from "../../src/score/judged-tables.ts";
import { aCatalog, aColumn, aConfig, aTable, aView } from "../support/catalog.ts";

/** The names of those judged. */
function judged(relations: ReturnType<typeof aTable>[], config: Parameters<typeof aConfig>[0] = {}): string[] {
  const tables = judgedTablesOf(aCatalog({ relations }), aConfig(config));
  return tables.map(({ schema, name }) => `${schema}.${name}`);
}

describe("the judged tables", () => {
  test("are ordinary and partitioned tables, sorted by schema and name", () => {
    const relations = [
      aTable("wagons"),
      aTable("Wagons"),
      aTable("crates", { schema: "depot" }),
      aTable("readings", { kind: "partitioned table" }),
    ];
    expect(judged(relations)).toEqual(["depot.crates", "public.Wagons", "public.readings", "public.wagons"]);
  });

  test.each([
    ["views", aView("open_crates"), "a view"],
    ["materialized views", aView("crate_totals", { kind: "materialized view" }), "a materialized view"],
    ["foreign tables", aTable("remote_crates", { kind: "foreign table" }), "a foreign table"],
    [
      "partitions",
      aTable("readings_2026", { partition: { of: { schema: "public", name: "readings" }, bound: "DEFAULT" } }),
      "a partition, judged with its parent",
    ],
    ["temporary tables", aTable("scratch", { persistence: "temporary" }), "a temporary table"],
    ["extension members", aTable("layer", { extension: "postgis_topology" }), "part of the extension postgis_topology"],
    [
      "a migration tool's own tables",
      aTable("flyway_schema_history", { schema: "ops" }),
      "a migration tool's own table",
    ],
    ["another tool's own tables", aTable("_prisma_migrations"), "a migration tool's own table"],
    ["Django's", aTable("django_migrations"), "a migration tool's own table"],
    ["Sequelize's", aTable("SequelizeMeta"), "a migration tool's own table"],
    ["knex's lock", aTable("knex_migrations_lock"), "a migration tool's own table"],
  ])("leave out %s, and say why", (_, relation, reason) => {
    expect(judged([aTable("kept"), relation])).toEqual(["public.kept"]);
    expect(buildReasonNotJudged(aConfig())(relation)).toBe(reason);
  });

  test("keep unlogged tables and children by INHERITS", () => {
    const child = aTable("child", { inherits: [{ schema: "public", name: "parent" }], persistence: "unlogged" });
    expect(judged([child])).toEqual(["public.child"]);
  });

  test("leave out what a framework makes, known by its shape, unless the config asks for it", () => {
    const named = (names: string) => names.split(" ").map((name) => aColumn(name, "text"));
    const blobs = aTable("active_storage_blobs", { columns: named("id key filename checksum") });
    const own = aTable("jobs", { columns: named("id handler") });
    const alike = aTable("job", { columns: named("id title") });
    const template = aTable("template_public_events", { schema: "partman" });
    expect(judged([blobs, own, alike, template])).toEqual(["public.job", "public.jobs"]);
    expect(judged([blobs, template], { judgeFrameworkTables: true })).toEqual([
      "partman.template_public_events",
      "public.active_storage_blobs",
    ]);
    expect([blobs, template, own].map(buildReasonNotJudged(aConfig()))).toEqual([
      "a table of Active Storage, which makes and changes it by itself",
      "a table of pg_partman, which makes and changes it by itself",
      null,
    ]);
  });

  test.each([
    ["Solid Queue", "solid_queue_jobs", "id queue_name class_name arguments"],
    ["Solid Cache", "solid_cache_entries", "id key value key_hash byte_size"],
    ["Oban", "oban_jobs", "id state queue worker args errors attempt max_attempts"],
    ["Quartz", "QRTZ_TRIGGERS", "SCHED_NAME TRIGGER_NAME NEXT_FIRE_TIME TRIGGER_STATE"],
    ["Celery", "celery_taskmeta", "id task_id status result date_done traceback"],
    ["River", "river_job", "id state attempt max_attempts kind queue args"],
    ["Laravel", "jobs", "id queue payload attempts reserved_at available_at created_at"],
    ["pg_partman", "part_config", "parent_table control partition_interval"],
    ["Supabase", "users", "instance_id id aud role email encrypted_password confirmation_token recovery_token"],
    ["Django", "corsheaders_corsmodel", "id cors"],
    ["PaperTrail", "versions", "id item_type item_id event whodunnit object"],
  ])("leave out a table of %s, and keep one of the name with other columns", (framework, name, columns) => {
    const made = aTable(name, { columns: columns.split(" ").map((each) => aColumn(each, "text")) });
    const own = aTable(name, { columns: [aColumn("id", "text"), aColumn("title", "text")] });
    expect(buildReasonNotJudged(aConfig())(made)).toBe(`a table of ${framework}, which makes and changes it by itself`);
    expect(buildReasonNotJudged(aConfig())(own)).toBe(null);
  });

  test("leave out what stands in a schema that a library keeps to itself", () => {
    const jobs = aTable("jobs", { schema: "graphile_worker" });
    expect(buildReasonNotJudged(aConfig())(jobs)).toBe(
      "a table of Graphile Worker, which makes and changes it by itself",
    );
  });

  test("leave out the tool tables of the config, by name or by schema and name", () => {
    const relations = [aTable("my_migrations"), aTable("log"), aTable("log", { schema: "ops" }), aTable("my_log")];
    expect(judged(relations, { toolTables: ["my_migrations", "ops.log"] })).toEqual(["public.log", "public.my_log"]);
  });

  test("leave out what the config excludes: schemas, patterns, quoted names", () => {
    const relations = [
      aTable("a", { schema: "vendor" }),
      aTable("a", { schema: "vendored" }),
      aTable("tmp_a"),
      aTable("tmp.b"),
      aTable("kept"),
    ];
    const exclude = ["vendor", "public.tmp_*", 'public."tmp.b"'];
    expect(judged(relations, { exclude })).toEqual(["public.kept", "vendored.a"]);
  });

  test("are asked about with the same exclusion by the site", () => {
    const excluded = buildExclusion(aConfig({ exclude: ["**.audit_*"] }));
    expect([excluded(aView("audit_rows")), excluded(aView("rows"))]).toEqual([true, false]);
  });
});
