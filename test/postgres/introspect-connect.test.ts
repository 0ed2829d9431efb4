import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Environment } from "../../introspect/connect/connection-parameters.ts";
import { connect } from "../../introspect/connect/index.ts";
import { DatabaseError } from "../../introspect/session.ts";
import { UserError } from "../../src/model/user-error.ts";
import { PASSWORD, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const missing = whyNoServer(18);

describe.skipIf(missing !== null)(`connecting${missing === null ? "" : ` (${missing})`}`, () => {
  let server: PostgresServer;
  let database: string;
  let home: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "cartulary-home-"));
    server = await startServer(18);
    database = await server.createDatabase();
    await server.run("postgres", `CREATE ROLE outsider LOGIN PASSWORD '${PASSWORD}'`);
    await server.run("postgres", `REVOKE CONNECT ON DATABASE ${database} FROM PUBLIC`);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(home, { recursive: true });
  });

  /** Who and where one is, through the connection. */
  const visit = async (target: string | null, environment: Environment = {}) => {
    const connection = await connect(target, { HOME: home, ...environment });
    try {
      const [row] = await connection.query(
        "SELECT current_user AS role, current_database() AS database, current_setting('application_name') AS program",
      );
      return { describe: connection.describe, ...row };
    } finally {
      await connection.close();
    }
  };
  const here = () => ({
    describe: `127.0.0.1:${server.port}/${database}`,
    role: "postgres",
    database,
    program: "cartulary",
  });
  const variables = () => ({
    PGHOST: "127.0.0.1",
    PGPORT: String(server.port),
    PGUSER: "postgres",
    PGPASSWORD: PASSWORD,
    PGDATABASE: database,
  });
  const failure = async (target: string | null, environment: Environment = {}) => {
    const error = await visit(target, environment).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    const { message, place, hint, stack, cause } = error as UserError;
    expect(`${message} ${place} ${hint} ${stack} ${JSON.stringify(cause)}`).not.toContain("throw");
    return message;
  };

  test("takes a URL", async () => {
    expect(await visit(server.urlOf(database))).toEqual(here());
  });

  test("takes libpq's keywords and JDBC's URL", async () => {
    const password = PASSWORD.replaceAll(/['\\]/g, "\\$&");
    const keywords = `host=127.0.0.1 port=${server.port} user=postgres password='${password}' dbname=${database}`;
    const url = `jdbc:postgresql://127.0.0.1:${server.port}/${database}?user=postgres&password=${encodeURIComponent(PASSWORD)}`;
    expect(await visit(keywords)).toEqual(here());
    expect(await visit(url)).toEqual(here());
  });

  test("takes the PG* variables", async () => {
    expect(await visit(null, variables())).toEqual(here());
  });

  test("takes a unix socket's folder as the host, in the URL's parameters too", async () => {
    const password = encodeURIComponent(PASSWORD);
    const target = `postgres://postgres:${password}@/${database}?host=${encodeURIComponent(server.folder)}&port=${server.port}`;
    expect(await visit(target)).toEqual({ ...here(), describe: `${server.folder}:${server.port}/${database}` });
  });

  test("takes the first of several hosts that answers", async () => {
    const login = `postgres:${encodeURIComponent(PASSWORD)}`;
    const two = `postgres://${login}@127.0.0.1:1,127.0.0.1:${server.port}/${database}`;
    expect(await visit(two)).toEqual(here());
    expect(await visit(null, { ...variables(), PGHOST: "127.0.0.1,127.0.0.1", PGPORT: `1,${server.port}` })).toEqual(
      here(),
    );
    expect(await failure(`postgres://${login}@127.0.0.1:1,127.0.0.1:2/${database}`)).toBe(
      "None of the servers that are named can be used.",
    );
    // It is there and refuses: the other would be the same.
    expect(await failure(`postgres://postgres@127.0.0.1:${server.port},127.0.0.1:1/${database}`)).toBe(
      `127.0.0.1:${server.port} asks for the password of the role "postgres".`,
    );
  });

  test("takes a server of the kind that target_session_attrs asks for", async () => {
    const url = `${server.urlOf(database)}?target_session_attrs=`;
    for (const kind of ["any", "read-write", "primary", "prefer-standby"])
      expect(await visit(url + kind)).toEqual(here());
    expect(await failure(`${url}standby`)).toBe(
      `127.0.0.1:${server.port} is no standby, and target_session_attrs asks for standby.`,
    );
    expect(await failure(`${url}read-only`)).toBe(
      `127.0.0.1:${server.port} is not read-only, and target_session_attrs asks for read-only.`,
    );
    const options = encodeURIComponent("-c default_transaction_read_only=on");
    expect(await visit(`${url}read-only&options=${options}`)).toEqual(here());
    expect(await failure(`${url}read-write&options=${options}`)).toBe(
      `127.0.0.1:${server.port} is read-only, and target_session_attrs asks for read-write.`,
    );
  });

  test("takes the password from .pgpass, escapes and wildcards read, unless others may read the file", async () => {
    const file = join(home, ".pgpass");
    writeFileSync(
      file,
      `# desk\nelse:*:*:*:wrong\n127.0.0.1:*:${database}:postgres:${PASSWORD.replaceAll(":", "\\:")}\n`,
    );
    chmodSync(file, 0o600);
    const target = `postgres://postgres@127.0.0.1:${server.port}/${database}`;
    expect(await visit(target)).toEqual(here());
    chmodSync(file, 0o644);
    expect(await failure(target)).toBe(`127.0.0.1:${server.port} asks for the password of the role "postgres".`);
    rmSync(file);
  });

  test("takes a service's section, which the URL overrules and the variables do not", async () => {
    const file = join(home, "services");
    writeFileSync(
      file,
      `[other]\nport=1\n[desk]\nhost=127.0.0.1\nport=${server.port}\nuser=postgres\npassword=${PASSWORD}\ndbname=postgres\n`,
    );
    const environment = { PGSERVICEFILE: file, PGPORT: "2" };
    expect(await visit(`postgres:///${database}?service=desk`, environment)).toEqual(here());
    expect(await failure("postgres:///?service=missing", environment)).toBe(
      'The service "missing" stands in no service file.',
    );
  });

  test("cells are the server's text, whatever the type", async () => {
    const connection = await connect(server.urlOf(database), {});
    const rows = await connection.query("SELECT 1::int8 AS a, true AS b, '{x,\"y z\"}'::name[] AS c, NULL AS d");
    const error = await connection.query("SELECT nothing").catch((caught: unknown) => caught);
    await connection.close();
    expect(rows).toEqual([{ a: "1", b: "t", c: '{x,"y z"}', d: null }]);
    expect(error).toEqual(new DatabaseError('column "nothing" does not exist', { code: "42703", position: 8 }));
  });

  test.each([
    [
      "a wrong password",
      () => ({ PGPASSWORD: "throw it" }),
      () => `127.0.0.1:${server.port} refused the password of the role "postgres".`,
    ],
    [
      "no such database",
      () => ({ PGDATABASE: "nowhere" }),
      () => `127.0.0.1:${server.port} has no database "nowhere".`,
    ],
    [
      "a role that may not connect",
      () => ({ PGUSER: "outsider" }),
      () => `The role "outsider" may not connect to "${database}" on 127.0.0.1:${server.port}.`,
    ],
    ["a server that is not there", () => ({ PGPORT: "1" }), () => "No server listens on 127.0.0.1:1."],
    ["a socket that is not there", () => ({ PGHOST: home }), () => `No server listens on ${home}:${server.port}.`],
    [
      "an unknown host",
      () => ({ PGHOST: "no-such-host.invalid" }),
      () => 'The host "no-such-host.invalid" is unknown.',
    ],
    [
      "a server without TLS",
      () => ({ PGSSLMODE: "require" }),
      () => `127.0.0.1:${server.port} has no TLS, and sslmode=require asks for it.`,
    ],
    [
      "a missing root certificate",
      () => ({ PGSSLMODE: "verify-full" }),
      () => "sslmode=verify-full needs a root certificate, and there is none.",
    ],
    ["an unknown sslmode", () => ({ PGSSLMODE: "perhaps" }), () => `sslmode "perhaps" is unknown.`],
    [
      "a port that is none",
      () => ({ PGPORT: "five" }),
      () => 'The port "five" of the connection is not a number from 1 to 65535.',
    ],
  ])("says what is wrong with %s", async (_, changed, message) => {
    expect(await failure(null, { ...variables(), ...changed() })).toBe(message());
  });

  test("does not repeat a malformed URL", async () => {
    expect(await failure("postgres://a:throw@host:port/x")).toBe("The connection string cannot be read.");
  });

  test.each([
    ["between queries", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cartulary'"],
    ["in the middle of one", null],
  ])("says that a connection was lost %s", async (_, fromOutside) => {
    const connection = await connect(server.urlOf(database), {});
    if (fromOutside !== null) await server.run("postgres", fromOutside);
    const error = await connection
      .query("SELECT pg_terminate_backend(pg_backend_pid())")
      .catch((caught: unknown) => caught);
    await connection.close();
    expect(error).toMatchObject({
      name: "UserError",
      message: `The connection to 127.0.0.1:${server.port}/${database} was lost.`,
    });
  });
});
