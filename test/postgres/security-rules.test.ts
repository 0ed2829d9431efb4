import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RuleContext } from "../../src/model/rule.ts";
import { ofProject } from "../rules/project-rules.ts";
import { readCatalog } from "../support/introspection.ts";
import { type Major, PASSWORD, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";
import { change, makeCertificate, whyNoCertificate, writeHostRules } from "../support/server-operations.ts";

const SQL = `
  CREATE ROLE shop_owner NOLOGIN;
  CREATE ROLE shop_app LOGIN PASSWORD '${PASSWORD}';
  CREATE ROLE shop_root LOGIN SUPERUSER;
  CREATE ROLE shop_jobs LOGIN CREATEDB BYPASSRLS;
  CREATE ROLE shop_deployer LOGIN;
  CREATE ROLE rds_superuser NOLOGIN;
  CREATE ROLE shop_cloud LOGIN;
  CREATE ROLE intern LOGIN VALID UNTIL '2020-01-01 00:00:00+00';
  GRANT shop_owner TO shop_deployer;
  GRANT rds_superuser TO shop_cloud;
  CREATE SCHEMA shop AUTHORIZATION shop_owner;
  CREATE TABLE shop.orders (id int PRIMARY KEY);
  ALTER TABLE shop.orders OWNER TO shop_owner;
  CREATE TABLE shop.notes (id int PRIMARY KEY, body text);
  GRANT SELECT ON shop.orders, shop.notes TO PUBLIC;
  GRANT INSERT, SELECT ON shop.orders TO shop_app;
  GRANT INSERT, UPDATE (body) ON shop.notes TO PUBLIC;
  ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner GRANT DELETE ON TABLES TO PUBLIC;`;
const LOCAL = "host all all 127.0.0.1/32 scram-sha-256";
const APP = {
  security: { appRoles: ["shop_app", "shop_cloud", "shop_deployer", "shop_jobs", "shop_root"], tenantColumn: null },
};

describe.each<Major>([15, 18])("rules on how PostgreSQL %i is run", (major) => {
  const missing = whyNoServer(major) ?? whyNoCertificate;
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  let database: string;
  beforeAll(async () => {
    server = await startServer(major, ["listen_addresses=*", "archive_mode=on"]);
    database = await server.createDatabase(SQL);
  });
  afterAll(() => server.stop());
  const said = async (id: string, given: Partial<Pick<RuleContext, "security" | "asOf">> = {}, role?: string) =>
    ofProject(await readCatalog(server, database, role), id, given);

  test("tell what everybody, and what the application's roles, may do beyond their work", async () => {
    expect(await said("sec-least-privilege", APP)).toEqual([
      "fail default privileges tables of shop_owner: By default everybody may delete in new tables of shop_owner.",
      "fail role shop_deployer: Role shop_deployer, which the application connects as, is a member of shop_owner, which owns shop.orders.",
      "fail role shop_jobs: Role shop_jobs, which the application connects as, has CREATEDB BYPASSRLS.",
      "fail table shop.notes: Everybody may insert in shop.notes, and write in 1 more of its columns or partitions.",
      "n.a. role shop_root: shop_root is a superuser, which says it all",
      "pass role shop_app",
      "pass role shop_cloud",
      "pass schema shop",
      "pass table shop.orders",
    ]);
    expect((await said("sec-least-privilege")).filter((line) => line.startsWith("not assessed"))).toEqual([
      "not assessed project: the config does not say what the application connects as (security.appRoles)",
    ]);
  });

  test("tell which of the application's roles are superusers, to a role without privileges too", async () => {
    const all = [
      "fail role shop_cloud: Role shop_cloud, which the application connects as, is a member of the superuser rds_superuser.",
      "fail role shop_root: Role shop_root, which the application connects as, is a superuser.",
      "pass role shop_app",
      "pass role shop_deployer",
      "pass role shop_jobs",
    ];
    expect(await said("sec-no-superuser-app", APP)).toEqual(all);
    expect(await said("sec-no-superuser-app", APP, "shop_app")).toEqual(all);
    expect(await said("sec-no-superuser-app")).toEqual([
      "not assessed project: the config does not say what the application connects as (security.appRoles); superusers that may log in: postgres and shop_root",
    ]);
  });

  test("tell where to begin going through the roles", async () => {
    expect(await said("sec-privilege-audit", { asOf: "2026-06-01" })).toEqual([
      "not assessed project: no design note attests it; roles that may log in whose password has ended: intern; roles that may log in that no object here names: intern, shop_cloud, shop_deployer and shop_jobs",
    ]);
  });

  test("tell whether TLS is there, and whether each line of pg_hba.conf asks for it", async () => {
    writeHostRules(server, [LOCAL, "hostssl all all 10.0.0.0/8 scram-sha-256", "host all all fd00::/8 scram-sha-256"]);
    expect(await said("sec-tls")).toEqual([
      "fail setting ssl: The setting ssl is off: no connection can be encrypted.",
    ]);
    await makeCertificate(server);
    await change(server, { ssl: "on" });
    expect(await said("sec-tls")).toEqual([
      "fail line of pg_hba.conf host all all fd00::/8 scram-sha-256: The line host all all fd00::/8 scram-sha-256 of pg_hba.conf lets connections in that do not use TLS.",
      "pass line of pg_hba.conf hostssl all all 10.0.0.0/8 scram-sha-256",
      "pass setting ssl",
    ]);
    writeHostRules(server, [LOCAL, "hostnossl all all ::/0 reject", "host all all fd00::/8 scram-sha-256"]);
    expect(await said("sec-tls")).toEqual([
      "pass line of pg_hba.conf host all all fd00::/8 scram-sha-256",
      "pass setting ssl",
    ]);
    expect(await said("sec-tls", {}, "shop_app")).toEqual([
      "not assessed setting ssl: TLS is there; whether it is required stands in pg_hba.conf, which could not be read",
    ]);
  });

  test("tell which lines of pg_hba.conf are open to every address", async () => {
    writeHostRules(server, [
      LOCAL,
      "host all all all md5",
      "hostssl all all 0.0.0.0/0 cert",
      "hostssl shelf all ::/0 md5",
    ]);
    expect(await said("sec-network")).toEqual([
      "fail line of pg_hba.conf host all all all md5: The line host all all all md5 of pg_hba.conf is open to every address.",
      "fail line of pg_hba.conf hostssl shelf all ::/0 md5: The line hostssl shelf all ::/0 md5 of pg_hba.conf is open to every address.",
      "not assessed setting listen_addresses: the server answers other machines, and does not see the firewall before it",
      "pass line of pg_hba.conf hostssl all all 0.0.0.0/0 cert",
    ]);
    writeHostRules(server, [LOCAL, "local all all peer", "host all all 0.0.0.0/0 reject"]);
    expect(await said("sec-network")).toEqual(["pass setting listen_addresses"]);
    expect(await said("sec-network", {}, "shop_app")).toEqual([
      "not assessed setting listen_addresses: who may connect stands in pg_hba.conf, which could not be read",
    ]);
  });

  test("tell how new passwords are kept", async () => {
    expect(await said("password-md5")).toEqual(["pass setting password_encryption"]);
    await change(server, { password_encryption: "md5" });
    expect(await said("password-md5")).toEqual([
      "fail setting password_encryption: The setting password_encryption is md5: new passwords are kept as hashes that one can log in with.",
    ]);
    await change(server, { password_encryption: null });
  });

  test("tell when archiving fails, and no more when it goes well", async () => {
    /** Fills a WAL file and waits until the archiver has dealt with it. */
    const archive = async (command: string, column: string) => {
      await change(server, { archive_command: command });
      await server.run(database, "CREATE TABLE spill (); DROP TABLE spill; SELECT pg_switch_wal()");
      await server.run(
        database,
        `DO $$ BEGIN FOR i IN 1 .. 400 LOOP
          PERFORM pg_stat_clear_snapshot();
          EXIT WHEN (SELECT ${column} FROM pg_stat_archiver);
          PERFORM pg_sleep(0.05);
        END LOOP; END $$`,
      );
      return (await said("ops-backup-monitored")).map((line) => line.replaceAll(/\d{4}-\S+Z/g, "TIME"));
    };
    expect(await archive("exit 1", "failed_count > 0")).toEqual([
      "fail project: Archiving WAL fails: the last attempt was at TIME, and none ever went well.",
    ]);
    expect(await archive("exit 0", "last_archived_time > last_failed_time")).toEqual([
      "not assessed project: no design note attests it",
    ]);
    expect(await archive("exit 1", "last_failed_time > last_archived_time")).toEqual([
      "fail project: Archiving WAL fails: the last attempt was at TIME, and the last that went well was at TIME.",
    ]);
    const [scheduled] = await said("ops-backup-scheduled");
    expect(scheduled?.replace(/\d{4}-\S+Z/, "TIME")).toBe(
      "not assessed project: no design note attests it; the server archives WAL, last at TIME, which is half a backup",
    );
  });
});
