import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogSchema } from "../../src/model/catalog.ts";
import { readCatalog } from "../support/introspection.ts";
import { type Major, PASSWORD, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";
import { change, makeCertificate, whyNoCertificate, writeHostRules } from "../support/server-operations.ts";

const LOCAL = "host all all 127.0.0.1/32 scram-sha-256";

describe.each<Major>([15, 16, 18])("how PostgreSQL %i is run", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  let database: string;
  beforeAll(async () => {
    server = await startServer(major, ["archive_mode=on", "archive_command=exit 1"]);
    database = await server.createDatabase();
    await server.run(database, `CREATE ROLE visitor LOGIN PASSWORD '${PASSWORD}'; CREATE ROLE group_only NOLOGIN`);
  });
  afterAll(() => server.stop());
  const operations = async (role?: string) => (await readCatalog(server, database, role)).operations;

  test("lists the lines of pg_hba.conf in their order, without the secrets of their options", async () => {
    writeHostRules(server, [
      "# a comment",
      LOCAL,
      'hostssl shelf,+clerks "odd name",+clerks 10.1.0.0/16 cert map=clerks',
      "hostnossl all all 0.0.0.0 0.0.0.0 reject",
      "host all all .example.org md5",
      'host all all ::/0 radius radiusservers=127.0.0.1 radiussecrets="s3cret"',
      "host all all 10.2.0.0 255.255.0.255 password",
      "host all all samenet trust",
      "local replication all peer",
    ]);
    const catalog = await readCatalog(server, database);
    expect(catalogSchema.parse(catalog)).toEqual(catalog);
    expect(catalog.omissions).toEqual([]);
    expect(JSON.stringify(catalog)).not.toContain("s3cret");
    const said = (catalog.operations?.hostRules ?? []).map(
      ({ line, type, databases, users, address, netmask, method, options }) => [
        line,
        type,
        databases.join(),
        users.join(),
        address,
        netmask,
        method,
        options.map(({ name, value }) => `${name}=${value}`).join(" "),
      ],
    );
    expect(said).toEqual([
      [2, "host", "all", "all", "127.0.0.1", "255.255.255.255", "scram-sha-256", ""],
      [
        3,
        "hostssl",
        "shelf,+clerks",
        "odd name,+clerks",
        "10.1.0.0",
        "255.255.0.0",
        "cert",
        "map=clerks clientcert=verify-full",
      ],
      [4, "hostnossl", "all", "all", "0.0.0.0", "0.0.0.0", "reject", ""],
      [5, "host", "all", "all", ".example.org", null, "md5", ""],
      [6, "host", "all", "all", "::", "::", "radius", "radiusservers=127.0.0.1 radiussecrets=********"],
      [7, "host", "all", "all", "10.2.0.0", "255.255.0.255", "password", ""],
      [8, "host", "all", "all", "samenet", null, "trust", ""],
      [9, "local", "replication", "all", null, null, "peer", ""],
    ]);
  });

  test("does not go by a file with a faulty line, and says so", async () => {
    writeHostRules(server, [LOCAL, "host all all 10.0.0.0/8 no-such-method"]);
    const { operations: read, omissions } = await readCatalog(server, database);
    expect(read?.hostRules).toBeNull();
    expect(omissions).toEqual([
      {
        kind: "settings",
        what: "pg_hba_file_rules",
        reason: "A line of the file is faulty, so the server goes by an older one.",
        hint: "Mend the line that its error names.",
        place: null,
      },
    ]);
  });

  test("is hidden in part from a role without privileges, until it is granted what the hint says", async () => {
    writeHostRules(server, [LOCAL]);
    const { operations: read, omissions } = await readCatalog(server, database, "visitor");
    expect(read).toEqual({ ...(await operations()), hostRules: null });
    const hidden = omissions.find(({ what }) => what === "pg_hba_file_rules");
    expect(hidden).toEqual({
      kind: "settings",
      what: "pg_hba_file_rules",
      reason: "PostgreSQL shows it to superusers only, and to whom they let.",
      hint: "GRANT SELECT ON pg_hba_file_rules TO visitor; GRANT EXECUTE ON FUNCTION pg_hba_file_rules() TO visitor; shows it.",
      place: null,
    });
    await server.run(database, (hidden?.hint ?? "").replace(" shows it.", ""));
    expect((await operations("visitor"))?.hostRules).toEqual((await operations())?.hostRules);
  });

  test("tells of the archiver when it last failed, and when it last went well", async () => {
    const fresh = await readCatalog(server, database);
    expect(fresh.settings.find(({ name }) => name === "archive_mode")?.value).toBe("on");
    const until = async (column: string) => {
      await server.run(database, "CREATE TABLE IF NOT EXISTS spill (); SELECT pg_switch_wal()");
      await server.run(
        database,
        `DO $$ BEGIN FOR i IN 1 .. 400 LOOP
          PERFORM pg_stat_clear_snapshot();
          EXIT WHEN (SELECT ${column} FROM pg_stat_archiver) > 0;
          PERFORM pg_sleep(0.05);
        END LOOP; END $$`,
      );
      return (await operations())?.archiver;
    };
    const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const failing = await until("failed_count");
    expect(failing).toEqual({ archived: 0, lastArchivedAt: null, failed: expect.any(Number), lastFailedAt: iso });
    expect(failing?.failed).toBeGreaterThan(0);
  });

  test("lists every role that may log in, and marks those that nothing mentions", async () => {
    const { roles } = await readCatalog(server, database);
    expect(roles.map(({ name, login, mentioned }) => ({ name, login, mentioned }))).toEqual([
      { name: "pg_database_owner", login: false, mentioned: true },
      { name: "postgres", login: true, mentioned: true },
      { name: "visitor", login: true, mentioned: false },
    ]);
  });

  test.skipIf(whyNoCertificate !== null)("tells whether the connection was encrypted", async () => {
    expect((await operations())?.connection).toEqual({ remote: false, encrypted: false });
    await makeCertificate(server);
    await change(server, { ssl: "on" });
    expect((await operations())?.connection).toEqual({ remote: false, encrypted: true });
  });
});
