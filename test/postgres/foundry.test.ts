import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDdl } from "../../src/ddl/index.ts";
import { type Catalog, catalogSchema } from "../../src/model/catalog.ts";
import { readCatalog, schemaOf } from "../support/introspection.ts";
import { type Major, PASSWORD, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const FOUNDRY = readFileSync(join(import.meta.dirname, "..", "fixtures", "foundry.sql"), "utf8");

/** What later versions brought. */
const SINCE: Readonly<Partial<Record<Major, string>>> = {
  15: `CREATE SUBSCRIPTION returns CONNECTION 'host=nowhere password=secret-4' PUBLICATION a WITH (connect = false,
    slot_name = NONE, two_phase = true, disable_on_error = true)`,
  16: `CREATE SUBSCRIPTION scrap CONNECTION 'host=nowhere password=secret-5' PUBLICATION a WITH (connect = false,
    slot_name = NONE, streaming = parallel, password_required = false, run_as_owner = true, origin = none);
    CREATE ROLE guest; GRANT "Smith's" TO guest WITH INHERIT TRUE, SET FALSE; GRANT guest TO apprentice WITH INHERIT FALSE;
    GRANT USAGE ON SCHEMA foundry TO guest`,
  17: `CREATE SUBSCRIPTION spares CONNECTION 'host=nowhere password=secret-6' PUBLICATION a WITH (connect = false,
    slot_name = NONE, failover = true);
    COMMENT ON CONSTRAINT numbered ON DOMAIN foundry.number IS 'no gaps'`,
  18: "CREATE PUBLICATION figures FOR TABLES IN SCHEMA foundry WITH (publish_generated_columns = stored)",
};

const MAJORS: Major[] = [14, 15, 16, 17, 18];

describe.each(MAJORS)("the kinds that few schemas have, on PostgreSQL %i", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  let database: string;
  let catalog: Catalog;
  beforeAll(async () => {
    server = await startServer(major);
    const later = MAJORS.filter((since) => since <= major).map((since) => `${SINCE[since] ?? "SELECT"};`);
    database = await server.createDatabase([FOUNDRY, ...later].join("\n"));
    catalog = await readCatalog(server, database);
  });
  afterAll(() => server.stop());

  test("make the same catalog again on a server that has none of it, and where the roles are there already", async () => {
    expect(catalogSchema.parse(catalog)).toEqual(catalog);
    const script = formatDdl(catalog).join(";\n");
    const fresh = await startServer(major);
    try {
      const copy = await fresh.createDatabase(script);
      // A role that no object mentions is read, and not made.
      expect(catalog.roles.filter((role) => !role.mentioned).map((role) => role.name)).toEqual(["pass by"]);
      const mentioned = { ...catalog, roles: catalog.roles.filter((role) => role.mentioned) };
      expect(schemaOf(await readCatalog(fresh, copy))).toEqual(schemaOf(mentioned));
      await fresh.run(copy, "ALTER ROLE apprentice CREATEDB; COMMENT ON ROLE founder IS NULL");
      const second = await readCatalog(fresh, await fresh.createDatabase(script));
      expect(second.types).toEqual(catalog.types);
      const kept = second.roles.filter(({ name }) => name === "apprentice" || name === "founder");
      expect(kept.map(({ name, createDatabase, comment }) => [name, createDatabase, comment])).toEqual([
        ["apprentice", true, null],
        ["founder", false, null],
      ]);
    } finally {
      await fresh.stop();
    }
  });

  test("hold no secret", () => {
    expect(JSON.stringify(catalog)).not.toContain("secret-");
  });

  test("hold what an operator says of itself", () => {
    const operators = catalog.operators.filter((operator) => operator.schema === "foundry");
    expect(
      operators.map(({ left, name, right, commutator, negator, restrict, join: joins, hashes, merges }) => [
        `${left ?? ""} ${name} ${right}`,
        commutator,
        negator,
        restrict,
        joins,
        hashes && merges,
      ]),
    ).toEqual([
      [" - foundry.mark", null, null, null, null, false],
      ["foundry.mark < foundry.mark", "foundry.>", "foundry.>=", "scalarltsel", "scalarltjoinsel", false],
      ["foundry.mark < integer", "foundry.>", null, null, null, false],
      ["foundry.mark <= foundry.mark", "foundry.>=", "foundry.>", "scalarlesel", "scalarlejoinsel", false],
      ["foundry.mark <> foundry.mark", "foundry.<>", "foundry.=", "neqsel", "neqjoinsel", false],
      ["foundry.mark = foundry.mark", "foundry.=", "foundry.<>", "eqsel", "eqjoinsel", true],
      ["foundry.mark > foundry.mark", "foundry.<", "foundry.<=", "scalargtsel", "scalargtjoinsel", false],
      ["foundry.mark >= foundry.mark", "foundry.<=", "foundry.<", "scalargesel", "scalargejoinsel", false],
    ]);
  });

  test("hold an operator class with its members, and what only its family has", () => {
    const common = { schema: "foundry", owner: "founder", extension: null, method: "btree" };
    expect(
      catalog.operatorClasses.filter(({ name }) => name === "mark_order" || name === "marks" || name === "near"),
    ).toEqual([
      {
        ...common,
        kind: "operator class",
        name: "mark_order",
        comment: "by number",
        operators: ["<", "<=", "=", ">=", ">"].map((operator, position) => ({
          number: position + 1,
          operator: `foundry.${operator}(foundry.mark,foundry.mark)`,
          orderFamily: null,
        })),
        functions: [
          {
            number: 1,
            left: "foundry.mark",
            right: "foundry.mark",
            function: "foundry.compare(foundry.mark,foundry.mark)",
          },
        ],
        type: "foundry.mark",
        default: true,
        family: { schema: "foundry", name: "marks" },
        storage: null,
      },
      {
        ...common,
        kind: "operator family",
        name: "marks",
        comment: "and numbers",
        operators: [{ number: 1, operator: "foundry.<(foundry.mark,integer)", orderFamily: null }],
        functions: [
          { number: 1, left: "foundry.mark", right: "integer", function: "foundry.compare(foundry.mark,integer)" },
        ],
      },
      // GiST leaves what an index can do without to the family.
      expect.objectContaining({ kind: "operator class", name: "near", storage: "box", operators: [] }),
      expect.objectContaining({
        kind: "operator family",
        name: "near",
        operators: [
          { number: 15, operator: "<->(point,point)", orderFamily: { schema: "pg_catalog", name: "float_ops" } },
        ],
      }),
    ]);
  });

  test("hold how a base type works, and know a shell from a type", () => {
    const types = catalog.types.filter((type) => type.kind === "base");
    expect(types.map((type) => [type.name, type.implementation?.input ?? null])).toEqual([
      ["corners", "foundry.corners_in"],
      ["label", "foundry.label_in"],
      ["later", null],
      ["mark", "foundry.mark_in"],
    ]);
    expect(types[3]?.implementation).toEqual({
      input: "foundry.mark_in",
      output: "foundry.mark_out",
      receive: "foundry.mark_receive",
      send: "foundry.mark_send",
      modifierInput: null,
      modifierOutput: null,
      analyze: null,
      subscript: null,
      length: 4,
      passedByValue: true,
      alignment: "int4",
      storage: "plain",
      category: "m",
      preferred: true,
      default: "7",
      element: null,
      delimiter: ";",
      collatable: false,
    });
  });

  test("hold languages, transforms, access methods and conversions, with their comments", () => {
    const own = <T extends { extension: string | null }>(items: T[]) => items.filter((item) => item.extension === null);
    expect(own(catalog.languages)).toEqual([
      {
        kind: "language",
        name: "Runes",
        owner: "founder",
        comment: "carved",
        trusted: true,
        handler: { schema: "pg_catalog", name: "plpgsql_call_handler" },
        inline: { schema: "pg_catalog", name: "plpgsql_inline_handler" },
        validator: { schema: "pg_catalog", name: "plpgsql_validator" },
        privileges: ["Smith's", "founder"].map((grantee) => ({
          grantee,
          grantor: "founder",
          privilege: "usage",
          grantable: false,
        })),
        extension: null,
      },
    ]);
    expect(own(catalog.transforms).map(({ type, fromSql, toSql, comment }) => [type, fromSql, toSql, comment])).toEqual(
      [
        ["foundry.label", "foundry.from_mark(internal)", null, null],
        ["foundry.mark", "foundry.from_mark(internal)", "foundry.to_mark(internal)", "as a number"],
      ],
    );
    expect(
      own(catalog.accessMethods).map(({ name, type, handler, comment }) => [name, type, handler.name, comment]),
    ).toEqual([
      ["bins", "index", "hashhandler", null],
      ["pile", "table", "heap_tableam_handler", "as a heap"],
    ]);
    expect(own(catalog.conversions)).toEqual([
      {
        kind: "conversion",
        schema: "foundry",
        name: "latin",
        owner: "founder",
        comment: "old letters",
        default: true,
        source: "LATIN1",
        target: "UTF8",
        function: "iso8859_1_to_utf8",
        extension: null,
      },
    ]);
  });

  test("hold who is mapped to whom on a foreign server, passwords masked", () => {
    expect(catalog.foreignServers.map(({ name, userMappings }) => [name, userMappings])).toEqual([
      [
        "quay",
        [
          {
            role: "apprentice",
            options: [
              { name: "user", value: "boy" },
              { name: "password", value: "********" },
            ],
          },
          { role: "public", options: null },
        ],
      ],
    ]);
  });

  test("hide what a user mapping says from a role that may not see it, and say so", async () => {
    await server.run(database, `ALTER ROLE "pass by" PASSWORD '${PASSWORD}'`);
    const seen = await readCatalog(server, database, "pass by");
    expect(seen.foreignServers[0]?.userMappings.map(({ options }) => options)).toEqual([null, null]);
    expect(seen.omissions.filter(({ kind }) => kind === "secret")).toEqual([
      {
        kind: "secret",
        what: "options of 2 user mappings",
        reason: "PostgreSQL shows them to the mapped role, the foreign server's owner and superusers only.",
        hint: null,
        place: null,
      },
    ]);
  });

  test("hold the comment and privileges of an identity column's sequence", () => {
    const column = catalog.relations
      .find((relation) => relation.name === "castings")
      ?.columns.find((candidate) => candidate.name === "id");
    const { comment, privileges = [] } = column?.identity?.sequence ?? {};
    expect(comment).toBe("behind the column");
    expect(privileges.filter(({ grantee }) => grantee === "apprentice")).toEqual([
      { grantee: "apprentice", grantor: "founder", privilege: "usage", grantable: true },
    ]);
  });
});
