import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../introspect/replay/engine/engine.ts";
import { openEmbeddedEngine } from "../../introspect/replay/engine/pglite.ts";
import { replay } from "../../introspect/replay/index.ts";
import { limits } from "../../introspect/replay/limits/index.ts";
import type { Catalog, Omission } from "../../src/model/catalog.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openEmbeddedEngine({ extensions: ["hstore", "unaccent"], deadlineSeconds: 60 });
});
afterAll(() => engine.close());

/** Replays a script on the shared engine, which outlives it. */
function run(text: string): Promise<Catalog> {
  const shared: Engine = {
    kind: "pglite",
    query: (sql) => engine.query(sql),
    queryAll: (statements) => engine.queryAll(statements),
    execute: (sql) => engine.execute(sql),
    executeAll: (statements) => engine.executeAll(statements),
    close: async () => undefined,
  };
  const file = { version: "s", name: "s", file: "s.sql", text };
  return replay(
    { kind: "script", name: "s.sql", tool: null, folder: "/nowhere", files: [file] },
    { engine: shared, asOf: null },
  );
}

const said = (omissions: readonly Omission[]): string[] =>
  omissions.map(({ kind, what, place }) => `${kind} | ${what} | ${place}`);

/** A row of the table: a script that would fail or break the engine, what is said instead, a query that shows the rest. */
interface Case {
  construct: string;
  script: string;
  omissions: string[];
  /** Answered by one row, one cell. */
  afterwards: [query: string, answer: string | null];
}

const cases: Case[] = [
  {
    construct: "COPY … PROGRAM",
    script: "CREATE TABLE cp (a text);\nCOPY cp FROM PROGRAM 'cat /etc/passwd';\nCREATE TABLE cp2 (a text);",
    omissions: ["note | COPY … PROGRAM | s.sql:2"],
    afterwards: ["SELECT to_regclass('cp2')", "cp2"],
  },
  {
    construct: "COPY … FROM STDIN, COPY … TO STDOUT",
    script: "CREATE TABLE cs (a int);\nCOPY cs (a) FROM stdin;\n1\n2\n\\.\nCOPY cs TO STDOUT;\nCREATE TABLE cs2 ();",
    omissions: ["note | 2 lines of COPY data | s.sql:3", "note | COPY cs | s.sql:2", "note | COPY cs | s.sql:6"],
    afterwards: ["SELECT to_regclass('cs2')", "cs2"],
  },
  {
    construct: "COPY … FROM 'file', COPY … TO 'file'",
    script: "CREATE TABLE cf (a int); COPY cf FROM '/var/lib/rows.csv' WITH (FORMAT csv);",
    omissions: ["note | COPY cf | s.sql:1"],
    afterwards: ["SELECT to_regclass('cf')", "cf"],
  },
  {
    construct: "SET client_encoding, SET NAMES, set_config('client_encoding', …)",
    script:
      "SET client_encoding = 'LATIN1';\nSET NAMES 'win1252';\nSELECT pg_catalog.set_config('client_encoding', 'LATIN1', false);\nSET client_encoding TO UTF8;\nCREATE TABLE \"größe\" ();",
    omissions: [
      "note | client_encoding LATIN1 | s.sql:1",
      "note | client_encoding win1252 | s.sql:2",
      "note | client_encoding LATIN1 | s.sql:3",
    ],
    afterwards: ["SELECT relname FROM pg_class WHERE relname = 'größe'", "größe"],
  },
  {
    construct: "RESET SESSION AUTHORIZATION, SET SESSION AUTHORIZATION DEFAULT",
    script:
      "CREATE ROLE ra_1; SET SESSION AUTHORIZATION ra_1;\nRESET SESSION AUTHORIZATION;\nCREATE SCHEMA ra_2; SET SESSION AUTHORIZATION ra_1;\nSET SESSION AUTHORIZATION DEFAULT; CREATE SCHEMA ra_3;",
    omissions: ["note | RESET SESSION AUTHORIZATION | s.sql:2", "note | SET SESSION AUTHORIZATION DEFAULT | s.sql:4"],
    afterwards: ["SELECT count(*) FROM pg_namespace WHERE nspname IN ('ra_2', 'ra_3')", "2"],
  },
  {
    construct: "DISCARD ALL",
    script: "CREATE ROLE da_1; SET SESSION AUTHORIZATION da_1;\nDISCARD ALL;\nCREATE SCHEMA da_2;",
    omissions: ["note | DISCARD ALL | s.sql:2"],
    afterwards: ["SELECT nspname FROM pg_namespace WHERE nspname = 'da_2'", "da_2"],
  },
  {
    construct: "LOAD",
    script: "LOAD 'auto_explain'; CREATE TABLE lo_1 ();",
    omissions: ["note | LOAD | s.sql:1"],
    afterwards: ["SELECT to_regclass('lo_1')", "lo_1"],
  },
  {
    construct: "CREATE EXTENSION … VERSION, ALTER EXTENSION … UPDATE TO",
    script: "CREATE EXTENSION IF NOT EXISTS hstore WITH VERSION '1.2';\nALTER EXTENSION hstore UPDATE TO '9.9';",
    omissions: ["note | VERSION '1.2' | s.sql:1", "note | ALTER EXTENSION hstore UPDATE | s.sql:2"],
    afterwards: ["SELECT extname FROM pg_extension WHERE extname = 'hstore'", "hstore"],
  },
  {
    construct: "functions in C, PL/Python, PL/Perl and other languages",
    script:
      "CREATE FUNCTION fl_py(language text) RETURNS int LANGUAGE plpython3u AS 'return 1';\nCREATE FUNCTION fl_c() RETURNS int AS '$libdir/mine', 'f' LANGUAGE c;\nCREATE FUNCTION fl_own(language text) RETURNS text LANGUAGE sql RETURN language;\nCREATE FUNCTION fl_un(regdictionary, text) RETURNS text LANGUAGE c IMMUTABLE AS '$libdir/unaccent', 'unaccent_dict';\nCREATE TABLE fl_t (a int DEFAULT fl_py('x'));",
    omissions: [
      "schema | function fl_py | s.sql:1",
      "schema | function fl_c | s.sql:2",
      "schema | default of column fl_t.a | s.sql:5",
    ],
    afterwards: [
      "SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc WHERE proname LIKE 'fl\\_%'",
      "fl_own fl_un",
    ],
  },
  {
    construct: "DO LANGUAGE of another language",
    script: "DO LANGUAGE plperl 'my $x = 1;';\nDO $$ BEGIN CREATE TABLE dl_1 (); END $$;",
    omissions: ["schema | a DO block | s.sql:1"],
    afterwards: ["SELECT to_regclass('dl_1')", "dl_1"],
  },
  {
    construct: "CREATE LANGUAGE",
    script: "CREATE PROCEDURAL LANGUAGE plpgsql;\nCREATE OR REPLACE TRUSTED LANGUAGE plperl;",
    omissions: ["note | CREATE LANGUAGE plpgsql | s.sql:1", "schema | language plperl | s.sql:2"],
    afterwards: ["SELECT count(*) FROM pg_language WHERE lanname = 'plperl'", "0"],
  },
  {
    construct: "CREATE, ALTER and DROP TABLESPACE",
    script: "CREATE TABLESPACE fast LOCATION '/ssd';\nALTER TABLESPACE fast SET (random_page_cost = 1);",
    omissions: ["note | CREATE TABLESPACE | s.sql:1", "note | ALTER TABLESPACE | s.sql:2"],
    afterwards: ["SELECT count(*) FROM pg_tablespace WHERE spcname = 'fast'", "0"],
  },
  {
    construct: "TABLESPACE clauses, SET TABLESPACE, default_tablespace",
    script:
      "SET default_tablespace = fast;\nSET default_tablespace = '';\nCREATE TABLE tc_1 (id int PRIMARY KEY USING INDEX TABLESPACE fast, tablespace text) TABLESPACE fast;\nCREATE INDEX tc_2 ON tc_1 (tablespace) TABLESPACE fast WHERE tablespace IS NOT NULL;\nALTER TABLE tc_1 SET TABLESPACE fast;\nALTER TABLE tc_1 ADD COLUMN more int, SET TABLESPACE fast;",
    omissions: [
      "note | default_tablespace | s.sql:1",
      "note | a TABLESPACE clause | s.sql:3",
      "note | a TABLESPACE clause | s.sql:4",
      "note | ALTER TABLE … SET TABLESPACE | s.sql:5",
      "note | a TABLESPACE clause | s.sql:6",
    ],
    afterwards: [
      "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'tc_1'::regclass AND attnum > 0",
      "id tablespace more",
    ],
  },
  {
    construct: "COMPRESSION lz4, default_toast_compression",
    script:
      "SET default_toast_compression = 'lz4';\nCREATE TABLE lz_1 (a text COMPRESSION lz4 NOT NULL, b text COMPRESSION pglz);\nALTER TABLE ONLY lz_1 ALTER COLUMN a SET COMPRESSION lz4, ADD c text COMPRESSION lz4;",
    omissions: [
      "note | default_toast_compression lz4 | s.sql:1",
      "note | COMPRESSION lz4 | s.sql:2",
      "note | COMPRESSION lz4 | s.sql:3",
    ],
    afterwards: [
      "SELECT string_agg(attname || attnotnull::text || attcompression::text, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'lz_1'::regclass AND attnum > 0",
      "atrue bfalsep cfalse",
    ],
  },
  {
    construct: "CREATE, ALTER, DROP and COMMENT ON SUBSCRIPTION",
    script:
      "CREATE SUBSCRIPTION sub CONNECTION 'host=h password=secret' PUBLICATION p;\nALTER SUBSCRIPTION sub DISABLE;",
    omissions: ["schema | subscription sub | s.sql:1", "note | subscription sub | s.sql:2"],
    afterwards: ["SELECT count(*) FROM pg_subscription", "0"],
  },
  {
    construct: "logical replication slots",
    script: "SELECT pg_create_logical_replication_slot('slot', 'pgoutput');",
    omissions: ["note | a replication slot | s.sql:1"],
    afterwards: ["SELECT count(*) FROM pg_replication_slots", "0"],
  },
  {
    construct: "PREPARE TRANSACTION, COMMIT PREPARED, ROLLBACK PREPARED",
    script: "BEGIN; CREATE TABLE tp_1 ();\nPREPARE TRANSACTION 'x';\nCOMMIT PREPARED 'x';",
    omissions: ["note | PREPARE TRANSACTION | s.sql:2", "note | COMMIT PREPARED | s.sql:3"],
    afterwards: ["SELECT to_regclass('tp_1')", "tp_1"],
  },
  {
    construct: "SECURITY LABEL",
    script: "CREATE TABLE sl_1 ();\nSECURITY LABEL FOR anon ON TABLE sl_1 IS 'MASKED';",
    omissions: ["schema | a security label | s.sql:2"],
    afterwards: ["SELECT to_regclass('sl_1')", "sl_1"],
  },
  {
    construct: "CREATE, ALTER, DROP and COMMENT ON DATABASE, GRANT … ON DATABASE",
    script:
      "CREATE DATABASE shop;\nALTER DATABASE shop SET timezone = 'UTC';\n\\connect shop\nCOMMENT ON DATABASE shop IS 'The shop';\nGRANT CONNECT ON DATABASE shop TO PUBLIC;\nCREATE TABLE db_1 ();",
    omissions: [
      "note | psql's \\connect | s.sql:3",
      "note | CREATE DATABASE shop | s.sql:1",
      "note | ALTER DATABASE shop | s.sql:2",
      "note | COMMENT ON DATABASE shop | s.sql:4",
      "note | GRANT … ON DATABASE | s.sql:5",
    ],
    afterwards: [
      "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'postgres'",
      "The shop",
    ],
  },
  {
    construct: "text search dictionaries whose file is not shipped (hunspell, ispell, synonym, thesaurus)",
    script:
      "CREATE TEXT SEARCH DICTIONARY td_1 (TEMPLATE = ispell, DictFile = en_us, AffFile = en_us);\nCREATE TEXT SEARCH CONFIGURATION td_2 (COPY = simple);\nALTER TEXT SEARCH CONFIGURATION td_2 ALTER MAPPING FOR word WITH td_1, simple;",
    omissions: [
      "schema | text search dictionary td_1 | s.sql:1",
      "schema | ALTER TEXT SEARCH CONFIGURATION td_2 ALTER MAPPING FOR word WITH td_1, simple | s.sql:3",
    ],
    afterwards: ["SELECT cfgname FROM pg_ts_config WHERE cfgname = 'td_2'", "td_2"],
  },
];

describe("what the embedded engine cannot run", () => {
  test("has a case here for every row of the table", () => {
    expect(cases.map(({ construct }) => construct)).toEqual(limits.map(({ construct }) => construct));
  });

  test.each(cases)(
    "$construct is caught before it is sent",
    async ({ script, omissions, afterwards: [query, answer] }) => {
      expect(said((await run(script)).omissions)).toEqual(omissions);
      expect((await engine.query(query)).map((row) => Object.values(row))).toEqual([[answer]]);
    },
  );

  test("stops at ROLLBACK PREPARED, since what was committed stays", async () => {
    await expect(run("SELECT 1;\nROLLBACK PREPARED 'x';")).rejects.toMatchObject({
      message: "The embedded engine cannot roll a prepared transaction back, in: ROLLBACK PREPARED 'x'",
      place: "s.sql:2",
    });
  });

  test("never shows a subscription's connection", async () => {
    const catalog = await run("CREATE SUBSCRIPTION again CONNECTION 'host=h password=secret' PUBLICATION p;");
    expect(JSON.stringify(catalog)).not.toContain("secret");
  });
});

describe("what the scripts need and nothing makes", () => {
  test("a role that a block looks for before it names it is not made", async () => {
    const catalog = await run(
      `CREATE TABLE rl_2 ();
      DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'cloud_admin') THEN GRANT SELECT ON rl_2 TO cloud_admin; END IF;
      END $$;`,
    );
    expect(said(catalog.omissions)).toEqual([]);
  });

  test("roles are made without login and marked as invented", async () => {
    const catalog = await run(
      `CREATE ROLE known_role; CREATE TABLE rl_1 (); ALTER TABLE rl_1 OWNER TO "App Owner";
      GRANT SELECT ON rl_1 TO known_role, reader_a;
      DO $$ BEGIN EXECUTE 'GRANT INSERT ON rl_1 TO hidden_role'; END $$;`,
    );
    expect(said(catalog.omissions)).toEqual([
      "note | role App Owner was made up | null",
      "note | role reader_a was made up | null",
      "note | role hidden_role was made up | null",
    ]);
    const roles = catalog.roles.filter(({ name }) => /App Owner|reader_a|hidden_role|known_role/.test(name));
    expect(roles.map(({ name, login, invented }) => [name, login, invented])).toEqual([
      ["App Owner", false, true],
      ["hidden_role", false, true],
      ["known_role", false, false],
      ["reader_a", false, true],
    ]);
  });

  test("collations of the system's libraries are made under their name", async () => {
    const catalog = await run(
      `CREATE TABLE co_1 (a text COLLATE "de-AT-x-icu", b text COLLATE pg_catalog."fr_FR.utf8", c text COLLATE "C");`,
    );
    expect(said(catalog.omissions)).toEqual([
      "note | collation de-AT-x-icu was made up | null",
      "note | collation fr_FR.utf8 was made up | null",
    ]);
    const table = catalog.relations.find(({ name }) => name === "co_1");
    expect(table?.columns.map(({ collation }) => collation?.name)).toEqual(["de-AT-x-icu", "fr_FR.utf8", "C"]);
    expect(catalog.collations.map(({ name }) => name)).toEqual([]);
  });

  test("a script that goes on to another database is refused", async () => {
    await expect(run("CREATE TABLE two_1 ();\n\\connect other\n")).rejects.toMatchObject({
      message: "The script connects to another database; scripts over several databases are not supported.",
      place: "s.sql:2",
    });
  });
});
