import { describe, expect, test } from "vitest";
import { aSchema, aTable } from "../support/catalog.ts";
import { aRole, aServerCatalog } from "../support/server-catalog.ts";
import { contextOf } from "./context.ts";
import { catalogOf } from "./in-words.ts";
import { ofProject } from "./project-rules.ts";
import { projectRule } from "./table-rules.ts";

const UNNAMED = "not assessed project: the config does not say what the application connects as (security.appRoles)";
const security = (...appRoles: string[]) => ({ security: { appRoles, tenantColumn: null } });

/** What the rule says of a replayed script. */
const replayed = async (sql: string) => ofProject(await catalogOf(sql), "sec-least-privilege");

describe("what migrations grant to everybody", () => {
  test("fails for each way of writing, on the table, one of its columns or one of its partitions", async () => {
    const sql = `
      CREATE TABLE orders (id int PRIMARY KEY, note text);
      CREATE TABLE parts (id int, day date) PARTITION BY RANGE (day);
      CREATE TABLE parts_2026 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      CREATE TABLE guests (id int, note text);
      CREATE TABLE all_of_it (id int);
      GRANT INSERT, DELETE, SELECT ON orders TO PUBLIC;
      GRANT UPDATE ON parts_2026 TO PUBLIC;
      GRANT UPDATE (note), INSERT (id) ON guests TO PUBLIC;
      GRANT ALL ON all_of_it TO PUBLIC;`;
    expect(await replayed(sql)).toEqual([
      "fail partitioned table public.parts: Everybody may update in public.parts_2026.",
      "fail table public.all_of_it: Everybody may insert, update, delete, truncate in public.all_of_it.",
      "fail table public.guests: Everybody may insert in public.guests.id, and write in 1 more of its columns or partitions.",
      "fail table public.orders: Everybody may insert, delete in public.orders.",
      UNNAMED,
      "pass schema public",
    ]);
  });

  test("passes where it is reading, or for a role", async () => {
    const sql = `
      CREATE ROLE clerk_of_grants;
      CREATE TABLE orders (id int);
      GRANT SELECT, REFERENCES ON orders TO PUBLIC;
      GRANT ALL ON orders TO clerk_of_grants;`;
    expect(await replayed(sql)).toEqual([UNNAMED, "pass schema public", "pass table public.orders"]);
  });

  test("fails for schemas with tables, and for what new objects will have", async () => {
    const sql = `
      CREATE SCHEMA shop;
      CREATE TABLE shop.orders (id int);
      CREATE ROLE maker_of_tables;
      GRANT CREATE ON SCHEMA shop TO PUBLIC;
      ALTER DEFAULT PRIVILEGES FOR ROLE maker_of_tables IN SCHEMA shop GRANT INSERT ON TABLES TO PUBLIC;
      ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO PUBLIC;
      ALTER DEFAULT PRIVILEGES GRANT TRUNCATE ON TABLES TO PUBLIC;
      ALTER DEFAULT PRIVILEGES GRANT CREATE ON SCHEMAS TO PUBLIC;`;
    expect(await replayed(sql)).toEqual([
      "fail default privileges schemas: By default everybody may create in new schemas.",
      "fail default privileges tables of maker_of_tables in shop: By default everybody may insert in new tables of maker_of_tables in shop.",
      "fail default privileges tables: By default everybody may truncate in new tables.",
      "fail schema shop: Everybody may create objects in schema shop.",
      UNNAMED,
      "pass default privileges tables in shop",
      "pass table shop.orders",
    ]);
  });

  test("is not taken from what a scratch engine before 15 allows by itself", () => {
    const create = { grantee: "public", grantor: "postgres", privilege: "create", grantable: false };
    const given = {
      schemas: [aSchema("public", { privileges: [create] })],
      relations: [aTable("orders")],
      server: { version: "14.20", major: 14, engine: "postgresql" as const },
    };
    const script = { kind: "script", name: "schema.sql", tool: null, commit: null } as const;
    expect(ofProject(aServerCatalog({ ...given, source: script }), "sec-least-privilege")).toEqual([
      UNNAMED,
      "not assessed schema public: who may create in public is decided on the server",
      "pass table public.orders",
    ]);
    expect(ofProject(aServerCatalog(given), "sec-least-privilege")).toEqual([
      "fail schema public: Everybody may create objects in schema public.",
      UNNAMED,
      "pass table public.orders",
    ]);
  });
});

describe("the application's roles", () => {
  const relations = [
    aTable("orders", { owner: "owners" }),
    aTable("prices", { owner: "owners" }),
    aTable("notes", { owner: "scribe" }),
  ];
  const roles = [
    aRole("owners", { login: false }),
    aRole("scribe"),
    aRole("shop"),
    aRole("deployer", { memberOf: ["owners"], createRole: true, createDatabase: true }),
    aRole("mirror", { replication: true }),
    aRole("peeker", { bypassRowSecurity: true }),
    aRole("root", { superuser: true }),
    aRole("clerk", { memberOf: ["deployer"] }),
    aRole("heir", { memberOf: ["root"] }),
  ];
  const said = (...names: string[]) =>
    ofProject(aServerCatalog({ relations, roles, schemas: [] }), "sec-least-privilege", security(...names)).filter(
      (line) => line.includes("role"),
    );

  test("fail by their attributes, and by the tables that they or their groups own", () => {
    expect(said("shop", "scribe", "deployer", "mirror", "peeker")).toEqual([
      "fail role deployer: Role deployer, which the application connects as, has CREATEDB CREATEROLE; it is a member of owners, which owns 2 tables, public.orders among them.",
      "fail role mirror: Role mirror, which the application connects as, has REPLICATION.",
      "fail role peeker: Role peeker, which the application connects as, has BYPASSRLS.",
      "fail role scribe: Role scribe, which the application connects as, owns public.notes.",
      "pass role shop",
    ]);
  });

  test("fail by the attributes of their groups, which SET ROLE gives them, apart from a superuser's", () => {
    expect(said("clerk", "heir")).toEqual([
      "fail role clerk: Role clerk, which the application connects as, is a member of deployer, which has CREATEDB CREATEROLE; it is a member of owners, which owns 2 tables, public.orders among them.",
      "pass role heir",
    ]);
  });

  test("lose their attributes by one statement, where nothing else is wrong with them", () => {
    const rule = projectRule("sec-least-privilege");
    const catalog = aServerCatalog({ relations, roles, schemas: [] });
    const context = contextOf(catalog, rule, security("deployer", "mirror", "scribe"));
    const remedies = rule.find(context).flatMap((subject) => {
      const judgement = rule.judge(subject, context);
      return judgement.verdict === "fail" ? (judgement.remedy?.sql ?? []) : [];
    });
    expect(remedies).toEqual(["ALTER ROLE mirror NOREPLICATION"]);
  });

  test("are left to sec-no-superuser-app where they are superusers, and not assessed where they are not there", () => {
    expect(said("root", "shopp")).toEqual([
      "n.a. role root: root is a superuser, which says it all",
      "not assessed role shopp: the server has no role shopp that may log in",
    ]);
  });

  test("are not judged in a replayed history", async () => {
    const catalog = await catalogOf("CREATE TABLE orders (id int)");
    expect(ofProject(catalog, "sec-least-privilege", security("shop"))).toEqual([
      "not assessed role shop: only a server knows what the application's role may do",
      "pass schema public",
      "pass table public.orders",
    ]);
  });
});

test("what it suggests takes away what it found", async () => {
  const bad = `
    CREATE SCHEMA "Shop";
    CREATE TABLE "Shop"."Orders" (id int, "Note" text);
    GRANT CREATE ON SCHEMA "Shop" TO PUBLIC;
    GRANT INSERT, UPDATE ON "Shop"."Orders" TO PUBLIC;
    GRANT UPDATE ("Note") ON "Shop"."Orders" TO PUBLIC;
    CREATE ROLE "Maker";
    ALTER DEFAULT PRIVILEGES FOR ROLE "Maker" IN SCHEMA "Shop" GRANT DELETE ON TABLES TO PUBLIC;`;
  const catalog = await catalogOf(bad);
  const rule = projectRule("sec-least-privilege");
  const context = contextOf(catalog, rule);
  const remedies = rule.find(context).flatMap((subject) => {
    const judgement = rule.judge(subject, context);
    return judgement.verdict === "fail" ? (judgement.remedy?.sql ?? []) : [];
  });
  expect(remedies).toEqual([
    'REVOKE INSERT, UPDATE ON "Shop"."Orders" FROM PUBLIC',
    'REVOKE UPDATE ("Note") ON "Shop"."Orders" FROM PUBLIC',
    'REVOKE CREATE ON SCHEMA "Shop" FROM PUBLIC',
    'ALTER DEFAULT PRIVILEGES FOR ROLE "Maker" IN SCHEMA "Shop" REVOKE DELETE ON TABLES FROM PUBLIC',
  ]);
  const mended = await replayed(`${bad}\n${remedies.join(";\n")}`);
  expect(mended.filter((line) => line.startsWith("fail"))).toEqual([]);
});
