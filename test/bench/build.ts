/**
 * The whole way to a site: replay, score and build, of a generated schema and of MusicBrainz's, each from its SQL.
 * After each, for comparison, Astro alone on as many pages that hold nothing but a title. Needs Linux, a built `dist`
 * and the schemas (`BENCH_SCHEMAS`, a folder).
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { measureProgram, whyNoCost } from "../support/process-cost.ts";
import type { Benchmark, Row } from "./index.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const SCHEMAS = process.env.BENCH_SCHEMAS ?? resolve(ROOT, "../shared/schemas");
const PROGRAM = join(ROOT, "dist/src/cli/main.js");
const ASTRO = join(ROOT, "node_modules/astro/bin/astro.mjs");
const TABLES = 1000;

function whyNot(): string | null {
  if (!existsSync(SCHEMAS)) return `there is no ${SCHEMAS}`;
  if (!existsSync(PROGRAM)) return "dist is not built: npm run build";
  return whyNoCost();
}

async function measure(what: string, parameters: readonly string[], pages: () => number | ""): Promise<Row> {
  const { cpu, peakMegabytes, seconds } = await measureProgram(process.execPath, parameters);
  const count = pages();
  return {
    what,
    "CPU s": Number(cpu.toFixed(1)),
    "peak MB": Math.round(peakMegabytes),
    "wall s": Number(seconds.toFixed(1)),
    pages: count,
    "CPU ms a page": count === "" ? "" : Number(((1000 * cpu) / count).toFixed(1)),
  };
}

const benchmark: Benchmark = {
  title: "CPU and peak memory of the process tree: replay alone, with scoring, and the whole build",
  run: async () => {
    const reason = whyNot();
    if (reason !== null) {
      console.log(`Not measured: ${reason}.`);
      return [];
    }
    const folder = mkdtempSync(join(tmpdir(), "cartulary-bench-"));
    try {
      const generated = join(folder, "generated.sql");
      execFileSync(process.execPath, [join(SCHEMAS, "generate.mjs"), String(TABLES)], {
        stdio: ["ignore", openSync(generated, "w"), "ignore"],
      });
      const none = () => "" as const;
      const rows: Row[] = [];
      for (const [name, source] of [
        ["musicbrainz", join(SCHEMAS, "musicbrainz", "schema.sql")],
        [`generated ${TABLES}`, generated],
      ] as const) {
        const catalog = join(folder, "catalog.json");
        const site = join(folder, `site of ${name}`);
        const card = join(folder, "scorecard.json");
        const pagesOf = () => readdirSync(site, { recursive: true, encoding: "utf8" }).filter(isPage).length;
        const quiet = ["--quiet", "--allow-omissions"];
        rows.push(
          await measure(`${name}: replay`, [PROGRAM, "introspect", source, "--out", catalog, ...quiet], none),
          await measure(`${name}: score`, scoring(catalog, card, quiet), none),
          await measure(`${name}: replay, score, site`, [PROGRAM, "build", source, "--out", site, ...quiet], pagesOf),
        );
        const bare = writeBareSite(join(folder, `bare ${name}`), pagesOf());
        rows.push(await measure("Astro, as many bare pages", [ASTRO, "build", "--root", bare], pagesOf));
      }
      return rows;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function scoring(catalog: string, card: string, quiet: readonly string[]): string[] {
  return [PROGRAM, "score", catalog, "--format", "json", "--out", card, "--fail-on", "none", ...quiet];
}

/** A project of Astro's with so many pages, and nothing on them. */
function writeBareSite(folder: string, pages: number): string {
  mkdirSync(join(folder, "src", "pages"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, "src", "pages", "[page].astro"),
    `---
export const getStaticPaths = () =>
  Array.from({ length: ${pages} }, (_, index) => ({ params: { page: String(index) } }));
---
<html lang="en"><head><title>{Astro.params.page}</title></head><body></body></html>
`,
  );
  return folder;
}

function isPage(file: string): boolean {
  return file.endsWith(".html");
}

export default benchmark;
