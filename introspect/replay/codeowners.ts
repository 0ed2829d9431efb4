/** Reads a CODEOWNERS file: whose review a change to the migrations needs. */
import type { FilePlace } from "../../src/model/migration-facts.ts";

/**
 * The line that decides for a path from the repository's own folder: the last one whose pattern covers it. `null` where
 * none does, or where that one names nobody.
 */
export function findOwners(file: string, text: string, path: string): FilePlace | null {
  let found: FilePlace | null = null;
  for (const [index, line] of text.split("\n").entries()) {
    const [pattern, ...owners] = line
      .replace(/(^|\s)#.*$/, "")
      .trim()
      .split(/\s+/);
    // GitLab's [Section] names owners for the lines below it; they repeat patterns all the same.
    if (pattern === undefined || pattern === "" || pattern.startsWith("[") || pattern.startsWith("^[")) continue;
    if (covers(pattern, path)) found = owners.length === 0 ? null : { file, line: index + 1 };
  }
  return found;
}

/** The patterns of a .gitignore file, without its `!`. */
function covers(pattern: string, path: string): boolean {
  const anchored = /\/./.test(pattern.replace(/\/$/, "")) || pattern.startsWith("/");
  const whole = pattern.replace(/^\//, "").replace(/\/$/, "");
  const source = whole
    .split(/(\*\*\/|\/\*\*|\*|\?)/)
    .map((part) => {
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
