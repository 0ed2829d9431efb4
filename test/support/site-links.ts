/** Reads a built site's pages and follows their links, without a browser. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";

/** Files of a folder that end in `ending`, relative, with `/`, sorted. */
export function filesOf(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

export interface PageLink {
  /** The page that has it. */
  from: string;
  attribute: "href" | "src";
  value: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#34": '"',
  "#38": "&",
};

/** Every address in an attribute of a page's tags. */
export function linksOf(folder: string, page: string): PageLink[] {
  const html = readFileSync(join(folder, page), "utf8");
  const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
  return tags.flatMap((tag) =>
    [...tag.matchAll(/\s(href|src)="([^"]*)"/g)].map(([, attribute, value]) => ({
      from: page,
      attribute: attribute as "href" | "src",
      value: (value as string).replace(
        /&(amp|lt|gt|quot|#39|#34|#38);/g,
        (_, name: string) => ENTITIES[name] as string,
      ),
    })),
  );
}

/** Links of all pages that lead to no file, or to no anchor of one, as `page: address`. Other hosts are passed over. */
export function brokenLinks(folder: string): string[] {
  const anchors = new Map<string, Set<string>>();
  const anchorsOf = (file: string): Set<string> => {
    const known = anchors.get(file);
    if (known !== undefined) return known;
    const html = readFileSync(join(folder, file), "utf8");
    const found = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id as string));
    anchors.set(file, found);
    return found;
  };
  return filesOf(folder, ".html").flatMap((page) =>
    linksOf(folder, page).flatMap(({ value }) => {
      if (/^[a-z][a-z0-9+.-]*:/i.test(value)) return [];
      const [path = "", hash = ""] = value.split("#");
      const file =
        path === "" ? page : posix.normalize(posix.join(dirname(page).split(sep).join("/"), decodeURIComponent(path)));
      const there = !file.startsWith("..") && !path.startsWith("/") && existsSync(join(folder, file));
      if (!there) return [`${page}: ${value}`];
      return hash === "" || !file.endsWith(".html") || anchorsOf(file).has(decodeURIComponent(hash))
        ? []
        : [`${page}: ${value}`];
    }),
  );
}

/** Addresses of other hosts that a page would load (not links that a reader follows). */
export function foreignLoads(folder: string): string[] {
  return filesOf(folder, ".html").flatMap((page) => {
    const html = readFileSync(join(folder, page), "utf8");
    const loads = html.match(/<(?:script|img|link|iframe|source|object|embed|video|audio)\b[^>]*>/gi) ?? [];
    return loads
      .filter((tag) => /(?:src|href|data)="(?:[a-z]+:)?\/\//i.test(tag) && !/rel="canonical"/.test(tag))
      .map((tag) => `${page}: ${tag}`);
  });
}
