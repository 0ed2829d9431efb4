/** Finds the files of steps that are known by their versions alone. */
import { readdir } from "node:fs/promises";
import { extname } from "node:path";

interface Step {
  version: string;
  name: string;
}

/** Folders that hold no migrations of the project's own. */
const PASSED_OVER = /^(\..*|node_modules|vendor|venv|env|site-packages|__pycache__|dist|build|target)$/;
const DEEPEST = 8;
const MOST_FILES = 50_000;
const ENDINGS = new Set([
  ".py",
  ".sql",
  ".js",
  ".mjs",
  ".cjs",
  ".ts",
  ".mts",
  ".cts",
  ".rb",
  ".go",
  ".php",
  ".cs",
  ".exs",
  ".java",
  ".kt",
  ".rs",
  ".xml",
  ".yaml",
  ".yml",
  ".json",
]);

/**
 * By version, the file's path from the folder, with `/`. A step is left out where no file fits, or more than one.
 * Unreadable folders are passed over.
 */
export async function findStepFiles(
  folder: string,
  steps: readonly Step[],
  tool: string | null,
): Promise<Map<string, string>> {
  const byStem = new Map<string, string[]>();
  for (const file of await listFiles(folder)) {
    for (const stem of stemsOf(file)) byStem.set(stem, [...(byStem.get(stem) ?? []), file]);
  }
  const found = new Map<string, string>();
  for (const { version, name } of steps) {
    const fitting = tool === "Django" ? findDjango(byStem, version, name) : (byStem.get(version) ?? []);
    const [file, ...others] = fitting.filter((each) => !/\.down\.\w+$/.test(each));
    if (file !== undefined && others.length === 0) found.set(version, file);
  }
  return found;
}

/** `0001_orders.up.sql` is known as itself, without its endings, and by what stands before its first mark. */
function stemsOf(file: string): Set<string> {
  const base = file.slice(file.lastIndexOf("/") + 1);
  const stem = base.slice(0, base.length - extname(base).length);
  const version = /^[^\W_]+/.exec(stem)?.[0] ?? "";
  const stamped = /^(\d+)-(\w+)$/.exec(stem);
  return new Set([
    ...[base, stem, version],
    ...(/^\d+$/.test(version) ? [version.replace(/^0+(?=\d)/, "")] : []),
    // TypeORM's class has the time behind its name, its file before it.
    ...(stamped === null ? [] : [`${stamped[2]}${stamped[1]}`]),
  ]);
}

/** `shop.0001_initial` stands in `shop/migrations/0001_initial.py`. */
function findDjango(byStem: ReadonlyMap<string, string[]>, version: string, name: string): string[] {
  const app = version.slice(0, version.length - name.length - 1);
  return (byStem.get(name) ?? []).filter((file) => `/${file}`.includes(`/${app}/migrations/`));
}

async function listFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  let level = [""];
  for (let depth = 0; depth < DEEPEST && level.length > 0 && files.length < MOST_FILES; depth += 1) {
    const next: string[] = [];
    for (const under of level) {
      const entries = await readdir(`${folder}/${under}`, { withFileTypes: true }).catch(() => []);
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (entry.isDirectory() && !PASSED_OVER.test(entry.name)) next.push(`${under}${entry.name}/`);
        else if (entry.isFile() && ENDINGS.has(extname(entry.name))) files.push(`${under}${entry.name}`);
      }
    }
    level = next;
  }
  return files.slice(0, MOST_FILES);
}
