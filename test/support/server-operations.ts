/** What a test server is run with: TLS, pg_hba.conf, settings. */
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { PostgresServer } from "./postgres-server.ts";

/** Why no certificate can be made, or `null` where one can. */
export const whyNoCertificate =
  spawnSync("openssl", ["version"]).status === 0 ? null : "no openssl to make certificates with";

/** Gives the server a certificate that it signed itself; `ssl` is still off. */
export async function makeCertificate(server: PostgresServer): Promise<void> {
  const data = join(server.folder, "data");
  const words = "req -x509 -newkey rsa:2048 -nodes -days 2 -keyout own.key -out own.crt -subj /CN=shelf".split(" ");
  const made = spawnSync("openssl", words, { cwd: data, encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  const { uid, gid } = statSync(data);
  for (const file of ["own.key", "own.crt"]) {
    chownSync(join(data, file), uid, gid);
    chmodSync(join(data, file), 0o600);
  }
  await change(server, { ssl_cert_file: "own.crt", ssl_key_file: "own.key" });
}

/** Changes settings that need no restart, and waits until new connections see them. `null` resets one. */
export async function change(server: PostgresServer, settings: Record<string, string | null>): Promise<void> {
  const client = new pg.Client({ connectionString: server.urlOf("postgres") });
  await client.connect();
  try {
    for (const [name, value] of Object.entries(settings)) {
      await client.query(
        value === null ? `ALTER SYSTEM RESET ${name}` : `ALTER SYSTEM SET ${name} = ${pg.escapeLiteral(value)}`,
      );
    }
    const loaded = async () => (await client.query("SELECT pg_conf_load_time()::text AS at")).rows[0].at as string;
    const before = await loaded();
    await client.query("SELECT pg_reload_conf()");
    while ((await loaded()) === before) await client.query("SELECT pg_sleep(0.02)");
  } finally {
    await client.end();
  }
}

/** Writes pg_hba.conf, which pg_hba_file_rules shows at once; without a reload the server goes by what it has read. */
export function writeHostRules(server: PostgresServer, lines: readonly string[]): void {
  writeFileSync(join(server.folder, "data", "pg_hba.conf"), `${lines.join("\n")}\n`);
}
