import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scorecard } from "../../src/model/scorecard.ts";
import { runCartulary } from "../support/cartulary.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "cartulary-package-"));
const installed = join(folder, "node_modules", "cartulary");

/** Lays the packed files out as an install would, with the repository's dependencies beside them. */
beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"], {
    cwd: ROOT,
  });
  const listing = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: ROOT,
    encoding: "utf8",
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const packed: unknown = JSON.parse(listing);
  const entry = (Array.isArray(packed) ? packed[0] : Object.values(packed as object)[0]) as {
    files: { path: string }[];
  };
  for (const { path } of entry.files) {
    mkdirSync(dirname(join(installed, path)), { recursive: true });
    cpSync(join(ROOT, path), join(installed, path));
  }
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) {
    const target = join(folder, "node_modules", name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), target, "junction");
  }
  for (const entry of readdirSync(installed, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o555);
  }
});

afterAll(() => {
  for (const entry of readdirSync(installed, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o755);
  }
  rmSync(folder, { recursive: true, force: true });
});

describe("the installed package", () => {
  test("builds the demo from a folder of the user's own, writing nothing beside itself", async () => {
    const before = readdirSync(installed, { recursive: true }).sort();
    const main = join(installed, "dist/src/cli/main.js");
    const run = await runCartulary(["demo", "--out", "docs/site"], { cwd: folder, main });
    expect(run.stderr).not.toContain("error");
    expect(run.code).toBe(0);
    expect(existsSync(join(folder, "docs/site/schemas/public/orders.html"))).toBe(true);
    expect(readFileSync(join(folder, "docs/site/guide/2.html"), "utf8")).toContain('id="statement-2.5"');
    expect(readdirSync(installed, { recursive: true }).sort()).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(["docs", "node_modules"]);
  });

  test("takes a typed configuration whose rules are made with what it exports", async () => {
    const project = join(folder, "own-guide");
    cpSync(join(ROOT, "test/fixtures/own-guide"), project, { recursive: true });
    const main = join(installed, "dist/src/cli/main.js");
    const run = await runCartulary(["score", "--format", "json", "--quiet", "--as-of", "2026-11-23"], {
      cwd: project,
      main,
    });
    expect([run.code, run.stderr]).toEqual([1, ""]);
    const { rules, findings } = JSON.parse(run.stdout) as Scorecard;
    const own = new Set(rules.filter(({ profile }) => profile === "own").map(({ id }) => id));
    expect([...own]).toEqual(["export-indexed", "schema-owned", "export-rehearsed"]);
    expect(findings.filter(({ rule }) => own.has(rule)).map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual([
      "schema-owned fail",
      "schema-owned waived",
      "export-indexed fail",
      "export-indexed waived",
      "export-indexed waived",
    ]);
    rmSync(project, { recursive: true });

    const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
    const settings = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2024", "--skipLibCheck"];
    mkdirSync(project);
    cpSync(join(ROOT, "test/fixtures/own-guide/rules.ts"), join(project, "rules.ts"));
    execFileSync(process.execPath, [compiler, ...settings, "rules.ts"], { cwd: project });
    rmSync(project, { recursive: true });
  });

  test("holds what it needs and no sources, tests or maps of them", () => {
    const top = [...new Set(readdirSync(installed).map((name) => relative(".", name).split(sep)[0]))].sort();
    expect(top).toEqual([
      "CONTRIBUTING.md",
      "LICENSE",
      "README.md",
      "astro.config.mjs",
      "content",
      "dist",
      "docs",
      "package.json",
      "src",
    ]);
    expect(readdirSync(join(installed, "src"))).toEqual(["site"]);
  });
});
