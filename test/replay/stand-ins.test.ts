import { describe, expect, test } from "vitest";
import { withoutParts } from "../../src/diff/without-parts.ts";
import type { Catalog, Omission } from "../../src/model/catalog.ts";
import { replayShared } from "../support/replaying.ts";

/** Replays one script, or several as the steps of a folder. */
function run(...texts: string[]): Promise<Catalog> {
  const files = texts.map((text, at) => ({ version: `${at + 1}`, name: `${at + 1}`, file: `${at + 1}.sql`, text }));
  const kind = texts.length === 1 ? "script" : "migrations";
  return replayShared({ kind, name: "s", tool: null, folder: "/nowhere", files }, { asOf: null, deadlineSeconds: 60 });
}

const said = (omissions: readonly Omission[]): string[] =>
  omissions.map(({ kind, what, place }) => `${kind} | ${what} | ${place}`);

const columnsOf = ({ relations }: Catalog): string[] =>
  relations.flatMap(({ name, columns }) =>
    columns.map((column) => `${name}.${column.name} ${column.type} ${column.typeParts.kind} ${column.default}`),
  );

describe("a type of an extension that the engine lacks", () => {
  test("is stood in for under its name, with its modifiers, and marked", async () => {
    const catalog = await run(
      `CREATE SCHEMA gis; CREATE EXTENSION postgis WITH SCHEMA gis VERSION '3.4';
      CREATE TABLE places (
        id int, spot gis.geometry(POINT,4326) NOT NULL, shape gis.geometry(multipolygonzm), spots gis.geometry(Point,4326)[],
        whatever gis.geometry DEFAULT 'POINT(1 2)', round gis.geography(Point,4326));
      CREATE DOMAIN zone AS gis.geometry(Polygon); ALTER TABLE places ADD COLUMN zone zone;`,
    );
    expect(said(catalog.omissions)).toEqual([
      "note | VERSION '3.4' | 1.sql:1",
      "note | extension postgis | 1.sql:1",
      "note | type gis.geometry | 1.sql:2",
      "note | type gis.geography | 1.sql:2",
    ]);
    expect(catalog.omissions.at(-1)?.reason).toBe(
      "It stands in for a type of extension postgis: it has its name and its modifiers, and takes any text.",
    );
    expect(columnsOf(catalog)).toEqual([
      "places.id integer base null",
      "places.spot gis.geometry(Point,4326) stand-in null",
      "places.shape gis.geometry(MultiPolygonZM) stand-in null",
      "places.spots gis.geometry(Point,4326)[] stand-in null",
      "places.whatever gis.geometry stand-in 'POINT(1 2)'::gis.geometry",
      "places.round gis.geography(Point,4326) stand-in null",
      "places.zone public.zone domain null",
    ]);
    const zone = catalog.relations[0]?.columns.at(-1)?.typeParts;
    expect(zone).toEqual({
      schema: "public",
      name: "zone",
      kind: "domain",
      array: false,
      modifier: null,
      base: { schema: "gis", name: "geometry", kind: "stand-in", array: false, modifier: null },
    });
    expect(catalog.types.filter(({ extension }) => extension !== null)).toEqual(
      ["geography", "geometry"].map((name) => ({
        kind: "base",
        schema: "gis",
        name,
        owner: null,
        comment: null,
        privileges: [],
        extension: "postgis",
        origin: null,
        implementation: null,
      })),
    );
    expect(catalog.extensions.find(({ name }) => name === "postgis")).toEqual({
      kind: "extension",
      name: "postgis",
      version: null,
      defaultVersion: null,
      schema: "gis",
      comment: null,
    });
    expect(catalog.routines).toEqual([]);
    expect(catalog.operators).toEqual([]);
    expect(JSON.stringify(catalog)).not.toContain("cartulary");
  });

  test("can be a key, and is made whoever makes the table, watched or not", async () => {
    const catalog = await run(
      `CREATE EXTENSION ulid; CREATE ROLE app; CREATE SCHEMA app AUTHORIZATION app;
      CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
        IF tg_tag = 'CREATE TYPE' THEN RAISE 'no types'; END IF; END $$;
      CREATE EVENT TRIGGER refuse ON ddl_command_end EXECUTE FUNCTION refuse();
      BEGIN; SET LOCAL ROLE app; CREATE TABLE app.orders (id ulid PRIMARY KEY, other ulid UNIQUE REFERENCES app.orders); COMMIT;
      CREATE SCHEMA more; CREATE INDEX ON app.orders USING hash (other);
      CREATE TABLE "Odd name" (id ulid) PARTITION BY HASH (id);`,
    );
    expect(said(catalog.omissions)).toEqual(["note | extension ulid | 1.sql:1", "note | type public.ulid | 1.sql:5"]);
    expect(catalog.relations[0]?.constraints.map(({ definition }) => definition)).toEqual([
      "FOREIGN KEY (other) REFERENCES app.orders(id)",
      "UNIQUE (other)",
      "PRIMARY KEY (id)",
    ]);
  });

  test("goes with the extension, and comes again with the next", async () => {
    const catalog = await run(
      "CREATE EXTENSION IF NOT EXISTS postgis;\nCREATE TABLE a (g geometry);",
      "DROP TABLE a; DROP EXTENSION postgis;",
      "CREATE EXTENSION postgis; COMMENT ON EXTENSION postgis IS 'Shapes'; CREATE TABLE b (g geometry(Point));",
    );
    expect(columnsOf(catalog)).toEqual(["b.g public.geometry(Point) stand-in null"]);
    expect(
      catalog.history.map(({ changes }) =>
        withoutParts(changes).map(({ action, object }) => `${action} ${object.kind} ${object.name}`),
      ),
    ).toEqual([
      ["added extension postgis", "added table a"],
      ["removed extension postgis", "removed table a"],
      ["added extension postgis", "added table b"],
    ]);
    expect(said(catalog.omissions)).toEqual([
      "note | extension postgis | 1.sql:1",
      "note | type public.geometry | 1.sql:2",
    ]);
    expect(catalog.extensions.find(({ name }) => name === "postgis")?.comment).toBe("Shapes");
  });

  test("is known of extensions that nobody has heard of, within blocks and functions, and in schemas of theirs", async () => {
    const catalog = await run(
      `DO $$ BEGIN CREATE EXTENSION "my-own" VERSION '2'; END $$;
      DO $$ BEGIN EXECUTE format('CREATE TABLE %I (a my_schema.my_type(7, x))', 'made'); END $$;
      CREATE TABLE other (a my_schema.my_type);
      CREATE FUNCTION f(a my_schema.other_type) RETURNS my_schema.my_type LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';`,
    );
    expect(columnsOf(catalog)).toEqual(["other.a my_schema.my_type stand-in null"]);
    expect(said(catalog.omissions)).toEqual([
      "note | extension my-own | 1.sql:1",
      "schema | DO $$ BEGIN EXECUTE format('CREATE TABLE %I (a my_schema.my_type(7, x))', 'made'); END $$ | 1.sql:2",
      "note | type my_schema.my_type | 1.sql:3",
      "note | type my_schema.other_type | 1.sql:4",
    ]);
    expect(catalog.routines.map(({ name }) => name)).toEqual(["f"]);
  });

  test("is the script's own fault where no extension brings it", async () => {
    await expect(
      run("CREATE EXTENSION postgis; CREATE EXTENSION pg_cron;\nCREATE TABLE a (b strin);"),
    ).rejects.toMatchObject({
      message: 'type "strin" does not exist (SQLSTATE 42704), in: CREATE TABLE a (b strin)',
      place: "1.sql:2",
    });
  });
});

describe("what else an extension brings", () => {
  const extension = "CREATE EXTENSION postgis;";

  test("costs nothing where nothing of it is used", async () => {
    const catalog = await run(
      "CREATE EXTENSION timescaledb CASCADE;\nALTER EXTENSION timescaledb UPDATE;\nCREATE TABLE t (id int);",
    );
    expect(said(catalog.omissions)).toEqual([
      "note | ALTER EXTENSION timescaledb UPDATE | 1.sql:2",
      "note | extension timescaledb | 1.sql:1",
    ]);
  });

  test("takes parts of a table with it, each of them named, and not the table", async () => {
    const catalog = await run(
      `${extension}
      CREATE TABLE places (id int DEFAULT st_srid('x') NOT NULL, "Odd Name" int DEFAULT st_srid('y'), note text DEFAULT 'ö, (x' COLLATE "C", spot geometry,
        area float8 GENERATED ALWAYS AS (st_area(spot)) STORED CHECK (area > 0), CHECK (st_isvalid(spot)),
        EXCLUDE USING gist (spot WITH &&), grid int REFERENCES spatial_ref_sys ON DELETE CASCADE, CHECK (note <> ''));
      ALTER TABLE places ADD COLUMN more int DEFAULT st_npoints('x'), ADD CONSTRAINT checked CHECK (spot && spot), ADD last int;
      CREATE DOMAIN valid AS geometry CHECK (st_isvalid(value)) NOT NULL;
      COMMENT ON CONSTRAINT checked ON places IS 'x'; ALTER TABLE places DROP CONSTRAINT checked;`,
    );
    expect(said(catalog.omissions).slice(2)).toEqual([
      "schema | default of column places.id | 1.sql:2",
      'schema | default of column places."Odd Name" | 1.sql:2',
      "schema | generation of column places.area | 1.sql:2",
      "schema | check of places | 1.sql:2",
      "schema | exclusion constraint of places | 1.sql:2",
      "schema | foreign key of column places.grid | 1.sql:2",
      "schema | default of column places.more | 1.sql:5",
      "schema | check checked of places | 1.sql:5",
      "schema | check of domain valid | 1.sql:6",
      "note | COMMENT ON CONSTRAINT checked ON places IS 'x' | 1.sql:7",
      "note | ALTER TABLE places DROP CONSTRAINT checked | 1.sql:7",
    ]);
    expect(catalog.omissions[2]?.reason).toBe(
      "function st_srid(unknown) does not exist (missing here: extension postgis).",
    );
    const [places] = catalog.relations;
    expect(places?.columns.map(({ name, nullable, default: value }) => `${name} ${nullable} ${value}`)).toEqual([
      "id false null",
      "Odd Name true null",
      "note true 'ö, (x'::text",
      "spot true null",
      "area true null",
      "grid true null",
      "more true null",
      "last true null",
    ]);
    expect(places?.constraints.map(({ definition }) => definition)).toEqual([
      "CHECK ((area > (0)::double precision))",
      "CHECK ((note <> ''::text))",
    ]);
    expect(catalog.types.map((type) => [type.name, type.kind === "domain" && type.notNull])).toEqual([
      ["geometry", false],
      ["valid", true],
    ]);
  });

  test("takes indexes, views and policies with it, and leaves functions as they are written", async () => {
    const catalog = await run(
      `${extension} CREATE TABLE a (g geometry);
      CREATE INDEX a_g ON a USING gist (g);
      CREATE VIEW v AS SELECT st_x(g) FROM a;
      CREATE POLICY p ON a USING (st_x(g) > 0);
      CREATE FUNCTION f(g geometry) RETURNS float8 LANGUAGE sql AS 'SELECT st_x($1)';
      CREATE VIEW w AS SELECT g, 'POINT(1 1)'::geometry(Point) AS p FROM a;
      DROP INDEX a_g;`,
    );
    expect(said(catalog.omissions).slice(2)).toEqual([
      "schema | index a_g | 1.sql:2",
      "schema | view v | 1.sql:3",
      "schema | policy p | 1.sql:4",
      "note | DROP INDEX a_g | 1.sql:7",
    ]);
    expect(catalog.routines.map(({ name }) => name)).toEqual(["f"]);
    expect(catalog.relations.map(({ name }) => name)).toEqual(["a", "w"]);
  });

  test("is told apart from that of others, so far as names tell", async () => {
    const catalog = await run(
      `${extension} CREATE EXTENSION pg_cron; CREATE EXTENSION pg_partman; CREATE TABLE a (g geometry);
      CREATE INDEX ON a USING gist (g);
      SELECT st_makepoint(1, 2);
      SELECT create_parent('a');
      SELECT who_knows();`,
    );
    expect(catalog.omissions.slice(4).map(({ reason }) => reason)).toEqual([
      'data type geometry has no default operator class for access method "gist" (missing here: extension postgis).',
      "function st_makepoint(integer, integer) does not exist (missing here: extension postgis).",
      "function create_parent(unknown) does not exist (missing here: extension pg_partman).",
      "function who_knows() does not exist (missing here: extension pg_cron, pg_partman, postgis).",
    ]);
  });

  test("takes rows with it, and what hangs on them, but stops where tables are made", async () => {
    const catalog = await run(
      `${extension} CREATE TABLE a (id int PRIMARY KEY, g geometry); CREATE TABLE b (a int NOT NULL REFERENCES a);
      INSERT INTO a VALUES (1, st_makepoint(1, 2));
      INSERT INTO b VALUES (1);
      UPDATE spatial_ref_sys SET srid = 1;
      SELECT AddGeometryColumn('a', 'h', 4326, 'POINT', 2);
      SELECT st_x(g) FROM a;`,
    );
    expect(said(catalog.omissions).slice(2)).toEqual([
      "note | INSERT INTO a VALUES (1, st_makepoint(1, 2)) | 1.sql:2",
      "note | INSERT INTO b VALUES (1) | 1.sql:3",
      "note | UPDATE spatial_ref_sys SET srid = 1 | 1.sql:4",
      "schema | SELECT AddGeometryColumn('a', 'h', 4326, 'POINT', 2) | 1.sql:5",
      "note | SELECT st_x(g) FROM a | 1.sql:6",
    ]);
    await expect(run(`${extension}\nINSERT INTO nowhere VALUES (1);`)).rejects.toMatchObject({ place: "1.sql:2" });
  });

  test("has wrappers without a handler, so that servers and foreign tables are there", async () => {
    const catalog = await run(
      `CREATE EXTENSION postgres_fdw;
      CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'h');
      CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (password 'secret');
      CREATE FOREIGN TABLE f (a int) SERVER s OPTIONS (table_name 'x');
      CREATE MATERIALIZED VIEW m AS SELECT a FROM f WITH DATA;
      IMPORT FOREIGN SCHEMA x FROM SERVER s INTO public;`,
    );
    expect(said(catalog.omissions)).toEqual([
      "note | extension postgres_fdw | 1.sql:1",
      "schema | IMPORT FOREIGN SCHEMA x FROM SERVER s INTO public | 1.sql:6",
    ]);
    expect(catalog.relations.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "foreign table f",
      "materialized view m",
    ]);
    expect(catalog.foreignDataWrappers.map(({ name, extension: owner }) => [name, owner])).toEqual([
      ["postgres_fdw", "postgres_fdw"],
    ]);
  });

  test("has a schema made for it where the platform would have one", async () => {
    const catalog = await run(
      'CREATE EXTENSION IF NOT EXISTS "pg_graphql" WITH SCHEMA "graphql";\nGRANT USAGE ON SCHEMA graphql TO app;',
    );
    expect(said(catalog.omissions)).toEqual([
      "note | role app was made up | null",
      "note | extension pg_graphql | 1.sql:1",
      "note | schema graphql was made up | 1.sql:1",
    ]);
  });

  test("has parameters that tables are given", async () => {
    const catalog = await run(
      "CREATE EXTENSION timescaledb;\nCREATE TABLE t (at timestamptz);\nALTER TABLE t SET (timescaledb.compress);",
    );
    expect(said(catalog.omissions)).toEqual([
      "note | extension timescaledb | 1.sql:1",
      "schema | ALTER TABLE t SET (timescaledb.compress) | 1.sql:3",
    ]);
  });
});

test("pgvector is there", async () => {
  const catalog = await run(
    "CREATE EXTENSION vector; CREATE TABLE items (embedding vector(3)); CREATE INDEX ON items USING hnsw (embedding vector_l2_ops);",
  );
  expect(catalog.omissions).toEqual([]);
  expect(columnsOf(catalog)).toEqual(["items.embedding public.vector(3) base null"]);
  expect(catalog.relations[0]?.indexes.map(({ definition }) => definition)).toEqual([
    "CREATE INDEX items_embedding_idx ON public.items USING hnsw (embedding public.vector_l2_ops)",
  ]);
});

describe("what an extension brings that no step creates", () => {
  test.each([
    ["CREATE TABLE a (b public.citext);", "citext", "citext"],
    ["CREATE TABLE a (b geography(Point,4326));", "postgis", "postgis"],
    ["CREATE TABLE a (b uuid DEFAULT uuid_generate_v4());", "uuid-ossp", '"uuid-ossp"'],
    ["SELECT st_makepoint(1, 2);", "postgis", "postgis"],
    ["CREATE TABLE a (b text);\nCREATE INDEX ON a USING gin (b gin_trgm_ops);", "pg_trgm", "pg_trgm"],
    ["CREATE TABLE a (b uuid, EXCLUDE USING gist (b WITH =));", "btree_gist", "btree_gist"],
  ])("%s is told to be part of it", async (text, name, quoted) => {
    await expect(run(text)).rejects.toMatchObject({
      hint: `It is part of extension ${name}: is CREATE EXTENSION ${quoted} missing in a script that runs before?`,
    });
  });
});
