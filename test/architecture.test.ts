import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

/**
 * The layer table. A layer imports itself, the layers and the packages of its row, and Node's own modules, nothing
 * else. `types` layers may only be imported with `import type`.
 */
const LAYERS: { path: string; layers: string[]; types?: string[]; packages: string[] }[] = [
  { path: "src/model", layers: [], packages: ["zod"] },
  { path: "src/files", layers: ["src/model"], packages: [] },
  { path: "src/diff", layers: ["src/model"], packages: [] },
  { path: "src/rules", layers: ["src/model", "src/diff"], packages: ["pluralize"] },
  { path: "src/diagram", layers: ["src/model"], packages: [] },
  { path: "src/badge", layers: ["src/model"], packages: [] },
  { path: "src/ddl", layers: ["src/model"], packages: [] },
  { path: "src/score", layers: ["src/model", "src/rules"], packages: [] },
  {
    path: "src/content",
    layers: ["src/model", "src/files"],
    packages: ["marked", "sanitize-html", "yaml", "shiki"],
  },
  {
    path: "src/view",
    layers: ["src/model", "src/diff", "src/rules", "src/score", "src/content", "src/ddl", "src/diagram", "src/badge"],
    packages: [],
  },
  {
    path: "introspect/replay",
    layers: ["src/model", "src/files", "src/diff", "introspect"],
    packages: ["@electric-sql/pglite", "@electric-sql/pglite-pgvector", "@lezer/python", "libpg-query", "yaml", "zod"],
  },
  { path: "introspect/workload", layers: ["src/model"], packages: ["libpg-query"] },
  { path: "introspect", layers: ["src/model", "introspect/workload"], packages: ["pg"] },
  {
    path: "src/prove",
    layers: ["src/model", "src/ddl", "src/score", "introspect/replay"],
    packages: ["libpg-query"],
  },
  {
    path: "src/site",
    layers: [],
    types: ["src/view"],
    packages: ["astro", "@leeoniya/ufuzzy", "mermaid", "@fontsource", "@fontsource-variable"],
  },
  {
    path: "src/cli",
    layers: [
      "src/model",
      "src/files",
      "src/rules",
      "src/score",
      "src/content",
      "src/ddl",
      "src/view",
      "src/prove",
      "introspect",
      "introspect/replay",
    ],
    packages: ["commander", "astro", "picocolors", "ora", "string-width"],
  },
];

const ROOT = resolve(import.meta.dirname, "..");
const SOURCE = /\.(ts|mts|astro)$/;

/** Imports of a source file: static, dynamic and re-exports, with whether they are type-only. */
function importsOf(text: string): { specifier: string; typeOnly: boolean }[] {
  const found: { specifier: string; typeOnly: boolean }[] = [];
  const statement = /^\s*(import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']/gm;
  for (const match of text.matchAll(statement)) {
    found.push({ specifier: match[3] as string, typeOnly: match[2] !== undefined });
  }
  for (const match of text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)) {
    found.push({ specifier: match[1] as string, typeOnly: false });
  }
  return found;
}

function sourceFiles(folder: string): string[] {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .sort();
  } catch {
    return [];
  }
}

/** What the site's pages load beside their own code: by styles, by scripts, and by Astro's configuration. */
function siteTexts(): string[] {
  const config = readFileSync(join(ROOT, "astro.config.mjs"), "utf8");
  const beside = readdirSync(join(ROOT, "src/site"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(css|js)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  return [config, ...beside];
}

function layerOf(path: string): (typeof LAYERS)[number] | undefined {
  return LAYERS.find((layer) => path === layer.path || path.startsWith(`${layer.path}/`));
}

/** The layer that an import leads to, or the package; `null` for modules that Node, Astro or its config provide. */
function targetOf(file: string, specifier: string): { layer: string } | { package: string } | null {
  if (/^(node|astro|virtual):/.test(specifier)) return null;
  if (specifier.startsWith(".")) {
    const path = relative(ROOT, resolve(ROOT, dirname(file), specifier)).replaceAll("\\", "/");
    return { layer: layerOf(path)?.path ?? path };
  }
  const parts = specifier.split("/");
  return { package: specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] as string) };
}

function violationsOf(file: string): string[] {
  const own = layerOf(file);
  if (own === undefined) return file === "src/index.ts" ? [] : [`${file} stands in no layer`];
  const violations: string[] = [];
  for (const { specifier, typeOnly } of importsOf(readFileSync(join(ROOT, file), "utf8"))) {
    const target = targetOf(file, specifier);
    if (target === null) continue;
    if ("layer" in target) {
      const allowed = [own.path, ...own.layers, ...(typeOnly ? (own.types ?? []) : [])];
      if (!allowed.includes(target.layer)) violations.push(`${file} imports ${specifier}`);
    } else if (!own.packages.some((name) => target.package === name || target.package.startsWith(`${name}/`))) {
      violations.push(`${file} imports the package ${target.package}`);
    }
  }
  return violations;
}

/** What a file leads to, with it, by imports of types too: a file that leads back to itself stands in a circle. */
function reachedFrom(file: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const follow = (from: string): void => {
    for (const next of imports.get(from) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      follow(next);
    }
  };
  follow(file);
  return reached;
}

/** Hands the environment on to git, less what could make it run something. */
const HANDS_ON = "introspect/replay/repository/git-command.ts";

/** Bare words that may stand in the command line's layer only. */
const CLI_ONLY = /(?<![.\w])(console\.|process\.(exit|stdout|stderr|argv|env)\b)/;

describe("the layers", () => {
  const files = [...sourceFiles("src"), ...sourceFiles("introspect")];

  test("every file imports only what its layer may", () => {
    expect(files.flatMap(violationsOf)).toEqual([]);
  });

  test("every row names only what its files import", () => {
    const texts = new Map(
      LAYERS.map(({ path }) => [
        path,
        files.filter((file) => layerOf(file)?.path === path).map((file) => readFileSync(join(ROOT, file), "utf8")),
      ]),
    );
    const ghosts = LAYERS.flatMap(({ path, layers, types = [], packages }) => {
      const own = files.filter((file) => layerOf(file)?.path === path);
      const reached = new Set(
        own.flatMap((file) =>
          importsOf(readFileSync(join(ROOT, file), "utf8")).map(({ specifier }) => {
            const target = targetOf(file, specifier);
            return target !== null && "layer" in target ? target.layer : null;
          }),
        ),
      );
      // Astro's files have styles and scripts beside them, and an engine loads what it is told the name of.
      const named = [...(texts.get(path) ?? []), ...(path === "src/site" ? siteTexts() : [])].join("\n");
      return [
        ...[...layers, ...types].filter((layer) => !reached.has(layer)),
        ...packages.filter((name) => !new RegExp(`["'/]${name.replaceAll("/", "\\/")}["'/]`).test(named)),
      ].map((ghost) => `${path} does not import ${ghost}`);
    });
    expect(ghosts).toEqual([]);
  });

  test("no file imports itself by way of others", () => {
    const imports = new Map(
      files.map((file) => [
        file,
        importsOf(readFileSync(join(ROOT, file), "utf8"))
          .filter(({ specifier }) => specifier.startsWith("."))
          .map(({ specifier }) => relative(ROOT, resolve(ROOT, dirname(file), specifier)).replaceAll("\\", "/")),
      ]),
    );
    expect(files.filter((file) => reachedFrom(file, imports).has(file))).toEqual([]);
    imports.set("src/model/names.ts", ["src/model/lookup.ts"]);
    expect(reachedFrom("src/model/lookup.ts", imports)).toContain("src/model/lookup.ts");
  });

  test("every dependency of the package is in a row", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const named = new Set(LAYERS.flatMap(({ packages }) => packages));
    const scopes = [...named].filter((name) => name.startsWith("@") && !name.includes("/"));
    expect(
      Object.keys(dependencies).filter(
        (name) => !named.has(name) && !scopes.some((scope) => name.startsWith(`${scope}/`)),
      ),
    ).toEqual([]);
  });

  test("CONTRIBUTING.md shows the same table", () => {
    const rows = LAYERS.map((layer) => {
      const own = [
        ...layer.layers.map((path) => `\`${path}\``),
        ...(layer.types ?? []).map((path) => `\`${path}\` (types)`),
      ];
      return `| \`${layer.path}\` | ${own.join(", ")} | ${layer.packages.join(", ")} |`;
    });
    const text = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
    expect(text.split("\n").filter((line) => /^\| `(src|introspect)/.test(line))).toEqual(rows);
  });

  test("process, console, environment and exit codes live in src/cli", () => {
    const offenders = files.filter(
      (file) =>
        !file.startsWith("src/cli/") &&
        !file.startsWith("src/site/") &&
        file !== HANDS_ON &&
        CLI_ONLY.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(offenders).toEqual([]);
  });

  test("messages leave through src/cli/terminal/output.ts alone", () => {
    // The entry tells an older Node, which could not load that file.
    const others = files.filter((file) => !["src/cli/terminal/output.ts", "src/cli/main.ts"].includes(file));
    const offenders = others.filter((file) =>
      /process\.(stdout|stderr)\.write|console\.|process\._rawDebug/.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(offenders).toEqual([]);
  });

  test("the check sees forbidden imports of every form", () => {
    const text = `import { a } from "../cli/main.ts";\nimport type { B } from "pg";\nexport * from "marked";\nconst c = await import("yaml");\nimport "node:fs";\n`;
    expect(importsOf(text)).toEqual([
      { specifier: "../cli/main.ts", typeOnly: false },
      { specifier: "pg", typeOnly: true },
      { specifier: "marked", typeOnly: false },
      { specifier: "node:fs", typeOnly: false },
      { specifier: "yaml", typeOnly: false },
    ]);
    expect(targetOf("src/rules/naming/x.ts", "../../cli/main.ts")).toEqual({ layer: "src/cli" });
    expect(targetOf("introspect/index.ts", "./replay/index.ts")).toEqual({ layer: "introspect/replay" });
  });
});
