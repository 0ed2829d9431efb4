import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ConnectionParameters, readConnectionParameters } from "../../introspect/connect/connection-parameters.ts";
import { buildTlsAttempts } from "../../introspect/connect/tls.ts";

describe("sslmode", () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "cartulary-tls-"));
  });
  afterAll(() => rmSync(home, { recursive: true }));

  /** What is tried, as words. */
  const attempts = (parameters: string, environment = {}) => {
    const all = { HOME: home, APPDATA: home, ...environment };
    const { places } = readConnectionParameters(`postgres://u:p@host/db?${parameters}`, all);
    return buildTlsAttempts(places[0] as ConnectionParameters, all).map((options) =>
      options === false
        ? "plain"
        : {
            chain: options.rejectUnauthorized,
            name: options.checkServerIdentity === undefined,
            ca: options.ca ?? null,
            cert: options.cert ?? null,
            key: options.key ?? null,
          },
    );
  };
  const open = { chain: false, name: false, ca: null, cert: null, key: null };

  test("says what is tried, and in which order, as libpq does", () => {
    expect(attempts("sslmode=disable")).toEqual(["plain"]);
    expect(attempts("sslmode=allow")).toEqual(["plain", open]);
    expect(attempts("")).toEqual([open, "plain"]);
    expect(attempts("sslmode=require")).toEqual([open]);
    expect(attempts("sslmode=verify-full&sslrootcert=system")).toEqual([{ ...open, chain: true, name: true }]);
    expect(attempts("sslmode=verify-full&host=/tmp")).toEqual(["plain"]);
  });

  test("verifies against a root certificate, with a client's own where it has one", () => {
    const folder = process.platform === "win32" ? join(home, "postgresql") : join(home, ".postgresql");
    mkdirSync(folder);
    writeFileSync(join(folder, "root.crt"), "ROOT");
    writeFileSync(join(folder, "postgresql.crt"), "CERT");
    writeFileSync(join(home, "key.pem"), "KEY");
    const own = { ca: "ROOT", cert: "CERT", key: "KEY", chain: true };
    const key = `sslkey=${encodeURIComponent(join(home, "key.pem"))}`;
    expect(attempts(`sslmode=verify-ca&${key}`)).toEqual([{ ...own, name: false }]);
    expect(attempts(`sslmode=verify-full&${key}`)).toEqual([{ ...own, name: true }]);
    expect(attempts(`sslmode=require&${key}`)).toEqual([{ ...own, name: false }]);
    expect(() => attempts("sslrootcert=/nowhere.crt")).toThrow("The file of sslrootcert cannot be read: /nowhere.crt");
  });
});
