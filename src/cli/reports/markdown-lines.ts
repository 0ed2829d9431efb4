/** Our own Markdown (rule pages) as plain lines for a terminal: wrapped, headings bold, code as it stands. */
import pc from "picocolors";
import { printable } from "./printable.ts";
import type { Style } from "./report.ts";
import { indented, wrap } from "./terminal.ts";

/** The page's own title (`#`) is left out: whoever prints the page has said it. */
export function formatMarkdownLines(markdown: string, { colour, width }: Style): string[] {
  const { bold, cyan, dim } = pc.createColors(colour);
  const inline = (text: string): string =>
    printable(text)
      .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, "$1 ($2)")
      .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => bold(strong))
      .replace(/`([^`]+)`/g, (whole, code: string) => (colour ? cyan(code) : whole));
  return buildBlocks(markdown).flatMap((block) => {
    if (block.kind === "heading") return [bold(inline(block.text)), ""];
    if (block.kind === "code") return [...block.lines.map((line) => dim(`    ${printable(line)}`)), ""];
    if (block.kind === "paragraph") return [...indented(inline(block.text), 0, width), ""];
    const [first, ...rest] = wrap(inline(block.text), width - 4);
    return [`  - ${first}`, ...rest.map((line) => `    ${line}`), ...(block.last ? [""] : [])];
  });
}

type Block =
  | { kind: "heading"; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "code"; lines: string[] }
  | { kind: "item"; text: string; last: boolean };

function buildBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: Extract<Block, { text: string }> | null = null;
  let fence: string[] | null = null;
  for (const line of markdown.split(/\r?\n/)) {
    const heading = /^(#{1,6}) +(.+?)[ #]*$/.exec(line);
    const item = /^ {0,3}(?:[-*]|\d+\.) +(.*)$/.exec(line);
    if (/^ {0,3}(```|~~~)/.test(line)) {
      if (fence === null) {
        fence = [];
        blocks.push({ kind: "code", lines: fence });
      } else fence = null;
      open = null;
    } else if (fence !== null) fence.push(line);
    else if (line.trim() === "") open = null;
    else if (heading !== null) {
      if (heading[1] !== "#") blocks.push({ kind: "heading", text: heading[2] as string });
      open = null;
    } else if (item !== null) {
      const before = blocks.at(-1);
      if (before?.kind === "item") before.last = false;
      open = { kind: "item", text: item[1] as string, last: true };
      blocks.push(open);
    } else if (open !== null) open.text += ` ${line.trim()}`;
    else {
      open = { kind: "paragraph", text: line.trim() };
      blocks.push(open);
    }
  }
  return blocks;
}
