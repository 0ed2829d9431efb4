import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { reporters } from "../../src/cli/reports/index.ts";
import { run } from "../../src/cli/run.ts";
import { runCartulary, runCartularyHere } from "../support/cartulary.ts";
import { PASSWORD, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const SECRET = "Sw0rd-fish-XYZZY";
/** A port that nobody listens on. */
const HOST = "127.0.0.1:1";

const folder = mkdtempSync(join(tmpdir(), "cartulary-secrets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every way in which an address is written, read or not. */
const ADDRESSES = [
  `postgres://app:${SECRET}@${HOST}/shop`,
  `postgres://app:${SECRET}@no-such-host.invalid/shop`,
  `postgres://app:${SECRET}@${HOST}/shop?sslmode=bogus`,
  `postgres://app:${SECRET}@127.0.0.1:bad/shop`,
  `postgres://app:a#b/${SECRET}@${HOST}/shop`,
  `postgres://app:${SECRET}/pw@${HOST}/shop`,
  `postgres://app:a%zz${SECRET}@${HOST}/shop`,
  `postgres://app:with blank ${SECRET}@${HOST}/shop`,
  `postgres://app:${SECRET}`,
  `postgresql+psycopg://app:${SECRET}@${HOST}/shop`,
  `postgis://app:${SECRET}@${HOST}/shop`,
  `POSTGRES://app:${SECRET}@${HOST}/shop`,
  ` postgres://app:${SECRET}@${HOST}/shop`,
  `'postgres://app:${SECRET}@${HOST}/shop'`,
  `postgres://${HOST}/shop?password=${SECRET}&user=app`,
  `jdbc:postgresql://${HOST}/shop?user=app&password=${SECRET}`,
  `jdbc:postgresql:app:${SECRET}@${HOST}/shop`,
  `jdbc:mysql://${HOST}/shop?user=app&password=${SECRET}`,
  `mysql://app:${SECRET}@${HOST}/shop`,
  `host=127.0.0.1 port=1 user=app password=${SECRET} dbname=shop`,
  `host=127.0.0.1 port=1 password='a ${SECRET}' dbname=shop`,
  `host=127.0.0.1 port= password=${SECRET} dbname=shop`,
  `host=127.0.0.1 password=with blank ${SECRET}`,
  `Server=127.0.0.1;User Id=app;Password=${SECRET}`,
  `postgres:app:${SECRET}@${HOST}/shop`,
  `postgres:/app:${SECRET}@${HOST}/shop`,
  `app:${SECRET}@${HOST}/shop`,
  `app:${SECRET}@localhost/shop`,
];

/** Where one may stand on the command line, on purpose or by mistake. */
const COMMANDS: readonly ((address: string) => string[])[] = [
  (address) => ["introspect", address, "--out", "-"],
  (address) => ["score", address, "extra"],
  (address) => ["introspect", `--sorce=${address}`],
  (address) => ["introspect", "--config", address],
  (address) => ["introspct", address],
  (address) => [address],
  (address) => ["explain", address],
  (address) => ["explain", "public.t", "--source", address],
  (address) => ["fix", address, "--rule", address],
  (address) => ["score", "--fail-on", address],
  (address) => ["score", "--min-score", address],
  (address) => ["score", address, "--baseline", address],
  (address) => ["build", address, "--as-of", address],
];

describe("no way to name a connection prints its password", () => {
  let printed = "";
  beforeEach(() => {
    printed = "";
    const keep = (text: unknown) => {
      printed += String(text);
      return true;
    };
    vi.spyOn(process.stdout, "write").mockImplementation(keep);
    vi.spyOn(process.stderr, "write").mockImplementation(keep);
    vi.stubEnv("DATABASE_URL", "");
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  /** Runs it, and gives what was printed and is neither masked nor said at all. */
  const leakOf = async (argv: string[]) => {
    expect(await run(argv)).toBe(2);
    expect(printed).not.toBe("");
    return /XYZZY|Sw0rd/.test(printed) ? printed : null;
  };

  test.each(ADDRESSES)("%s", async (address) => {
    for (const command of COMMANDS) {
      printed = "";
      expect(await leakOf(command(address))).toBeNull();
    }
  });

  test.each(ADDRESSES)("DATABASE_URL=%s", async (address) => {
    vi.stubEnv("DATABASE_URL", address);
    expect(await leakOf(["introspect"])).toBeNull();
  });

  const configs: readonly (readonly [string, string, (address: string) => string])[] = [
    ["a source", "json", (address) => JSON.stringify({ source: address })],
    ["broken JSON", "json", (address) => `{"source":${JSON.stringify(address)},}`],
    ["an unknown key", "json", (address) => JSON.stringify({ surce: address })],
    ["an unknown key that is one", "json", (address) => JSON.stringify({ [address]: 1 })],
    ["a value of another type", "json", (address) => JSON.stringify({ source: [address] })],
    ["a folder of notes", "json", (address) => JSON.stringify({ notes: address })],
    ["a rule", "json", (address) => JSON.stringify({ rules: { [address]: {} } })],
    ["a syntax error", "mjs", (address) => `export default { source: ${JSON.stringify(address)} }}`],
    ["an exception", "mjs", (address) => `throw new Error(${JSON.stringify(address)})`],
    ["an exception that is none", "mjs", (address) => `throw ${JSON.stringify(address)}`],
    ["an import", "mjs", (address) => `import ${JSON.stringify(address)}; export default {}`],
  ];
  test.each(configs)("a configuration with %s", async (name, ending, write) => {
    for (const [index, address] of ADDRESSES.entries()) {
      const home = join(folder, `${name}-${index}`);
      mkdirSync(home);
      writeFileSync(join(home, `cartulary.config.${ending}`), write(address));
      printed = "";
      expect(await leakOf(["score", home])).toBeNull();
    }
  });
});

test("an error of a bug is told without the password that is in it, and without what steers a terminal", async () => {
  const home = join(folder, "bug");
  mkdirSync(home);
  writeFileSync(join(home, "a.sql"), "CREATE TABLE t (id int PRIMARY KEY);");
  writeFileSync(
    join(home, "cartulary.config.mjs"),
    `process.nextTick(() => { throw new Error("\\u001b[31m##vso[x] postgres://app:${SECRET}@host/db") });
     export default { source: "a.sql" };`,
  );
  const { code, stderr } = await runCartulary(["score", "."], { cwd: home });
  expect(code).toBe(70);
  expect(stderr).toContain("Error: \\u001b[31m#\\u0023vso[x] postgres://app:********@host/db\n    at ");
  expect(stderr).not.toContain(SECRET);
});

const missing = whyNoServer(18);

describe.skipIf(missing !== null)(`the password of a live connection${missing === null ? "" : ` (${missing})`}`, () => {
  let server: PostgresServer;
  let database: string;
  const encoded = encodeURIComponent(PASSWORD);
  beforeAll(async () => {
    server = await startServer(18);
    database = await server.createDatabase(`
      CREATE TABLE connections (
        id uuid PRIMARY KEY,
        address text DEFAULT 'postgres://app:${SECRET}@host/db',
        "name ${PASSWORD}" text
      );
      COMMENT ON TABLE connections IS 'Log in with ${PASSWORD}, or ${encoded}.';
      COMMENT ON COLUMN connections.address IS 'host=db user=app password=${SECRET}';
      CREATE FUNCTION log_in() RETURNS text LANGUAGE plpgsql AS $$
        BEGIN
          EXECUTE 'CREATE ROLE app PASSWORD ''${SECRET}''';
          RETURN '${PASSWORD}';
        END $$;
      CREATE VIEW remote AS SELECT 'dbname=x host=h password=''${SECRET}'''::text AS address, '${PASSWORD}'::text AS login;
    `);
  });
  afterAll(() => server.stop());

  const held = (text: string) => [PASSWORD, encoded, SECRET].filter((secret) => text.includes(secret));

  test.each(Object.keys(reporters))("stands in no %s report", async (format) => {
    const args = ["score", server.urlOf(database), "--format", format, "--fail-on", "none"];
    const { code, stdout, stderr } = await runCartularyHere(args, { cwd: folder });
    expect([code, held(stdout + stderr)]).toEqual([0, []]);
  });

  test.each([
    ["json", () => ({ PGPASSWORD: PASSWORD })],
    ["sql", () => ({ PGPASSFILE: pgpass() })],
  ])("stands in no catalog as %s, wherever it comes from", async (format, environment) => {
    const target = server.urlOf(database).replace(/:[^/@]*@/, "@");
    const args = ["introspect", target, "--format", format, "--out", "-"];
    const { code, stdout, stderr } = await runCartularyHere(args, { cwd: folder, environment: environment() });
    expect([code, held(stdout + stderr)]).toEqual([0, []]);
  });

  test("stands in no file of a site", async () => {
    const { code, stdout, stderr } = await runCartularyHere(["build", server.urlOf(database)], { cwd: folder });
    expect([code, held(stdout + stderr)]).toEqual([0, []]);
    const files = readdirSync(join(folder, "site"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.filter((file) => held(readFileSync(file, "utf8")).length > 0)).toEqual([]);
  });

  test("is refused, and missed, without a word of it, or of .pgpass", async () => {
    const target = server.urlOf(database).replace(/:[^/@]*@/, "@");
    const wrong = await runCartularyHere(["introspect", target], { cwd: folder, environment: { PGPASSWORD: SECRET } });
    expect(wrong.stderr).toContain('refused the password of the role "postgres".');
    const open = await runCartularyHere(["introspect", target], {
      cwd: folder,
      environment: { PGPASSFILE: pgpass(0o644) },
    });
    expect(open.stderr.split("\n")[0]).toBe(
      `error 127.0.0.1:${server.port} asks for the password of the role "postgres".`,
    );
    expect(held(wrong.stderr + open.stderr)).toEqual([]);
  });

  test("stands in no message about the migrations beside the server", async () => {
    const home = join(folder, "migrated");
    mkdirSync(home);
    const config = { source: server.urlOf(database), migrations: `postgres:/app:${SECRET}@host/db` };
    writeFileSync(join(home, "cartulary.config.json"), JSON.stringify(config));
    const { code, stdout, stderr } = await runCartularyHere(["score"], { cwd: home });
    expect([code, held(stdout + stderr)]).toEqual([2, []]);
  });

  function pgpass(mode = 0o600): string {
    const file = join(folder, `pgpass-${mode}`);
    writeFileSync(file, `*:*:*:postgres:${PASSWORD.replaceAll(/[\\:]/g, "\\$&")}\n`, { mode });
    return file;
  }
});
