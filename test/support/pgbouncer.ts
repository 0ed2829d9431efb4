/**
 * A throwaway PgBouncer in front of a test server, in transaction mode with one connection to the server, which so
 * many clients come to share in turn. Where a machine has none the tests say so and are skipped; with CI set that is a
 * failure.
 */
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort, type PostgresServer, UNPRIVILEGED } from "./postgres-server.ts";

export interface Pooler {
  readonly port: number;
  /** A postgres:// URL through the pooler, as the superuser. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

/** Debian puts it where only root looks. */
const PROGRAM = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].find((file) => existsSync(file)) ?? "pgbouncer";

/** Why there is no PgBouncer to test with, or `null` where there is. Throws with CI set. */
export function whyNoPooler(): string | null {
  if (spawnSync(PROGRAM, ["--version"]).status === 0) return null;
  const reason = "no pgbouncer on this machine";
  if (process.env.CI) throw new Error(`With CI set, ${reason} is a failure.`);
  return reason;
}

/** Starts one that knows the superuser by the SCRAM secret that the server keeps, and by no password. */
export async function startPooler(server: PostgresServer): Promise<Pooler> {
  const folder = mkdtempSync(join(tmpdir(), "cartulary-pgbouncer-"));
  const port = await freePort();
  const write = (name: string, lines: readonly string[]) => {
    const file = join(folder, name);
    writeFileSync(file, `${lines.join("\n")}\n`);
    if (UNPRIVILEGED !== null) chownSync(file, UNPRIVILEGED.uid, UNPRIVILEGED.gid);
    chmodSync(file, 0o600);
    return file;
  };
  chmodSync(folder, 0o755);
  const users = write("users.txt", [`"postgres" "${await secretOf(server, "postgres")}"`]);
  const configuration = write("pgbouncer.ini", [
    "[databases]",
    `* = host=127.0.0.1 port=${server.port}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = scram-sha-256",
    `auth_file = ${users}`,
    "pool_mode = transaction",
    "default_pool_size = 1",
    "max_db_connections = 1",
  ]);
  const child = spawn(PROGRAM, [configuration], {
    ...UNPRIVILEGED,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-10_000);
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);
  const urlOf = (database: string) => server.urlOf(database).replace(`:${server.port}/`, `:${port}/`);
  const stop = async () => {
    process.off("exit", abandon);
    child.kill("SIGTERM");
    if (child.exitCode === null && child.signalCode === null) await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = performance.now() + 20_000;
  while (true) {
    const client = new pg.Client({ connectionString: urlOf("postgres") });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return { port, urlOf, stop };
    } catch (error) {
      if (child.exitCode !== null || performance.now() > deadline) {
        await stop();
        throw new Error(`PgBouncer did not start: ${log}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function secretOf(server: PostgresServer, role: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.urlOf("postgres") });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT rolpassword FROM pg_authid WHERE rolname = $1", [role]);
    return rows[0].rolpassword;
  } finally {
    await client.end();
  }
}
