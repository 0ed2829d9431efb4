import { expect, test } from "vitest";
import { aCatalog } from "../support/catalog.ts";
import { aRole, aServerCatalog } from "../support/server-catalog.ts";
import { ofProject } from "./project-rules.ts";

const roles = [
  aRole("postgres", { superuser: true, createDatabase: true }),
  aRole("shop", {}),
  aRole("shop_root", { superuser: true }),
  aRole("jobs", { memberOf: ["admins"] }),
  aRole("admins", { login: false, memberOf: ["postgres"] }),
  aRole("cloud", { memberOf: ["rds_superuser"] }),
  aRole("rds_superuser", { login: false }),
  aRole("readers", { login: false }),
  aRole("report", { memberOf: ["readers"] }),
];
const security = (...appRoles: string[]) => ({ security: { appRoles, tenantColumn: null } });

test("a role of the application that is a superuser, or reaches one, fails", () => {
  const app = security("shop", "shop_root", "jobs", "cloud", "report");
  expect(ofProject(aServerCatalog({ roles }), "sec-no-superuser-app", app)).toEqual([
    "fail role cloud: Role cloud, which the application connects as, is a member of the superuser rds_superuser.",
    "fail role jobs: Role jobs, which the application connects as, is a member of the superuser postgres.",
    "fail role shop_root: Role shop_root, which the application connects as, is a superuser.",
    "pass role report",
    "pass role shop",
  ]);
});

test("a membership that neither inherits nor allows SET ROLE gives nothing", () => {
  const idle = { ...aRole("idle"), memberOf: [{ role: "postgres", admin: false, inherit: false, set: false }] };
  const catalog = aServerCatalog({ roles: [...roles, idle] });
  expect(ofProject(catalog, "sec-no-superuser-app", security("idle"))).toEqual(["pass role idle"]);
});

test("which roles stand in a superuser's place can be chosen", () => {
  const options = { adminRoles: ["readers"] };
  const given = { ...security("report", "cloud"), options };
  expect(ofProject(aServerCatalog({ roles }), "sec-no-superuser-app", given)).toEqual([
    "fail role report: Role report, which the application connects as, is a member of the superuser readers.",
    "pass role cloud",
  ]);
});

test("without the application's roles it is not assessed, and the superusers that may log in are named", () => {
  expect(ofProject(aServerCatalog({ roles }), "sec-no-superuser-app")).toEqual([
    "not assessed project: the config does not say what the application connects as (security.appRoles); superusers that may log in: postgres and shop_root",
  ]);
});

test("a role that is not there, and a replayed history, are not assessed", () => {
  expect(ofProject(aServerCatalog({ roles }), "sec-no-superuser-app", security("shopp"))).toEqual([
    "not assessed role shopp: the server has no role shopp that may log in",
  ]);
  expect(ofProject(aCatalog({ roles }), "sec-no-superuser-app", security("shop_root"))).toEqual([
    "not assessed role shop_root: only a server knows who is a superuser",
  ]);
});
