import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogSchema } from "../../src/model/catalog.ts";
import { withoutCounters } from "../../src/model/without-counters.ts";
import { readCatalog } from "../support/introspection.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

/** `caf\e9` and the like: a byte that is no UTF-8. Everything else is UTF-8. */
const SCHEMA = String.raw`
  CREATE TYPE mood AS ENUM ('g\e9ant', 'petit');
  CREATE TABLE "caf\e9" (
    id int PRIMARY KEY, "na\efve" text DEFAULT 'd\e9j\e0, "vu" (1) \\ ', größe int, kind mood,
    CONSTRAINT "\e9t\e9" CHECK ("na\efve" <> '\e9'));
  CREATE TABLE "caf\e8" (id int, UNIQUE (id));
  CREATE INDEX "\e9" ON "caf\e9" (lower("na\efve"));
  CREATE FUNCTION "pay\e9"("\e9" text DEFAULT '\e9', b int[] DEFAULT '{1}') RETURNS text LANGUAGE sql SET search_path = "\e9" AS 'SELECT ''\e9''';
  COMMENT ON TABLE "caf\e9" IS 'd\e9j\e0 "vu", (deux) \ fois';
  COMMENT ON TABLE "caf\e8" IS 'größe';
  COMMENT ON COLUMN "caf\e8".id IS '';
`;

describe.each<Major>([14, 18])("a database of PostgreSQL %i whose encoding is SQL_ASCII", (major) => {
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

  const createAscii = async (name: string) => {
    const options = "TEMPLATE template0 ENCODING SQL_ASCII LC_COLLATE 'C' LC_CTYPE 'C'";
    await server.run("postgres", `CREATE DATABASE ${name} ${options}`);
    return name;
  };

  test("is read whole, and bytes that are no UTF-8 are shown one by one, and told", async () => {
    const database = await createAscii("bytes");
    const bytes = Buffer.concat(
      SCHEMA.split(/(\\[ef][0-9a-f])/).map((part) =>
        /^\\[ef]/.test(part) ? Buffer.from(part.slice(1), "hex") : Buffer.from(part),
      ),
    );
    // No client of ours sends other bytes than UTF-8.
    await server.run(
      database,
      `DO $do$ BEGIN EXECUTE convert_from('\\x${bytes.toString("hex")}'::bytea, 'SQL_ASCII'); END $do$`,
    );
    const catalog = await readCatalog(server, database);
    expect(catalogSchema.parse(catalog)).toEqual(catalog);
    expect(
      catalog.relations.map(({ name, comment, columns, constraints, indexes }) => ({
        ...{ name, comment },
        columns: columns.map((column) => [column.name, column.type, column.default, column.comment]),
        constraints: constraints.map(({ definition }) => definition),
        indexes: indexes.map((index) => index.name),
      })),
    ).toEqual([
      {
        ...{ name: "caf<E8>", comment: "größe" },
        columns: [["id", "integer", null, null]],
        constraints: ["UNIQUE (id)"],
        indexes: ["caf<E8>_id_key"],
      },
      {
        ...{ name: "caf<E9>", comment: 'd<E9>j<E0> "vu", (deux) \\ fois' },
        columns: [
          ["id", "integer", null, null],
          ["na<EF>ve", "text", `'d<E9>j<E0>, "vu" (1) \\\\ '::text`, null],
          ["größe", "integer", null, null],
          ["kind", "public.mood", null, null],
        ],
        constraints: [`CHECK (("na<EF>ve" <> '<E9>'::text))`, "PRIMARY KEY (id)"],
        indexes: ["<E9>", "caf<E9>_pkey"],
      },
    ]);
    expect(catalog.types.map((type) => (type.kind === "enum" ? type.values : []))).toEqual([["g<E9>ant", "petit"]]);
    expect(catalog.routines.map(({ name, arguments: given }) => [name, ...given.map((each) => each.default)])).toEqual([
      ["pay<E9>", "'<E9>'::text", "'{1}'::integer[]"],
    ]);
    const [omission, ...others] = catalog.omissions;
    expect(others).toEqual([]);
    expect(omission).toEqual({
      kind: "schema",
      what: expect.stringMatching(/^\d\d texts of the catalog$/),
      reason:
        "The database's encoding is SQL_ASCII, and not all of their bytes are UTF-8; the others are shown like <E9>.",
      hint: "Dump it with pg_dump --encoding, naming the one that the bytes are in, and restore it into a UTF8 database.",
      place: null,
    });
  });

  test("is read as any other where all text is UTF-8", async () => {
    const schema = `CREATE TABLE größe (id int PRIMARY KEY, "\uFFFD" text); COMMENT ON TABLE größe IS 'naïve'`;
    const ascii = await createAscii("plain");
    await server.run(ascii, schema);
    const [read, expected] = [
      await readCatalog(server, ascii),
      await readCatalog(server, await server.createDatabase(schema)),
    ];
    expect(read.omissions).toEqual([]);
    expect(withoutCounters(read).relations).toEqual(withoutCounters(expected).relations);
  });
});
