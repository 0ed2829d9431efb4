import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "../../introspect/connect/index.ts";
import { introspect } from "../../introspect/index.ts";
import type { Row, Session } from "../../introspect/session.ts";
import { type Catalog, catalogSchema } from "../../src/model/catalog.ts";
import { readCatalog, schemaOf } from "../support/introspection.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const LIBRARY = readFileSync(join(import.meta.dirname, "..", "fixtures", "library.sql"), "utf8");
const TIDE = `
  CREATE SCHEMA tide;
  CREATE TABLE tide.shore (id int PRIMARY KEY, name text);`;

describe.each<Major>([14, 18])("a schema of PostgreSQL %i that changes while it is read", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  let database: string;
  beforeAll(async () => {
    server = await startServer(major);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    database = await server.createDatabase(`${LIBRARY}${TIDE}`);
  });

  /** Reads, and runs the SQL each time (or once) when the rows of relations and columns are there. */
  const readDisturbed = async (sql: (time: number) => string, times = Number.POSITIVE_INFINITY): Promise<Catalog> => {
    const connection = await connect(server.urlOf(database), {});
    let time = 0;
    const session: Session = {
      query: async <R extends Row>(text: string) => {
        const rows = await connection.query<R>(text);
        if (text.includes("attfdwoptions") && time < times) {
          time += 1;
          await server.run(database, sql(time));
        }
        return rows;
      },
    };
    try {
      return await introspect(session, {
        source: { kind: "server", name: "test", tool: null, commit: null },
        asOf: "2026-01-02T03:04:05Z",
        live: true,
      });
    } finally {
      await connection.close();
    }
  };
  const ofTide = (catalog: Catalog) =>
    catalog.relations
      .filter(({ schema }) => schema === "tide")
      .map(({ name, constraints }) => [name, ...constraints.map(({ definition }) => definition)]);

  test("is read without what is made and dropped, thirty times under two sessions at full speed", async () => {
    const before = schemaOf(await readCatalog(server, database));
    let busy = true;
    let made = 0;
    const churn = async (name: string) => {
      const client = new pg.Client({ connectionString: server.urlOf(database) });
      await client.connect();
      for (let turn = 0; busy; turn += 1) {
        // One name again and again, and one that is new each time.
        for (const wave of [`tide.${name}`, `tide.${name}_${turn}`]) {
          await client.query(`
            CREATE TYPE ${wave}_kind AS ENUM ('low', 'high');
            CREATE TABLE ${wave} (id serial PRIMARY KEY, kind ${wave}_kind DEFAULT 'low', note text, height int CHECK (height > 0));
            CREATE INDEX ON ${wave} (lower(note)) WHERE height > 1;
            CREATE TABLE ${wave}_foam (wave int REFERENCES ${wave}, bubbles int DEFAULT length('oo'));
            CREATE VIEW ${wave}_crest AS SELECT id, kind FROM ${wave};
            CREATE FUNCTION ${wave}_f(x ${wave}_kind) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM ${wave}; END`);
          await client.query(`DROP TABLE ${wave}_foam, ${wave} CASCADE; DROP TYPE ${wave}_kind CASCADE`);
          made += 1;
        }
      }
      await client.end();
    };
    const sessions = [churn("spring"), churn("neap")];
    try {
      for (let run = 0; run < 30; run += 1) {
        const catalog = await readCatalog(server, database);
        expect(catalogSchema.parse(catalog)).toEqual(catalog);
        expect(catalog.omissions).toEqual([]);
        const passing = ofTide(catalog).filter(([name]) => name !== "shore");
        // Each wave came and went as a whole.
        const waves = new Set(passing.map(([name]) => name?.replace(/_(?:foam|crest)$/, "")));
        expect(passing.map(([name]) => name).sort()).toEqual(
          [...waves].flatMap((wave) => [wave, `${wave}_crest`, `${wave}_foam`]).sort(),
        );
        const own = <T extends { schema: string; name: string }>(items: T[]) =>
          items.filter(({ schema, name }) => schema !== "tide" || name === "shore");
        expect({
          ...schemaOf(catalog),
          ...{
            relations: own(schemaOf(catalog).relations),
            types: own(catalog.types),
            routines: own(catalog.routines),
          },
          sequences: own(schemaOf(catalog).sequences),
        }).toEqual(before);
      }
    } finally {
      busy = false;
      await Promise.all(sessions);
    }
    expect(made).toBeGreaterThan(50);
  });

  test("is read without what was dropped for good, and nothing is said to be missing", async () => {
    await server.run(
      database,
      `CREATE TABLE tide.wave (id int PRIMARY KEY, shore int REFERENCES tide.shore, height int CHECK (height > 0));
      CREATE TABLE tide.foam (wave int REFERENCES tide.wave);
      CREATE VIEW tide.crest AS SELECT id FROM tide.wave`,
    );
    const catalog = await readDisturbed(() => "DROP TABLE IF EXISTS tide.wave CASCADE");
    expect(catalog.omissions).toEqual([]);
    expect(ofTide(catalog)).toEqual([["foam"], ["shore", "PRIMARY KEY (id)"]]);
  });

  test("is read again where a name was changed, so that every part has the same", async () => {
    const catalog = await readDisturbed(
      () =>
        "ALTER TABLE tide.shore RENAME COLUMN id TO number; ALTER TABLE tide.shore ADD CONSTRAINT a CHECK (number > 0), ADD CONSTRAINT b UNIQUE (name)",
      1,
    );
    expect(catalog.omissions).toEqual([]);
    expect(ofTide(catalog)).toEqual([["shore", "CHECK ((number > 0))", "UNIQUE (name)", "PRIMARY KEY (number)"]]);
    expect(schemaOf(catalog)).toEqual(schemaOf(await readCatalog(server, database)));
  });

  test("is read again where something came back under its name", async () => {
    const again = "DROP TABLE tide.shore; CREATE TABLE tide.shore (id int PRIMARY KEY, depth int CHECK (depth > 0))";
    const catalog = await readDisturbed(() => again, 2);
    expect(catalog.omissions).toEqual([]);
    expect(ofTide(catalog)).toEqual([["shore", "CHECK ((depth > 0))", "PRIMARY KEY (id)"]]);
  });

  test("names what was another each time, and reads the rest", async () => {
    const catalog = await readDisturbed(
      (time) => `DROP TABLE tide.shore; CREATE TABLE tide.shore (id int PRIMARY KEY);
        ALTER TABLE lending.cards ADD COLUMN extra_${time} int`,
    );
    expect(catalog.omissions).toEqual([
      {
        kind: "schema",
        what: "tide.shore",
        reason: "Another session dropped it while it was read, and made it again.",
        hint: "Run again when what changes the schema is done.",
        place: null,
      },
      {
        kind: "schema",
        what: "definitions of lending.cards",
        reason: "Other sessions kept changing it while it was read.",
        hint: "Run again when what changes the schema is done.",
        place: null,
      },
    ]);
    expect(ofTide(catalog)).toEqual([]);
    expect(catalogSchema.parse(catalog)).toEqual(catalog);
  });

  test("is read whole where locks last a moment, a table is emptied again and again", async () => {
    const before = schemaOf(await readCatalog(server, database));
    let busy = true;
    const client = new pg.Client({ connectionString: server.urlOf(database) });
    await client.connect();
    const emptying = (async () => {
      while (busy) await client.query("TRUNCATE tide.shore, lending.loans CASCADE");
      await client.end();
    })();
    try {
      for (let run = 0; run < 5; run += 1) {
        const catalog = await readCatalog(server, database);
        expect(catalog.omissions).toEqual([]);
        expect(schemaOf(catalog)).toEqual(before);
      }
    } finally {
      busy = false;
      await emptying;
    }
  });
});
