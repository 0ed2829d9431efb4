/**
 * Introspecting generated schemas on PostgreSQL 15, with pg_dump of the same database in turn beside it. Needs Linux,
 * a built `dist`, pg_dump, and the generator of schemas (`BENCH_GENERATOR`, a script that prints SQL for a number of
 * tables). `BENCH_TABLES=1000,5000` measures other sizes: to load 10,000 tables takes minutes.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";
import { type Cost, cpuOfChildren, measureProgram, whyNoCost } from "../support/process-cost.ts";
import type { Benchmark, Row } from "./index.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const GENERATOR = process.env.BENCH_GENERATOR ?? resolve(ROOT, "../shared/schemas/generate.mjs");
const PROGRAM = join(ROOT, "dist/src/cli/main.js");
const SIZES = (process.env.BENCH_TABLES ?? "1000,5000,10000").split(",").map(Number);
/** The cheapest of so many runs counts: others are slowed by something else. */
const RUNS = 3;

/** A program's cost, with what it cost the server. */
interface Measured extends Cost {
  serverCpu: number;
}

function whyNot(): string | null {
  if (!existsSync(GENERATOR)) return `there is no ${GENERATOR}`;
  if (!existsSync(PROGRAM)) return "dist is not built: npm run build";
  if (spawnSync("pg_dump", ["--version"]).status !== 0) return "there is no pg_dump";
  return whyNoCost() ?? whyNoServer(15);
}

/** The server's processes are counted when they end, so a connection's CPU is there once it is closed. */
async function measure(server: PostgresServer, command: string, parameters: readonly string[]): Promise<Measured> {
  const postmaster = Number(readFileSync(join(server.folder, "data", "postmaster.pid"), "utf8").split("\n")[0]);
  const before = cpuOfChildren(postmaster);
  const cost = await measureProgram(command, parameters);
  await new Promise((done) => setTimeout(done, 500));
  return { ...cost, serverCpu: cpuOfChildren(postmaster) - before };
}

function cheapest(runs: readonly Measured[]): Measured {
  const least = (key: keyof Measured) => Math.min(...runs.map((run) => run[key]));
  return {
    cpu: least("cpu"),
    serverCpu: least("serverCpu"),
    seconds: least("seconds"),
    peakMegabytes: Math.max(...runs.map((run) => run.peakMegabytes)),
  };
}

async function measureSize(server: PostgresServer, tables: number, folder: string): Promise<Row[]> {
  const sql = join(folder, "schema.sql");
  execFileSync(process.execPath, [GENERATOR, String(tables)], { stdio: ["ignore", openSync(sql, "w"), "ignore"] });
  const database = await server.createDatabase();
  const url = server.urlOf(database);
  execFileSync("psql", [url, "-qX", "-v", "ON_ERROR_STOP=1", "-f", sql], { stdio: ["ignore", "ignore", "inherit"] });
  await server.run(database, "VACUUM ANALYZE");
  const out = join(folder, "catalog.json");
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    ours.push(await measure(server, process.execPath, [PROGRAM, "introspect", url, "--out", out, "--quiet"]));
    theirs.push(await measure(server, "pg_dump", ["--schema-only", url]));
  }
  const dump = cheapest(theirs);
  return [
    { program: "cartulary introspect", ...cheapest(ours) },
    { program: "pg_dump --schema-only", ...dump },
  ].map(({ program, cpu, serverCpu, seconds, peakMegabytes }) => ({
    tables,
    program,
    "client CPU s": Number(cpu.toFixed(2)),
    "server CPU s": Number(serverCpu.toFixed(2)),
    "server to pg_dump": Number((serverCpu / dump.serverCpu).toFixed(2)),
    "peak MB": Math.round(peakMegabytes),
    "wall s": Number(seconds.toFixed(1)),
    "client ms a table": Number(((1000 * cpu) / tables).toFixed(2)),
    "server ms a table": Number(((1000 * serverCpu) / tables).toFixed(2)),
    "catalog MB": program.startsWith("cartulary") ? Math.round(statSync(out).size / 2 ** 20) : "",
  }));
}

const benchmark: Benchmark = {
  title: "client and server CPU and peak memory of introspecting generated schemas, beside pg_dump",
  run: async () => {
    const reason = whyNot();
    if (reason !== null) {
      console.log(`Not measured: ${reason}.`);
      return [];
    }
    const folder = mkdtempSync(join(tmpdir(), "cartulary-bench-"));
    // pg_dump locks every table in one transaction.
    const server = await startServer(15, ["shared_buffers=256MB", "max_locks_per_transaction=4096", "autovacuum=off"]);
    try {
      const rows: Row[] = [];
      for (const tables of SIZES) rows.push(...(await measureSize(server, tables, folder)));
      return rows;
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export default benchmark;
