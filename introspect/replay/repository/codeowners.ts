/** Reads a CODEOWNERS file: whose review a change to the migrations needs. */
import type { FilePlace } from "../../../src/model/migration-facts.ts";

/**
 * The line that decides for a path from the repository's own folder: the last one whose pattern covers it. `null` where
 * none does, or where that one names nobody.
 */
export function findOwners(file: string, text: string, path: string): FilePlace | null {
  let found: FilePlace | null = null;
  // GitLab's [Section] may name owners for the lines below it that name none.
  let usual = false;
  for (const [index, line] of text.split("\n").entries()) {
    const written = line.replace(/(^|\s)#.*$/, "").trim();
    const section = /^\^?\[[^\]]+\](\[\d+\])?(?<owners>.*)$/.exec(written);
    if (section !== null) {
      usual = section.groups?.owners?.trim() !== "";
      continue;
    }
    const [pattern, ...owners] = written.split(/(?<!\\)\s+/);
    if (pattern === undefined || pattern === "") continue;
    if (covers(pattern.replaceAll(/\\(\s)/g, "$1"), path)) {
      found = owners.length === 0 && !usual ? null : { file, line: index + 1 };
    }
  }
  return found;
}

/** The patterns of a .gitignore file, without its `!`. */
function covers(pattern: string, path: string): boolean {
  const anchored = /\/./.test(pattern.replace(/\/$/, "")) || pattern.startsWith("/");
  const whole = pattern.replace(/^\//, "").replace(/\/$/, "");
  const source = whole
    .split(/(\/\*\*\/|\*\*\/|\/\*\*|\*|\?)/)
    .map((part) => {
      if (part === "/**/") return "/(.*/)?";
      if (part === "**/") return "(.*/)?";
      if (part === "/**") return "/.*";
      if (part === "*") return "[^/]*";
      return part === "?" ? "[^/]" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  // `docs/*` is of the folder's own files; `docs/` and `docs` of all below.
  const below = whole.endsWith("/*") ? "" : "(/.*)?";
  return new RegExp(`^${anchored ? "" : "(.*/)?"}${source}${below}$`).test(path);
}
