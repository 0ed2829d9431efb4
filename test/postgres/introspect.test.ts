import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../introspect/connect/index.ts";
import { introspect } from "../../introspect/index.ts";
import { type Catalog, catalogSchema } from "../../src/model/catalog.ts";
import type { Relation } from "../../src/model/relation.ts";
import {
  aCheck,
  aColumn,
  aConstraint,
  aForeignKey,
  anIndex,
  anIndexKey,
  aPrimaryKey,
  aSequence,
  aTable,
  aType,
  aUnique,
  aView,
} from "../support/catalog.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const FIXTURE = readFileSync(join(import.meta.dirname, "..", "fixtures", "library.sql"), "utf8");
const owner = "postgres";

const key = (column: string, operatorClass: string, given = {}) =>
  anIndexKey({
    column,
    operatorClass: { schema: "pg_catalog", name: operatorClass, default: true, options: [] },
    ...given,
  });
const stateParts = { schema: "lending", name: "state", kind: "enum" as const, array: true, modifier: null };
const feeBase = {
  schema: "pg_catalog",
  name: "numeric",
  kind: "base" as const,
  array: false,
  modifier: 6 * 65_536 + 6,
};
const fee = { schema: "lending", name: "fee", kind: "domain" as const, array: false, modifier: null, base: feeBase };

describe.each<Major>([15, 18])("introspection of PostgreSQL %i", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  let catalog: Catalog;
  beforeAll(async () => {
    server = await startServer(major);
    const connection = await connect(server.urlOf(await server.createDatabase(FIXTURE)), {});
    catalog = await introspect(connection, {
      source: { kind: "server", name: "library", tool: null, commit: null },
      asOf: "2026-01-02T03:04:05Z",
      live: true,
    });
    await connection.close();
  });
  afterAll(() => server.stop());

  /** A relation, without what depends on the statistics collector. */
  const relation = (schema: string, name: string): Relation => {
    const found = catalog.relations.find((candidate) => candidate.schema === schema && candidate.name === name);
    if (found === undefined) throw new Error(`${schema}.${name} is not in the catalog`);
    return {
      ...found,
      statistics: null,
      indexes: found.indexes.map((index) => ({ ...index, statistics: null })),
    };
  };

  test("gives a catalog that its own format takes", () => {
    expect(catalogSchema.parse(catalog)).toEqual(catalog);
  });

  test("says what was read, and where", () => {
    expect({ generatedAt: catalog.generatedAt, database: catalog.database, engine: catalog.server.engine }).toEqual({
      generatedAt: "2026-01-02T03:04:05Z",
      database: { name: "shelf_1", comment: null },
      engine: "postgresql",
    });
    expect(catalog.server.major).toBe(major);
  });

  test("reads a table with identity, domains, arrays, a generated column, column options and their indexes", () => {
    expect(relation("lending", "members")).toEqual(
      aTable("members", {
        schema: "lending",
        owner,
        comment: "who may borrow\nsecond line",
        columns: [
          aColumn("id", "bigint", {
            identity: {
              generation: "by default",
              sequence: {
                schema: "lending",
                name: "members_id_seq",
                start: "1000",
                increment: "1",
                minimum: "1",
                maximum: "9223372036854775807",
                cache: "20",
                cycle: false,
                lastValue: null,
                comment: null,
                privileges: [],
              },
            },
          }),
          aColumn("Full Name", "character varying(80)", {
            collation: { schema: "pg_catalog", name: "POSIX" },
            comment: "as on the card",
          }),
          aColumn("balance", "lending.fee", { nullable: true, typeParts: fee }),
          aColumn("history", "lending.fees", {
            nullable: true,
            typeParts: { ...fee, name: "fees", base: { ...feeBase, array: true } },
          }),
          aColumn("states", "lending.state[]", {
            nullable: true,
            default: "'{out}'::lending.state[]",
            typeParts: { ...stateParts, base: stateParts },
          }),
          aColumn("region", "text", { default: "'north'::text", storage: "external", statisticsTarget: 500 }),
          aColumn("joined", "timestamp(3) with time zone", {
            nullable: true,
            default: "now()",
            options: [{ name: "n_distinct", value: "-0.5" }],
          }),
          aColumn("initials", "text", {
            nullable: true,
            generated: { kind: "stored", expression: `"left"(("Full Name")::text, 2)` },
          }),
        ],
        constraints: [
          aPrimaryKey("members_pkey", ["id"]),
          aUnique("members_region_id", ["region", "id"], { comment: "for the composite key" }),
        ],
        indexes: [
          anIndex("members_any", [], {
            method: "gin",
            key: [key("states", "array_ops", { order: null, nulls: null })],
            definition: "CREATE INDEX members_any ON lending.members USING gin (states)",
          }),
          anIndex("members_name", [], {
            key: [
              anIndexKey({
                expression: `lower(("Full Name")::text)`,
                order: "desc",
                nulls: "first",
                // The expression's collation is the column's: not the database's default.
                collation: { schema: "pg_catalog", name: "POSIX" },
              }),
              anIndexKey({
                column: "region",
                operatorClass: { schema: "pg_catalog", name: "text_pattern_ops", default: false, options: [] },
              }),
            ],
            included: ["balance"],
            predicate: "(joined IS NOT NULL)",
            options: [{ name: "fillfactor", value: "70" }],
            definition: `CREATE INDEX members_name ON lending.members USING btree (lower(("Full Name")::text) DESC, region text_pattern_ops) INCLUDE (balance) WITH (fillfactor='70') WHERE (joined IS NOT NULL)`,
            comment: "for the desk",
          }),
          anIndex("members_pkey", [], {
            unique: true,
            constraint: "members_pkey",
            key: [key("id", "int8_ops")],
            definition: "CREATE UNIQUE INDEX members_pkey ON lending.members USING btree (id)",
          }),
          anIndex("members_region_id", [], {
            unique: true,
            constraint: "members_region_id",
            key: [key("region", "text_ops"), key("id", "int8_ops")],
            definition: "CREATE UNIQUE INDEX members_region_id ON lending.members USING btree (region, id)",
          }),
        ],
        rules: [
          {
            kind: "rule",
            name: "keep",
            event: "delete",
            instead: true,
            enabled: "origin",
            definition: "CREATE RULE keep AS\n    ON DELETE TO lending.members DO INSTEAD NOTHING;",
            comment: "nobody is forgotten",
          },
        ],
      }),
    );
  });

  test("reads foreign keys, checks and exclusions, triggers, policies, options and replica identity", () => {
    const parts = { schema: "lending", name: "page_range", kind: "range" as const, array: false, modifier: null };
    expect(relation("lending", "loans")).toEqual(
      aTable("loans", {
        schema: "lending",
        owner,
        options: [{ name: "fillfactor", value: "90" }],
        toastOptions: [{ name: "autovacuum_enabled", value: "false" }],
        replicaIdentity: { kind: "index", index: "loans_pk" },
        rowSecurity: { enabled: true, forced: true },
        columns: [
          aColumn("id", "integer"),
          aColumn("member_region", "text", { nullable: true }),
          aColumn("member_id", "bigint", { nullable: true }),
          aColumn("book", "integer"),
          aColumn("during", "tstzrange", {
            nullable: true,
            typeParts: {
              ...aType("tstzrange"),
              kind: "range",
              base: { ...aType("tstzrange").base, kind: "range" },
            },
          }),
          aColumn("pages", "lending.page_range", { nullable: true, typeParts: { ...parts, base: parts } }),
          aColumn("parent", "integer", { nullable: true }),
        ],
        constraints: [
          aCheck("loans_later", "((book <> id) AND (parent > 0))", ["id", "book", "parent"], {
            validated: false,
            noInherit: true,
            definition: "CHECK (((book <> id) AND (parent > 0))) NO INHERIT NOT VALID",
          }),
          aForeignKey(
            "loans_member",
            ["member_id", "member_region"],
            {
              schema: "lending",
              relation: "members",
              columns: ["id", "region"],
              match: "full",
              onUpdate: "cascade",
              onDelete: "restrict",
            },
            {
              deferrable: true,
              initiallyDeferred: true,
              index: "members_region_id",
              definition:
                "FOREIGN KEY (member_id, member_region) REFERENCES lending.members(id, region) MATCH FULL ON UPDATE CASCADE ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED",
            },
          ),
          aConstraint("loans_once", {
            kind: "exclusion",
            columns: ["book", "during"],
            operators: ["pg_catalog.=", "pg_catalog.&&"],
            index: "loans_once",
            definition: "EXCLUDE USING gist (book WITH =, during WITH &&) WHERE ((id > 0))",
          }),
          aForeignKey(
            "loans_parent",
            ["parent"],
            { schema: "lending", relation: "loans", onDelete: "set null" },
            {
              index: "loans_pk",
              definition: "FOREIGN KEY (parent) REFERENCES lending.loans(id) ON DELETE SET NULL",
            },
          ),
          aPrimaryKey("loans_pk", ["id"], { definition: "PRIMARY KEY (id) INCLUDE (book)" }),
        ],
        indexes: [
          anIndex("loans_once", [], {
            method: "gist",
            constraint: "loans_once",
            predicate: "(id > 0)",
            key: [
              key("book", "gist_int4_ops", {
                order: null,
                nulls: null,
                operatorClass: { schema: "Old Stock", name: "gist_int4_ops", default: true, options: [] },
              }),
              key("during", "range_ops", { order: null, nulls: null }),
            ],
            definition: "CREATE INDEX loans_once ON lending.loans USING gist (book, during) WHERE (id > 0)",
          }),
          anIndex("loans_pk", [], {
            unique: true,
            clustered: true,
            replicaIdentity: true,
            constraint: "loans_pk",
            key: [key("id", "int4_ops")],
            included: ["book"],
            definition: "CREATE UNIQUE INDEX loans_pk ON lending.loans USING btree (id) INCLUDE (book)",
          }),
        ],
        triggers: [
          {
            kind: "trigger",
            name: "note_change",
            enabled: "origin",
            timing: "after",
            events: ["update", "delete"],
            columns: ["book", "during"],
            level: "row",
            condition: "(old.id > 0)",
            function: { schema: "lending", name: "note" },
            arguments: ["a'b", "größe", ""],
            constraint: null,
            oldTable: null,
            newTable: null,
            definition:
              "CREATE TRIGGER note_change AFTER DELETE OR UPDATE OF book, during ON lending.loans FOR EACH ROW WHEN ((old.id > 0)) EXECUTE FUNCTION lending.note('a''b', 'größe', '')",
            comment: "writes the log",
            origin: null,
          },
          {
            kind: "trigger",
            name: "note_later",
            enabled: "origin",
            timing: "after",
            events: ["insert"],
            columns: [],
            level: "row",
            condition: null,
            function: { schema: "lending", name: "note" },
            arguments: [],
            constraint: {
              deferrable: true,
              initiallyDeferred: true,
              references: { schema: "lending", name: "members" },
              comment: null,
            },
            oldTable: null,
            newTable: null,
            definition:
              "CREATE CONSTRAINT TRIGGER note_later AFTER INSERT ON lending.loans FROM lending.members DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lending.note()",
            comment: null,
            origin: null,
          },
          {
            kind: "trigger",
            name: "note_many",
            enabled: "disabled",
            timing: "after",
            events: ["insert"],
            columns: [],
            level: "statement",
            condition: null,
            function: { schema: "lending", name: "note" },
            arguments: [],
            constraint: null,
            oldTable: null,
            newTable: "fresh",
            definition:
              "CREATE TRIGGER note_many AFTER INSERT ON lending.loans REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION lending.note()",
            comment: null,
            origin: null,
          },
        ],
        policies: [
          {
            kind: "policy",
            name: "fresh",
            command: "update",
            permissive: false,
            roles: ["postgres"],
            using: "true",
            withCheck: "(book > 0)",
            comment: null,
            origin: null,
          },
          {
            kind: "policy",
            name: "own",
            command: "select",
            permissive: true,
            roles: ["public"],
            using: "(member_id = 7)",
            withCheck: null,
            comment: "members see their own",
            origin: null,
          },
        ],
      }),
    );
  });

  test("folds what partitions have from their parent, at any depth, and keeps what is their own", () => {
    const columns = [
      aColumn("id", "bigint"),
      aColumn("at", "timestamp with time zone"),
      aColumn("kind"),
      aColumn("member", "bigint", { nullable: true }),
    ];
    const inherited = columns.map((column) => ({ ...column, local: false }));
    const visits = { schema: "lending", name: "visits" };
    const partitioned = { schema: "lending", owner, kind: "partitioned table" as const, accessMethod: null };
    expect(
      ["visits", "visits_2024", "visits_2024_desk", "visits_rest"].map((name) => relation("lending", name)),
    ).toEqual([
      aTable("visits", {
        ...partitioned,
        columns,
        partitionKey: { strategy: "range", columns: ["at"], definition: "RANGE (at)" },
        constraints: [
          aCheck("visits_kind", "(kind <> ''::text)", ["kind"], { definition: "CHECK ((kind <> ''::text))" }),
          aForeignKey(
            "visits_member_fkey",
            ["member"],
            { schema: "lending", relation: "members" },
            { index: "members_pkey" },
          ),
          aPrimaryKey("visits_pkey", ["id", "at", "kind"]),
        ],
        indexes: [
          anIndex("visits_member", [], {
            key: [key("member", "int8_ops")],
            definition: "CREATE INDEX visits_member ON ONLY lending.visits USING btree (member)",
          }),
          anIndex("visits_pkey", [], {
            unique: true,
            constraint: "visits_pkey",
            key: [key("id", "int8_ops"), key("at", "timestamptz_ops"), key("kind", "text_ops")],
            definition: "CREATE UNIQUE INDEX visits_pkey ON ONLY lending.visits USING btree (id, at, kind)",
          }),
        ],
      }),
      aTable("visits_2024", {
        ...partitioned,
        comment: "a partition",
        columns: inherited,
        partition: { of: visits, bound: "FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00')" },
        partitionKey: { strategy: "list", columns: ["kind"], definition: "LIST (kind)" },
      }),
      aTable("visits_2024_desk", {
        schema: "lending",
        owner,
        columns: inherited,
        partition: { of: { schema: "lending", name: "visits_2024" }, bound: "FOR VALUES IN ('desk', 'd''')" },
        constraints: [aCheck("own_check", "(id > 0)", ["id"], { definition: "CHECK ((id > 0))" })],
      }),
      aTable("visits_rest", {
        schema: "lending",
        owner,
        columns: inherited,
        partition: { of: visits, bound: "DEFAULT" },
        indexes: [
          anIndex("rest_only", ["kind"], {
            definition: "CREATE INDEX rest_only ON lending.visits_rest USING btree (kind)",
          }),
        ],
      }),
    ]);
    expect(relation("Old Stock", "log").partitionKey).toEqual({
      strategy: "hash",
      columns: ["id", null],
      definition: "HASH (id, lower(word) text_pattern_ops)",
    });
    expect(relation("lending", "visit_notes").constraints).toEqual([
      aForeignKey(
        "visit_notes_visit",
        ["visit", "at", "kind"],
        { schema: "lending", relation: "visits", columns: ["id", "at", "kind"] },
        { index: "visits_pkey" },
      ),
    ]);
  });

  test("tells inherited columns and constraints from a child's own", () => {
    const parent = { schema: "Old Stock", name: "Base.Item" };
    const titled = aCheck("titled", "(title <> ''::text)", ["title"], { definition: "CHECK ((title <> ''::text))" });
    expect(relation("Old Stock", "map")).toEqual(
      aTable("map", {
        schema: "Old Stock",
        owner,
        inherits: [parent],
        columns: [
          aColumn("id", "integer", { local: false, inheritedFrom: [parent] }),
          aColumn("title", "text", { default: "'untitled'::text", inheritedFrom: [parent] }),
          aColumn("scale", "integer", { nullable: true }),
        ],
        constraints: [{ ...titled, local: false, inherited: true }],
      }),
    );
    expect(relation("Old Stock", "empty")).toEqual(aTable("empty", { schema: "Old Stock", owner }));
    expect(relation("Old Stock", "cache")).toEqual(
      aTable("cache", {
        schema: "Old Stock",
        owner,
        persistence: "unlogged",
        ofType: { schema: "lending", name: "shelfmark" },
        columns: [
          aColumn("room", "text", { nullable: true, collation: { schema: "pg_catalog", name: "C" } }),
          aColumn("place", "smallint", { nullable: true }),
        ],
      }),
    );
  });

  test("reads views with their text, their columns and what they read, to the column", () => {
    expect(relation("lending", "late")).toEqual(
      aView("late", {
        schema: "lending",
        owner,
        comment: "to be reminded",
        replicaIdentity: { kind: "nothing", index: null },
        options: [{ name: "security_barrier", value: "true" }],
        columns: [
          aColumn("id", "integer", { nullable: true }),
          aColumn("Full Name", "character varying(80)", {
            nullable: true,
            comment: "whom",
            collation: { schema: "pg_catalog", name: "POSIX" },
          }),
        ],
        definition: ` SELECT l.id,\n    m."Full Name"\n   FROM (lending.loans l\n     JOIN lending.members m ON ((m.id = l.member_id)))\n  WHERE (l.book > 1);`,
        dependsOn: [
          { schema: "lending", relation: "loans", columns: ["book", "id", "member_id"] },
          { schema: "lending", relation: "members", columns: ["Full Name", "id"] },
        ],
      }),
    );
    expect(relation("lending", "tally")).toEqual(
      aTable("tally", {
        schema: "lending",
        owner,
        kind: "materialized view",
        populated: false,
        columns: [aColumn("region", "text", { nullable: true }), aColumn("loans", "bigint", { nullable: true })],
        indexes: [
          anIndex("tally_region", [], {
            unique: true,
            key: [key("region", "text_ops", { collation: { schema: "pg_catalog", name: "C" }, nulls: "first" })],
            definition: `CREATE UNIQUE INDEX tally_region ON lending.tally USING btree (region COLLATE "C" NULLS FIRST)`,
          }),
        ],
        definition:
          " SELECT l.region,\n    count(*) AS loans\n   FROM lending.members l,\n    lending.late t\n  GROUP BY l.region;",
        dependsOn: [
          { schema: "lending", relation: "late", columns: [] },
          { schema: "lending", relation: "members", columns: ["region"] },
        ],
      }),
    );
  });

  test("reads enums, domains, composite and range types, and marks those of an extension", () => {
    const common = { schema: "lending", owner, comment: null, privileges: [], extension: null, origin: null };
    expect(catalog.types.filter((type) => type.extension === null)).toEqual([
      {
        ...common,
        kind: "domain",
        name: "fee",
        type: "numeric(6,2)",
        notNull: false,
        notNullConstraint: null,
        default: "0.5",
        collation: null,
        constraints: [
          {
            name: "fee_positive",
            validated: true,
            expression: "(VALUE >= (0)::numeric)",
            definition: "CHECK ((VALUE >= (0)::numeric))",
            comment: "never a gift",
          },
        ],
      },
      {
        ...common,
        kind: "domain",
        name: "fees",
        type: "lending.fee[]",
        notNull: true,
        notNullConstraint: null,
        default: null,
        collation: null,
        constraints: [],
      },
      {
        ...common,
        kind: "range",
        name: "page_range",
        subtype: "integer",
        multirange: { schema: "lending", name: "page_multirange" },
        multirangeComment: null,
        collation: null,
        operatorClass: null,
        canonical: null,
        subtypeDiff: null,
      },
      {
        ...common,
        kind: "composite",
        name: "shelfmark",
        attributes: [
          { name: "room", type: "text", collation: { schema: "pg_catalog", name: "C" }, comment: null },
          { name: "place", type: "smallint", collation: null, comment: null },
        ],
      },
      { ...common, kind: "enum", name: "state", comment: "of a loan", values: ["out", "back", `it's "lost"`] },
    ]);
    expect(new Set(catalog.types.filter((type) => type.extension !== null).map((type) => type.extension))).toEqual(
      new Set(["btree_gist"]),
    );
  });

  test("reads sequences, those of identity columns not among them", () => {
    expect(catalog.sequences).toEqual([
      aSequence("card", {
        schema: "lending",
        owner,
        type: "smallint",
        start: "5",
        increment: "2",
        maximum: "999",
        cache: "3",
        cycle: true,
        comment: "printed on it",
      }),
      aSequence("cards_id_seq", {
        schema: "lending",
        owner,
        type: "integer",
        maximum: "2147483647",
        ownedBy: { schema: "lending", relation: "cards", column: "id" },
      }),
    ]);
  });
});
