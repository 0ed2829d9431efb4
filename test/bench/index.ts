/**
 * Runs the benchmarks of this folder, or those named: `npm run bench`, `npm run bench score -- --json FILE`. Prints
 * tables and writes them as JSON, into `bench.json` unless told otherwise. A time says nothing without the machine, so
 * each also has ratios; no test asserts any of it.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

/** One line of a benchmark's table: column by column, in order. */
export type Row = Record<string, string | number>;

/** The default export of a file of this folder. */
export interface Benchmark {
  /** What is measured, one sentence. */
  title: string;
  run(): Row[] | Promise<Row[]>;
}

const { values, positionals } = parseArgs({
  options: { json: { type: "string", default: "bench.json" } },
  allowPositionals: true,
});
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && file !== "index.ts")
  .map((file) => file.slice(0, -".ts".length))
  .sort();
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
  process.exit(2);
}

const results: Record<string, Row[]> = {};
for (const name of positionals.length > 0 ? positionals : known) {
  const { default: benchmark } = (await import(`./${name}.ts`)) as { default: Benchmark };
  console.log(`\n${name}: ${benchmark.title}`);
  results[name] = await benchmark.run();
  console.table(results[name]);
}
writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
