import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../introspect/connect/index.ts";
import { PASSWORD, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const noOpenssl = spawnSync("openssl", ["version"]).status === 0 ? null : "no openssl to make certificates with";
const missing = whyNoServer(18) ?? noOpenssl;

describe.skipIf(missing !== null)(`TLS${missing === null ? "" : ` (${missing})`}`, () => {
  let server: PostgresServer;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "cartulary-certificates-"));
    const openssl = (...words: string[]) => {
      const run = spawnSync("openssl", words, { cwd: folder, encoding: "utf8" });
      if (run.status !== 0) throw new Error(run.stderr);
    };
    const key = ["-newkey", "rsa:2048", "-nodes", "-days", "2"];
    openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.crt", "-subj", "/CN=Cartulary's test authority");
    openssl("req", "-x509", ...key, "-keyout", "other.key", "-out", "other.crt", "-subj", "/CN=Another authority");
    for (const name of ["localhost", "clerk"]) {
      openssl("req", ...key, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
      openssl(
        ..."x509 -req -CA ca.crt -CAkey ca.key -CAcreateserial -days 2".split(" "),
        "-in",
        `${name}.csr`,
        "-out",
        `${name}.crt`,
      );
    }
    server = await startServer(18);
    const data = join(server.folder, "data");
    for (const file of ["localhost.crt", "localhost.key", "ca.crt"]) {
      copyFileSync(join(folder, file), join(data, file));
      const { uid, gid } = statSync(data);
      chownSync(join(data, file), uid, gid);
      chmodSync(join(data, file), 0o600);
    }
    for (const [name, value] of [
      ["ssl_cert_file", "localhost.crt"],
      ["ssl_key_file", "localhost.key"],
      ["ssl_ca_file", "ca.crt"],
      ["ssl", "on"],
    ]) {
      await server.run("postgres", `ALTER SYSTEM SET ${name} = '${value}'`);
    }
    await server.run("postgres", `SELECT pg_reload_conf(); SELECT pg_sleep(0.5)`);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  /** Whether the connection is encrypted, and the client certificate's name, or what went wrong. */
  const visit = async (host: string, parameters: Record<string, string>) => {
    const password = encodeURIComponent(PASSWORD);
    const target = `postgres://postgres:${password}@${host}:${server.port}/postgres?${new URLSearchParams(parameters)}`;
    try {
      const connection = await connect(target, { HOME: folder });
      const [row] = await connection.query("SELECT ssl, client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
      await connection.close();
      return row;
    } catch (error) {
      return error instanceof Error ? error.message : error;
    }
  };
  const root = () => join(folder, "ca.crt");
  const encrypted = { ssl: "t", client_dn: null };

  test("is used where the server has it, and not where it is switched off", async () => {
    expect(await visit("127.0.0.1", {})).toEqual(encrypted);
    expect(await visit("127.0.0.1", { sslmode: "require" })).toEqual(encrypted);
    expect(await visit("127.0.0.1", { sslmode: "disable" })).toEqual({ ssl: "f", client_dn: null });
  });

  test("verifies the chain, and with verify-full the name", async () => {
    expect(await visit("127.0.0.1", { sslmode: "verify-ca", sslrootcert: root() })).toEqual(encrypted);
    expect(await visit("localhost", { sslmode: "verify-full", sslrootcert: root() })).toEqual(encrypted);
    expect(await visit("127.0.0.1", { sslmode: "verify-full", sslrootcert: root() })).toMatch(
      /^The certificate of 127\.0\.0\.1:\d+ does not verify: /,
    );
    const other = join(folder, "other.crt");
    expect(await visit("localhost", { sslmode: "verify-ca", sslrootcert: other })).toMatch(
      /^The certificate of localhost:\d+ does not verify: /,
    );
  });

  test("shows the client's certificate", async () => {
    const own = { sslcert: join(folder, "clerk.crt"), sslkey: join(folder, "clerk.key") };
    expect(await visit("127.0.0.1", { sslmode: "require", ...own })).toEqual({ ssl: "t", client_dn: "/CN=clerk" });
  });
});
