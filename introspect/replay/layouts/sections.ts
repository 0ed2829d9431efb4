/** Files in which the way up and the way down stand one after the other, each under a comment that says so. */

/** Such a comment. */
export interface Mark {
  side: "up" | "down";
  /** 1-based. */
  line: number;
  /** What stands in the line behind the mark. */
  rest: string;
}

export interface Sections {
  /** The file with the lines of the other side left empty, so that lines keep their numbers. */
  up: string;
  down: string;
  marks: Mark[];
  /** The first line before any mark that is neither empty nor a comment; `null` for none. */
  stray: number | null;
}

/** Cuts a file at its marks. `mark` has the side and what stands behind it as its groups. What precedes all is `up`. */
export function cutSections(text: string, mark: RegExp): Sections {
  const marks: Mark[] = [];
  const [up, down]: [string[], string[]] = [[], []];
  let stray: number | null = null;
  for (const [index, content] of text.split("\n").entries()) {
    const match = mark.exec(content);
    const line = index + 1;
    if (match !== null) {
      const side = (match[1] as string).toLowerCase() === "up" ? "up" : "down";
      marks.push({ side, line, rest: (match[2] ?? "").trim() });
    } else if (marks.length === 0 && stray === null && !/^\s*(--.*)?$/.test(content)) stray = line;
    const isUp = (marks.at(-1)?.side ?? "up") === "up";
    up.push(isUp ? content : "");
    down.push(isUp ? "" : content);
  }
  return { up: up.join("\n"), down: marks.some(({ side }) => side === "down") ? down.join("\n") : "", marks, stray };
}

/** Closes each statement that ends at such a comment, for which its tool wants no semicolon. `end` has no flag `g`. */
export function closeBlocks(text: string, end: RegExp): string {
  return text
    .split("\n")
    .map((line) => (end.test(line) ? `;${line}` : line))
    .join("\n");
}
