import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDdl } from "../../src/ddl/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { compareText, quoteIdentifier, quoteLiteral } from "../../src/model/names.ts";
import { parseCatalog, readCatalog as readCatalogFile } from "../../src/model/parse-json.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { Privilege } from "../../src/model/shared-parts.ts";
import { formatCatalogChunks } from "../../src/model/write-json.ts";
import { drawnDatabases, toFacts, toSql } from "../support/drawn-schema.ts";
import { cutIdentifier, identifiers, SEED, texts, uncutIdentifiers } from "../support/hostile-text.ts";
import { readCatalog, schemaOf } from "../support/introspection.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

/** A few large draws instead of many small ones, and none made smaller: every one costs the server a second. */
const DRAWS = { seed: SEED, numRuns: 3, endOnFailure: true };

/** What a catalog says of one schema, laid out as `toFacts` has it. `like` gives the order of the tables. */
function factsOf(catalog: Catalog, like: ReturnType<typeof toFacts>) {
  const here = <T extends { schema: string }>(items: T[]): T[] =>
    items.filter((item) => item.schema === like.schema.name);
  const relationNamed = (name: string) => here(catalog.relations).find((relation) => relation.name === name);
  const [schema] = catalog.schemas.filter(({ name }) => name === like.schema.name);
  const [type] = here(catalog.types);
  const routine = here(catalog.routines).find(({ language }) => language === "sql");
  return {
    schema: { name: schema?.name, comment: schema?.comment },
    enum: { name: type?.name, values: type?.kind === "enum" && type.values, comment: type?.comment },
    sequence: here(catalog.sequences)[0]?.name,
    routine: {
      name: routine?.name,
      arguments: routine?.arguments.map((argument) => ({ name: argument.name, default: argument.default })),
      comment: routine?.comment,
      body: /AS (\$\w*\$)(.*)\1\s*$/s.exec(routine?.definition ?? "")?.[2],
    },
    tables: like.tables.map((table) => tableFactsOf(relationNamed(table.name), relationNamed(table.view.name))),
  };
}

function tableFactsOf(table: Relation | undefined, view: Relation | undefined) {
  const constraint = (kind: string) => table?.constraints.find((candidate) => candidate.kind === kind);
  const [key, foreignKey, check] = ["primary key", "foreign key", "check"].map(constraint);
  const index = table?.indexes.find((candidate) => candidate.constraint === null);
  const { schema, relation, columns } = foreignKey?.references ?? {};
  const [trigger] = table?.triggers ?? [];
  const [policy] = table?.policies ?? [];
  return {
    name: table?.name,
    comment: table?.comment,
    columns: table?.columns.map((column) => ({
      name: column.name,
      type: column.type,
      nullable: column.nullable,
      default: column.default,
      comment: column.comment,
    })),
    key: { name: key?.name, columns: key?.columns },
    foreignKey: {
      name: foreignKey?.name,
      columns: foreignKey?.columns,
      references: [schema, relation, ...(columns ?? [])],
    },
    check: { name: check?.name, columns: check?.columns, expression: check?.expression, comment: check?.comment },
    index: { name: index?.name, expression: index?.key[0]?.expression, predicate: index?.predicate },
    view: {
      name: view?.name,
      columns: view?.columns.map((column) => column.name),
      reads: view?.dependsOn.flatMap((dependency) => dependency.columns),
    },
    trigger: {
      name: trigger?.name,
      arguments: trigger?.arguments,
      condition: trigger?.condition,
      comment: trigger?.comment,
    },
    policy: { name: policy?.name, using: policy?.using, comment: policy?.comment },
  };
}

async function* piecesOf(text: string, length: number): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += length) yield text.slice(start, start + length);
}

describe.each<Major>([14, 18])("drawn names, comments and defaults on PostgreSQL %i", (major) => {
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

  test("come through exactly, make the same catalog again, and are read back from catalog.json", async () => {
    await fc.assert(
      fc.asyncProperty(drawnDatabases, fc.integer({ min: 1, max: 5000 }), async (schemas, pieceLength) => {
        const database = await server.createDatabase(`${schemas.flatMap(toSql).join(";\n")};`);
        const catalog = await readCatalog(server, database);
        const facts = schemas.map(toFacts);
        expect(facts.map((like) => factsOf(catalog, like))).toEqual(facts);
        expect(catalog.omissions).toEqual([]);

        const copy = await server.createDatabase(`${formatDdl(catalog).join(";\n")};`);
        expect(schemaOf(await readCatalog(server, copy))).toEqual(schemaOf(catalog));

        const file = [...formatCatalogChunks(catalog)].join("");
        expect(parseCatalog(file)).toEqual(catalog);
        expect(await readCatalogFile(piecesOf(file, pieceLength))).toEqual(catalog);
      }),
      DRAWS,
    );
  });

  test("name roles wherever a catalog speaks of them", async () => {
    const roles = fc.uniqueArray(
      uncutIdentifiers.filter((name) => !/^pg_|^(public|none)$/.test(name)),
      { selector: cutIdentifier, minLength: 20, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(roles, async (written) => {
        const quoted = written.map(quoteIdentifier);
        const names = written.map(cutIdentifier);
        const sorted = names.toSorted(compareText);
        const [owner] = quoted;
        const database = await server.createDatabase(
          [
            ...quoted.map((role) => `CREATE ROLE ${role}`),
            ...quoted.slice(1).map((role, position) => `GRANT ${quoted[position]} TO ${role}`),
            "CREATE TABLE shared (note text)",
            `ALTER TABLE shared OWNER TO ${owner}`,
            ...quoted.map((role) => `GRANT SELECT ON shared TO ${role}`),
            ...quoted.map((role) => `GRANT UPDATE (note) ON shared TO ${role} WITH GRANT OPTION`),
            `CREATE POLICY own ON shared TO ${quoted.join(", ")}`,
            ...quoted.map((role) => `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT INSERT ON TABLES TO ${role}`),
          ].join(";\n"),
        );
        const catalog = await readCatalog(server, database);
        const [shared] = catalog.relations;
        const granted = (privileges: readonly Privilege[] | undefined, privilege: string) =>
          privileges?.filter((entry) => entry.privilege === privilege).map(({ grantee }) => grantee);
        expect({
          owner: shared?.owner,
          readers: granted(shared?.privileges, "select"),
          writers: granted(shared?.columns[0]?.privileges, "update"),
          policy: shared?.policies[0]?.roles,
          adders: granted(catalog.defaultPrivileges[0]?.privileges, "insert"),
          members: names.map((name) => catalog.roles.find((role) => role.name === name)?.memberOf[0]?.role),
        }).toEqual({
          owner: names[0],
          readers: sorted,
          writers: sorted,
          policy: sorted,
          adders: sorted,
          members: [undefined, ...names.slice(0, -1)],
        });
        const copy = await server.createDatabase(`${formatDdl(catalog).join(";\n")};`);
        expect(schemaOf(await readCatalog(server, copy))).toEqual(schemaOf(catalog));
      }),
      // Roles belong to the server, so a second draw would find the first one's.
      { ...DRAWS, numRuns: 1 },
    );
  });

  test("are quoted and cut as the server does", async () => {
    const client = new pg.Client({ connectionString: server.urlOf("postgres") });
    await client.connect();
    const ask = async (expression: string, list: readonly string[]): Promise<string[]> => {
      const { rows } = await client.query(
        `SELECT ${expression} AS answer FROM unnest($1::text[]) WITH ORDINALITY asked (it, place) ORDER BY place`,
        [list],
      );
      return rows.map((row: { answer: string }) => row.answer);
    };
    try {
      const [names, uncut, literals] = [identifiers, uncutIdentifiers, texts].map((arbitrary) =>
        fc.sample(arbitrary, { seed: SEED, numRuns: 3000 }),
      ) as [string[], string[], string[]];
      expect(await ask("quote_ident(it)", names)).toEqual(names.map(quoteIdentifier));
      expect(await ask("quote_literal(it)", literals)).toEqual(literals.map(quoteLiteral));
      expect(await ask("it::name", uncut)).toEqual(uncut.map(cutIdentifier));
    } finally {
      await client.end();
    }
  });
});
