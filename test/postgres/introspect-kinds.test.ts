import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Catalog, catalogSchema } from "../../src/model/catalog.ts";
import { readCatalog } from "../support/introspection.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const REGISTRY = readFileSync(join(import.meta.dirname, "..", "fixtures", "registry.sql"), "utf8");

/** The objects that no extension owns, without the mark. */
function own<T extends { extension: string | null }>(items: readonly T[]): Omit<T, "extension">[] {
  return items.filter((item) => item.extension === null).map(({ extension: _, ...rest }) => rest);
}

describe.each<Major>([15, 18])("introspection of PostgreSQL %i beside relations", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  let catalog: Catalog;
  beforeAll(async () => {
    server = await startServer(major);
    catalog = await readCatalog(server, await server.createDatabase(REGISTRY));
  });
  afterAll(() => server.stop());

  test("gives a catalog that its own format takes", () => {
    expect(catalogSchema.parse(catalog)).toEqual(catalog);
  });

  test("reads the roles that are mentioned, with their memberships, and no others", () => {
    expect(catalog.roles.filter((role) => role.name.startsWith("c"))).toEqual([
      {
        kind: "role",
        name: "chief",
        comment: null,
        login: true,
        superuser: false,
        createDatabase: true,
        createRole: false,
        replication: false,
        bypassRowSecurity: false,
        inherit: true,
        connectionLimit: 3,
        validUntil: "2030-01-01 00:00:00+00",
        memberOf: [{ role: "clerk", admin: true, inherit: true, set: true }],
        mentioned: true,
        invented: false,
      },
      {
        kind: "role",
        name: "clerk",
        comment: "at the counter",
        login: false,
        superuser: false,
        createDatabase: false,
        createRole: false,
        replication: false,
        bypassRowSecurity: false,
        inherit: true,
        connectionLimit: null,
        validUntil: null,
        memberOf: [],
        mentioned: true,
        invented: false,
      },
    ]);
    expect(catalog.roles.map((role) => role.name)).toEqual(["chief", "clerk", "pg_database_owner", "postgres"]);
  });

  test("reads privileges of tables, columns, schemas and routines, and those given by default", () => {
    const granted = (privileges: { grantee: string; privilege: string; grantable: boolean }[]) =>
      privileges
        .filter((entry) => entry.grantee !== "postgres")
        .map((entry) => `${entry.grantee}: ${entry.privilege}${entry.grantable ? " *" : ""}`);
    const entries = catalog.relations.find((relation) => relation.name === "entries");
    expect({
      table: granted(entries?.privileges ?? []),
      column: entries?.columns.map((column) => granted(column.privileges)),
      schema: granted(catalog.schemas.find((schema) => schema.name === "desk")?.privileges ?? []),
      routine: granted(catalog.routines.find((routine) => routine.name === "count")?.privileges ?? []),
    }).toEqual({
      table: ["chief: select *", "clerk: select", "clerk: update"],
      column: [[], ["public: insert"], []],
      schema: ["clerk: usage"],
      routine: ["clerk: execute"],
    });
    expect(catalog.defaultPrivileges).toEqual([
      {
        role: "chief",
        schema: null,
        objects: "functions",
        privileges: [{ grantee: "chief", grantor: "chief", privilege: "execute", grantable: false }],
      },
      {
        role: "clerk",
        schema: "desk",
        objects: "tables",
        privileges: [{ grantee: "chief", grantor: "clerk", privilege: "select", grantable: false }],
      },
    ]);
  });

  test("reads a function with every clause, its arguments in all modes", () => {
    expect(catalog.routines.find((routine) => routine.name === "count")).toEqual({
      kind: "function",
      schema: "desk",
      name: "count",
      identity: "a integer, b text, OUT c integer, VARIADIC d integer[]",
      arguments: [
        { name: "a", mode: "in", type: "integer", default: null },
        { name: "b", mode: "in", type: "text", default: "'x''y'::text" },
        { name: "c", mode: "out", type: "integer", default: null },
        { name: "d", mode: "variadic", type: "integer[]", default: "'{}'::integer[]" },
      ],
      returns: "integer",
      language: "sql",
      volatility: "stable",
      strict: true,
      securityDefiner: true,
      leakproof: true,
      parallel: "restricted",
      cost: 7,
      rows: 0,
      configuration: [{ name: "search_path", value: "desk, pg_temp" }],
      definition:
        "CREATE OR REPLACE FUNCTION desk.count(a integer, b text DEFAULT 'x''y'::text, OUT c integer, VARIADIC d integer[] DEFAULT '{}'::integer[])\n RETURNS integer\n LANGUAGE sql\n STABLE PARALLEL RESTRICTED STRICT SECURITY DEFINER LEAKPROOF COST 7\n SET search_path TO 'desk', 'pg_temp'\nAS $function$ SELECT 1 $function$\n",
      owner: "postgres",
      comment: "counts",
      privileges: [
        { grantee: "clerk", grantor: "postgres", privilege: "execute", grantable: false },
        { grantee: "postgres", grantor: "postgres", privilege: "execute", grantable: false },
      ],
      extension: null,
      origin: null,
    });
  });

  test("prints what makes each routine, aggregates and parsed bodies too, and none of an extension's or a type's own", () => {
    expect(own(catalog.routines).map((routine) => [routine.kind, routine.name, routine.identity])).toEqual([
      ["function", "count", "a integer, b text, OUT c integer, VARIADIC d integer[]"],
      ["aggregate", "join", "text, text"],
      ["function", "same", "text, text"],
      ["procedure", "tidy", "INOUT n integer"],
      ["function", "to_tag", "text"],
      ["function", "watch", ""],
      ["function", "words", ""],
    ]);
    expect(catalog.routines.find((routine) => routine.name === "join")?.definition).toBe(
      'CREATE AGGREGATE desk."join"(text, text) (\n    SFUNC = string_agg_transfn,\n    STYPE = internal,\n    FINALFUNC = string_agg_finalfn,\n    PARALLEL = SAFE\n)',
    );
    expect(catalog.routines.find((routine) => routine.name === "words")?.definition).toBe(
      "CREATE OR REPLACE FUNCTION desk.words()\n RETURNS TABLE(word text)\n LANGUAGE sql\n ROWS 5\nBEGIN ATOMIC\n SELECT entries.word\n    FROM desk.entries;\nEND\n",
    );
  });

  test("reads event triggers", () => {
    expect(own(catalog.eventTriggers)).toEqual([
      {
        kind: "event trigger",
        name: "watch",
        owner: "postgres",
        comment: "looks on",
        event: "ddl_command_end",
        enabled: "disabled",
        tags: ["ALTER TABLE", "DROP TABLE"],
        function: { schema: "desk", name: "watch" },
      },
    ]);
  });

  test("reads collations", () => {
    expect(own(catalog.collations)).toEqual([
      {
        kind: "collation",
        schema: "desk",
        name: "plain",
        owner: "postgres",
        comment: null,
        provider: "libc",
        deterministic: true,
        locale: "C",
        characterType: "POSIX",
        rules: null,
      },
    ]);
  });

  test("reads text search objects, with the statements that make them", () => {
    expect(own(catalog.textSearchObjects)).toEqual([
      {
        kind: "text search dictionary",
        schema: "desk",
        name: "dictionary",
        owner: "postgres",
        comment: null,
        definition: ["CREATE TEXT SEARCH DICTIONARY desk.dictionary (TEMPLATE = pg_catalog.simple, accept = 'false')"],
      },
      {
        kind: "text search configuration",
        schema: "desk",
        name: "search",
        owner: "postgres",
        comment: "of words",
        definition: [
          'CREATE TEXT SEARCH CONFIGURATION desk.search (PARSER = pg_catalog."default")',
          "ALTER TEXT SEARCH CONFIGURATION desk.search ADD MAPPING FOR asciiword WITH desk.dictionary, pg_catalog.simple",
          'ALTER TEXT SEARCH CONFIGURATION desk.search ADD MAPPING FOR "int" WITH desk.dictionary, pg_catalog.simple',
        ],
      },
    ]);
  });

  test("reads casts", () => {
    expect(own(catalog.casts)).toEqual([
      {
        kind: "cast",
        source: "text",
        target: "desk.tag",
        context: "assignment",
        method: "function",
        function: "desk.to_tag(text)",
        comment: "by hand",
      },
    ]);
  });

  test("reads operators", () => {
    expect(own(catalog.operators)).toEqual([
      {
        kind: "operator",
        schema: "desk",
        name: "===",
        owner: "postgres",
        comment: null,
        left: "text",
        right: "text",
        result: "boolean",
        function: "desk.same",
        commutator: null,
        negator: null,
        restrict: null,
        join: null,
        hashes: false,
        merges: false,
      },
    ]);
  });

  test("reads operator classes and families", () => {
    expect(own(catalog.operatorClasses)).toEqual([
      {
        kind: "operator class",
        schema: "desk",
        name: "text_same",
        owner: "postgres",
        comment: null,
        method: "hash",
        operators: [{ number: 1, operator: "desk.===(text,text)", orderFamily: null }],
        functions: [],
        type: "text",
        default: false,
        family: { schema: "desk", name: "text_same" },
        storage: null,
      },
      {
        kind: "operator family",
        schema: "desk",
        name: "text_same",
        owner: "postgres",
        comment: null,
        method: "hash",
        operators: [],
        functions: [],
      },
    ]);
  });

  test("reads statistics objects", () => {
    expect(own(catalog.statisticsObjects)).toEqual([
      {
        kind: "statistics object",
        schema: "desk",
        name: "both",
        owner: "postgres",
        comment: "they go together",
        relation: { schema: "desk", name: "entries" },
        definition: 'CREATE STATISTICS desk."both" (ndistinct, dependencies) ON id, word FROM desk.entries',
        statisticsTarget: 50,
      },
    ]);
  });

  test("reads foreign data wrappers, secrets masked", () => {
    expect(own(catalog.foreignDataWrappers)).toEqual([
      {
        kind: "foreign data wrapper",
        name: "other",
        owner: "postgres",
        comment: null,
        handler: null,
        validator: null,
        options: [
          { name: "api_token", value: "********" },
          { name: "plain", value: "shown" },
        ],
        privileges: [],
      },
    ]);
  });

  test("reads foreign servers, secrets masked", () => {
    expect(own(catalog.foreignServers)).toEqual([
      {
        kind: "foreign server",
        name: "elsewhere",
        owner: "postgres",
        comment: "somewhere",
        wrapper: "other",
        type: null,
        version: null,
        options: [
          { name: "url", value: "https://me:********@host/" },
          { name: "passphrase", value: "********" },
        ],
        privileges: [],
        userMappings: [],
      },
      {
        kind: "foreign server",
        name: "far",
        owner: "postgres",
        comment: null,
        wrapper: "postgres_fdw",
        type: "pg",
        version: "9",
        options: [
          { name: "host", value: "far" },
          { name: "dbname", value: "x" },
        ],
        privileges: [],
        userMappings: [],
      },
    ]);
  });

  test("reads publications", () => {
    expect(catalog.publications).toEqual([
      {
        kind: "publication",
        name: "feed",
        owner: "postgres",
        comment: "to the branch",
        allTables: false,
        viaRoot: false,
        operations: ["insert", "update"],
        generatedColumns: "none",
        tables: [{ schema: "desk", relation: "entries", columns: [], where: null }],
        schemas: [],
      },
    ]);
  });

  test("reads subscriptions", () => {
    expect(catalog.subscriptions).toEqual([
      {
        kind: "subscription",
        name: "intake",
        owner: "postgres",
        comment: null,
        enabled: false,
        publications: ["a", "b"],
        slotName: null,
        synchronousCommit: "off",
        binary: false,
        streaming: major === 18 ? "parallel" : "off",
        twoPhase: false,
        disableOnError: false,
        passwordRequired: true,
        runAsOwner: false,
        origin: "any",
        failover: false,
      },
    ]);
  });

  test("reads a foreign table with its server and options", () => {
    const remote = catalog.relations.find((relation) => relation.name === "remote");
    expect({ foreign: remote?.foreign, column: remote?.columns[0]?.foreignOptions }).toEqual({
      foreign: { server: "far", options: [{ name: "table_name", value: "things" }] },
      column: [{ name: "column_name", value: "ID" }],
    });
  });

  test("holds no secret anywhere", () => {
    expect(REGISTRY.match(/secret-\d/g)).toHaveLength(6);
    expect(JSON.stringify(catalog)).not.toContain("secret-");
  });
});
