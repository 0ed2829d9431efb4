/** A page as Markdown: the same blocks as its HTML, for programs and people that read text. */
import type {
  Block,
  Cards,
  Cell,
  ColumnList,
  FindingGroup,
  Links,
  List,
  ListItem,
  Matrix,
  Page,
  Section,
  Strip,
  Table,
} from "../page.ts";
import { codeBlock, codeSpan, escapeMarkdown, linkMarkdown, proseMarkdown } from "./markdown-text.ts";

/**
 * @param title what the page is called where others are too
 * @param file the Markdown's own, which links lead from
 */
export function renderMarkdown(page: Page, title: string, file: string): string {
  const { crumbs, chips = [], seal, hero = [], head = [], body } = page;
  const trail = crumbs.map((crumb) => linkMarkdown(crumb, file));
  const state = [chips.map(escapeMarkdown).join(", "), seal?.label ?? ""];
  return `${blocksOf([
    `# ${page.face === "name" ? codeSpan(title) : escapeMarkdown(title)}`,
    trail.join(" / "),
    state
      .filter((part) => part !== "")
      .map((part) => `${part}.`)
      .join(" "),
    ...[...hero, ...head, ...body].map((block) => renderBlock(block, file, 2)),
  ])}\n`;
}

/** Blocks with an empty line between them; empty ones are left out. */
function blocksOf(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== "").join("\n\n");
}

function renderBlock(block: Block, file: string, level: number): string {
  switch (block.kind) {
    case "section":
      return renderSection(block, file, level);
    case "paragraph":
      return block.look === "label" ? `**${proseMarkdown(block.text, file)}**` : proseMarkdown(block.text, file);
    case "markdown":
      return block.text.markdown.trim();
    case "facts":
      return bullets(
        block.entries.map(({ label, value }) => `${escapeMarkdown(label)}: ${proseMarkdown(value, file)}`),
      );
    case "columns":
      return renderColumns(block, file);
    case "table":
      return renderTable(block, file);
    case "list":
      return renderList(block, file);
    case "cards":
      return renderCards(block, file);
    case "fold":
      return blocksOf([
        `${proseMarkdown(block.summary, file)}:`,
        ...block.body.map((each) => renderBlock(each, file, level)),
      ]);
    case "sql":
      return codeBlock("sql", block.text);
    case "diagram":
      return codeBlock("mermaid", block.mermaid);
    case "findings":
      return blocksOf(block.groups.map((group) => renderFindingGroup(group, file, level)));
    case "strip":
      return renderStrip(block);
    case "matrix":
      return renderMatrix(block, file);
    case "legend":
      return "";
    case "links":
      return renderLinks(block, file);
  }
}

function renderSection({ title, number, note, body }: Section, file: string, level: number): string {
  return blocksOf([
    `${"#".repeat(level)} ${number === undefined ? "" : `${number} `}${proseMarkdown(title, file)}`,
    note === undefined ? "" : proseMarkdown(note, file),
    ...body.map((block) => renderBlock(block, file, level + 1)),
  ]);
}

function renderTable({ columns, rows }: Table, file: string): string {
  return tableOf(
    Object.keys(columns),
    rows.map(({ cells }) => cells.map((cell) => renderCell(cell, file))),
  );
}

function renderColumns({ rows, measured }: ColumnList, file: string): string {
  return tableOf(
    ["Column", "Type", "Null", "Default", ...(measured ? ["Values"] : []), "Description"],
    rows.map(({ name, keys, type, nullable, value, statistics, comment, lines }) => [
      [codeSpan(name), ...keys.map(({ abbreviation }) => abbreviation)].join(" "),
      codeSpan(type.full),
      nullable ? "null" : "",
      proseMarkdown(value, file),
      ...(measured ? [proseMarkdown(statistics, file)] : []),
      [comment?.markdown.trim() ?? "", ...lines.map((line) => proseMarkdown(line, file))]
        .filter((text) => text !== "")
        .join("; "),
    ]),
  );
}

function renderCell(cell: Cell, file: string): string {
  if (Array.isArray(cell)) return proseMarkdown(cell, file);
  const below = cell.below.map((block) => renderBlock(block, file, 0));
  return [proseMarkdown(cell.text, file), ...below].filter((text) => text !== "").join(" ");
}

/** Cells are Markdown already. Empty where there are no rows. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  // In a cell, a bar ends it even inside code.
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\s*\n\s*/g, " ").replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function renderList({ look, items }: List, file: string): string {
  const line = ({ parts, items: nested = [] }: ListItem, indent: string): string[] => {
    const texts = parts.map((part) => proseMarkdown(part, file).trim()).filter((text) => text !== "");
    const text = look === "timeline" ? texts.join(" ") : sentenceOf(texts);
    return [`${indent}- ${text}`, ...nested.flatMap((each) => line(each, `${indent}  `))];
  };
  return items.flatMap((item) => line(item, "")).join("\n");
}

/** `first: second, third`; no comma follows what ends a sentence. */
function sentenceOf([first = "", ...others]: readonly string[]): string {
  const rest = others.reduce(
    (text, part) => (text === "" ? part : `${text}${/[.!?]$/.test(text) ? "" : ","} ${part}`),
    "",
  );
  return rest === "" ? first : `${first}: ${rest}`;
}

function renderCards({ cards }: Cards, file: string): string {
  return bullets(
    cards.map(({ title, to, aside, lines }) => {
      const name = linkMarkdown({ text: title, to }, file);
      const text = lines.map((line) => proseMarkdown(line, file)).filter((line) => line !== "");
      return `${name}${aside === undefined ? "" : `, ${escapeMarkdown(aside)}`}: ${text.join(" ")}`;
    }),
  );
}

function renderLinks({ links }: Links, file: string): string {
  return links.map((link) => (link.current ? escapeMarkdown(link.text) : linkMarkdown(link, file))).join(", ");
}

function renderStrip({ groups }: Strip): string {
  return bullets(
    groups.map(({ name, tally, cells }) => {
      const verdicts = cells.map(({ rule, verdict, reason }) => {
        const why = reason === null ? "" : ` (${escapeMarkdown(reason)})`;
        return `${escapeMarkdown(rule)} ${verdict}${why}`;
      });
      return `${name}${tally === null ? "" : ` ${tally}`}: ${verdicts.join(", ")}`;
    }),
  );
}

function renderMatrix({ rows }: Matrix, file: string): string {
  return tableOf(
    ["Table", "Grade", "Score", "Rules met"],
    rows.map(({ name, to, grade, score, summary }) => [
      proseMarkdown([{ code: name, to }], file),
      grade ?? "–",
      String(score ?? "–"),
      summary,
    ]),
  );
}

/** What the page lists in its contents has a heading here. */
function renderFindingGroup(group: FindingGroup, file: string, level: number): string {
  const { tag, anchor, summary, messages, more, status, why, evidence, remedy, places } = group;
  const rule = typeof group.rule === "string" ? escapeMarkdown(group.rule) : linkMarkdown(group.rule, file);
  const several = summary === null ? "" : `: ${escapeMarkdown(`${summary.counted}. ${summary.title}`)}`;
  const about = `${several}${status.length === 0 ? "" : `, ${proseMarkdown(status, file)}`}${why === null ? "" : `: ${escapeMarkdown(why)}`}`;
  const facts = evidence.flatMap(({ about: subject, facts: own }) =>
    own.map(({ name, value }) => {
      const of = subject === null ? "" : `${codeSpan(subject)}, `;
      return `${of}${escapeMarkdown(name)}: ${codeSpan(value)}`;
    }),
  );
  return blocksOf([
    anchor === null ? "" : `${"#".repeat(level)} ${rule}`,
    `**${tag.text}**${anchor === null ? `, ${rule}` : ""}${about}`,
    bullets(messages.map(({ text }) => proseMarkdown(text, file))),
    more.length === 0 ? "" : `And ${more.length} more.`,
    facts.length === 0 ? "" : `Evidence:\n\n${bullets(facts)}`,
    remedy === null || remedy.sql === null ? "" : codeBlock("sql", remedy.sql),
    remedy === null ? "" : escapeMarkdown(remedy.note),
    places === null ? "" : renderTable(places.table, file),
    places === null || places.more === null ? "" : linkMarkdown(places.more, file),
  ]);
}
