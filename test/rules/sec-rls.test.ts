import { describe, expect, test } from "vitest";
import type { Catalog } from "../../src/model/catalog.ts";
import type { RuleContext } from "../../src/model/rule.ts";
import { toPlainText } from "../../src/model/sentence.ts";
import { aColumn, aTable } from "../support/catalog.ts";
import { aRole, aServerCatalog } from "../support/server-catalog.ts";
import { contextOf } from "./context.ts";
import { catalogOf } from "./in-words.ts";
import { judgeable, tableRule } from "./table-rules.ts";

const SHARED = { security: { appRoles: [] as string[], tenantColumn: "tenant_id" } };

/** One line a subject, with the remedy. */
function judged(catalog: Catalog, given: Partial<Pick<RuleContext, "security">>, id = "sec-rls"): string[] {
  const rule = tableRule(id);
  const context = contextOf(catalog, rule, given);
  return judgeable(catalog).flatMap((table) =>
    rule.find(table, context).map((subject) => {
      const judgement = rule.judge(subject, table, context);
      if (judgement.verdict === "pass") return `pass ${table.name}`;
      if (judgement.verdict !== "fail") return `${judgement.verdict} ${table.name}: ${toPlainText(judgement.reason)}`;
      return [`fail ${table.name}: ${toPlainText(judgement.message)}`, ...(judgement.remedy?.sql ?? [])].join(" | ");
    }),
  );
}

const SQL = `
  CREATE TABLE closed (id int, tenant_id int);
  ALTER TABLE closed ENABLE ROW LEVEL SECURITY;
  CREATE TABLE currencies (code text);
  CREATE TABLE events (id int, tenant_id int) PARTITION BY LIST (tenant_id);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES IN (1);
  ALTER TABLE events ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON events USING (tenant_id = 1);
  CREATE TABLE forgotten (id int, tenant_id int);
  CREATE TABLE idle (id int, tenant_id int);
  CREATE POLICY own ON idle USING (tenant_id = 1);`;

test("a table with the tenant's column needs row level security that is on and a policy; partitions have their parent's", async () => {
  expect(judged(await catalogOf(SQL), SHARED)).toEqual([
    "fail closed: Table closed holds rows of several customers, and row level security without a policy shows nobody any.",
    "pass events",
    "fail forgotten: Table forgotten holds rows of several customers and has no row level security, and no policy.",
    "fail idle: Table idle holds rows of several customers and has no row level security; its policies do nothing until it is on. | ALTER TABLE public.idle ENABLE ROW LEVEL SECURITY",
  ]);
});

test("restrictive policies alone are none: they take from what others give", async () => {
  const sql = `CREATE TABLE shut (tenant_id int); ALTER TABLE shut ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON shut AS RESTRICTIVE USING (tenant_id = 1)`;
  expect(judged(await catalogOf(sql), SHARED)).toEqual([
    "fail shut: Table shut holds rows of several customers, and restrictive policies alone show nobody any.",
  ]);
});

test("what it says of a table the rules beyond the guide do not say again", async () => {
  const catalog = await catalogOf(SQL);
  expect(judged(catalog, SHARED, "rls-policy-disabled")).toEqual(["pass events"]);
  expect(judged(catalog, SHARED, "rls-no-policy")).toEqual(["pass events"]);
  expect(judged(catalog, {}, "rls-no-policy").filter((line) => line.startsWith("fail"))).toHaveLength(1);
});

describe("a role of the application that owns the table", () => {
  const policies = [
    {
      kind: "policy" as const,
      name: "own",
      command: "all" as const,
      permissive: true,
      roles: ["public"],
      using: "true",
      withCheck: null,
      comment: null,
      origin: null,
    },
  ];
  const relation = (name: string, owner: string | null, forced: boolean) =>
    aTable(name, { owner, policies, columns: [aColumn("tenant_id")], rowSecurity: { enabled: true, forced } });
  const roles = [aRole("shop"), aRole("jobs", { memberOf: ["owners"] }), aRole("owners", { login: false })];
  const said = (appRoles: string[], ...relations: ReturnType<typeof relation>[]) =>
    judged(aServerCatalog({ relations, roles }), { security: { appRoles, tenantColumn: "tenant_id" } });

  test("is not bound by policies unless they are forced, nor is a member of the owner", () => {
    expect(
      said(["shop"], relation("a", "shop", false), relation("b", "shop", true), relation("c", "owners", false)),
    ).toEqual([
      "fail a: Table a holds rows of several customers, and its policies do not bind shop, since shop owns it. | ALTER TABLE public.a FORCE ROW LEVEL SECURITY",
      "pass b",
      "pass c",
    ]);
    expect(said(["shop", "jobs"], relation("c", "owners", false))).toEqual([
      "fail c: Table c holds rows of several customers, and its policies do not bind jobs, since owners owns it. | ALTER TABLE public.c FORCE ROW LEVEL SECURITY",
    ]);
  });

  test("is not known where the server does not have it, as when the config misspells it", () => {
    expect(said(["shop", "shopp"], relation("a", "shop", false), relation("b", "other", false))).toEqual([
      "fail a: Table a holds rows of several customers, and its policies do not bind shop, since shop owns it. | ALTER TABLE public.a FORCE ROW LEVEL SECURITY",
      "not assessed b: the server has no role shopp that may log in",
    ]);
  });

  test("is not known of a replayed history; forced policies bind whoever it is", () => {
    expect(said(["shop"], relation("a", null, false), relation("b", null, true))).toEqual([
      "not assessed a: only a server knows whether the application owns the table",
      "pass b",
    ]);
    expect(said([], relation("a", null, false))).toEqual(["pass a"]);
  });
});

test("without a tenant's column nothing is judged, and a column that looks like one is named", async () => {
  const undeclared = "n.a. %: the config names no security.tenantColumn";
  const said = async (sql: string) => judged(await catalogOf(sql), {});
  const accounts =
    "CREATE TABLE a (account_id int); CREATE TABLE b (account_id int, org_id int); CREATE TABLE c (id int);";
  const hint = "; account_id stands in half of the tables or more";
  expect(await said(accounts)).toEqual(["a", "b", "c"].map((name) => undeclared.replace("%", name) + hint));
  expect(await said(`${accounts} CREATE TABLE d (id int); CREATE TABLE e (id int)`)).toEqual(
    ["a", "b", "c", "d", "e"].map((name) => undeclared.replace("%", name)),
  );
  expect(await said("CREATE TABLE a (tenant_id int)")).toEqual([undeclared.replace("%", "a")]);
});
