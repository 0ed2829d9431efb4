/**
 * A page as data: what stands above its title, and blocks, of which most are sections. Its HTML, its Markdown, the
 * list of its contents and the search index are all made from this, so that none can say what another does not.
 */
import type { Grade } from "../model/scorecard.ts";
import type { Fact } from "../model/verdict.ts";
import type { Link, Look, Prose, RichText, Tag } from "./text.ts";
import type { Target } from "./urls.ts";

export interface Page {
  /** Above the title, from the outside in. */
  crumbs: Link[];
  name: string;
  /** How the name is set: in the mono face, smaller in the mono face, or as words. */
  face: "name" | "small" | "prose";
  /** States of its object, in pills. */
  chips?: string[];
  seal?: Seal;
  /** For search engines and previews. */
  description: string;
  /** What stands with the title, above the list of the page's contents where that has no room beside. */
  head?: Block[];
  body: Block[];
  /**
   * What stands below the title, both beside a large seal. The page then takes the whole width, without a list of its
   * contents.
   */
  hero?: Block[];
  /** It holds Mermaid text that the page's script draws. */
  drawn?: boolean;
}

/** A ring with grade and score. */
export interface Seal {
  /** `null` where it is unrated. */
  grade: Grade | null;
  score: number | null;
  /** `Grade B, 84 of 100`. */
  label: string;
}

export type Block =
  | Section
  | Paragraph
  | MarkdownText
  | Facts
  | Table
  | ColumnList
  | List
  | Cards
  | Fold
  | Sql
  | Diagram
  | Findings
  | Strip
  | Matrix
  | Legend
  | Links;

/** A part of a page with a heading, listed in the page's contents. */
export interface Section {
  kind: "section";
  title: Prose;
  anchor: string;
  /** Beside the title in the contents; `null` where there is nothing to count. */
  count: number | null;
  /** Beside the heading, in place of the count. */
  note?: Prose;
  /** `half` stands beside the next half; `statement` and `contradiction` are the guide's, with a number of theirs. */
  look?: "half" | "statement" | "contradiction" | "omissions";
  number?: string;
  body: Block[];
}

export interface Paragraph {
  kind: "paragraph";
  look?: "lead" | "missing" | "summary" | "remark" | "text" | "label" | "part" | "sum";
  text: Prose;
}

/** What people wrote in Markdown, set as the page's lead or as running text. */
export interface MarkdownText {
  kind: "markdown";
  look: "lead" | "text" | "cell";
  text: RichText;
}

/** A line of labels and values. */
export interface Facts {
  kind: "facts";
  entries: FactEntry[];
  /** Set apart from each other less. */
  look?: "scores";
}

export interface FactEntry {
  label: string;
  value: Prose;
  /** Set in the colour of failures. */
  alarming?: boolean;
}

export interface Table {
  kind: "table";
  /** For assistive technology: what a reader scrolls here; without it the table is too small to scroll. */
  label?: string;
  columns: Columns;
  /** What the page says in a last cell that has nothing. */
  empty?: string;
  /** The columns' titles are for assistive technology and Markdown only. */
  headless?: boolean;
  rows: TableRow[];
}

/** How a column's cells are set. */
export type CellLook = "plain" | "name" | "place" | "type" | "wide" | "kind" | "number" | "about" | "after" | "muted";

/** The columns of a table by their titles. */
export type Columns = Readonly<Record<string, CellLook>>;

export interface TableRow {
  anchor?: string;
  /** How far its first cell is indented. */
  depth?: number;
  cells: Cell[];
}

/** Prose, or prose with what stands below it. */
export type Cell = Prose | { text: Prose; below: (MarkdownText | Paragraph)[]; look?: CellLook };

/** The columns of a relation. */
export interface ColumnList {
  kind: "columns";
  /** What PostgreSQL knows of values is shown too. */
  measured: boolean;
  /** Whether any has a comment, so that it is worth saying which have none. */
  commented: boolean;
  rows: ColumnRow[];
}

export interface ColumnRow {
  anchor: string;
  name: string;
  keys: { abbreviation: string; title: string }[];
  /** As PostgreSQL prints it, and as short as it accepts it. */
  type: { short: string; full: string };
  nullable: boolean;
  /** Default, identity or generation expression. */
  value: Prose;
  statistics: Prose;
  comment: RichText | null;
  /** What it refers to and is referred to by, what it may hold, remarks. */
  lines: Prose[];
  /** Its own findings, opened from marks in the margin; they stand among the page's findings too. */
  findings: FindingGroup[];
}

export interface List {
  kind: "list";
  look: "plain" | "text" | "register" | "rules" | "statements" | "timeline" | "changes";
  items: ListItem[];
}

export interface ListItem {
  /** Parts of a line; Markdown sets them apart by commas. */
  parts: Prose[];
  items?: ListItem[];
}

/** Boxes that are links as a whole. */
export interface Cards {
  kind: "cards";
  look: "note" | "card";
  cards: {
    title: string;
    to: Target;
    /** At the title's right. */
    aside?: string;
    /** A bar, 0 to 100; `null` is an empty one. */
    share?: number | null;
    lines: Prose[];
  }[];
}

/** What a reader opens. */
export interface Fold {
  kind: "fold";
  summary: Prose;
  open?: boolean;
  /** Set as large as the text around it. */
  plain?: boolean;
  body: Block[];
}

export interface Sql {
  kind: "sql";
  text: string;
}

/** A drawing, and the same as Mermaid text. */
export interface Diagram {
  kind: "diagram";
  svg: string;
  mermaid: string;
}

export interface Findings {
  kind: "findings";
  groups: FindingGroup[];
}

/** Findings of one rule in one place, or all places where a rule fails. */
export interface FindingGroup {
  tag: Tag;
  rule: Link | string;
  /** Of several findings in one place: `12 indexes`, and what holds where the rule is met; `null` elsewhere. */
  summary: { counted: string; title: string } | null;
  /** Set where it is listed in the page's contents. */
  anchor: string | null;
  messages: { anchor: string | null; text: Prose }[];
  /** Anchors of further findings, which are only counted. */
  more: string[];
  /** To follow the rule's id: by whom or where it was excused, or in how many places it fails. */
  status: Prose;
  why: string | null;
  /** Of those in `messages` that have any which the message leaves out. */
  evidence: { about: string | null; facts: Fact[] }[];
  /** SQL that mends them, `null` for none, with what it locks, or why there is none; `null` of what is excused. */
  remedy: { sql: string | null; note: string } | null;
  /** Where the rule fails; `null` where the page itself is the place. */
  places: { title: string; folded: boolean; table: Table; more: Link | null; total: number } | null;
}

/** A cell for each rule that had something to judge, in groups. */
export interface Strip {
  kind: "strip";
  groups: {
    name: string;
    /** `5/6`: rules met of those judged; `null` where none was judged. */
    tally: string | null;
    cells: {
      look: Look;
      to: Target;
      rule: string;
      verdict: string;
      /** Why the verdict is what it is; `null` where the rule's sentence says it. */
      reason: string | null;
      /** What holds where the rule is met. */
      title: string;
    }[];
  }[];
}

/** Tables by rules: each row a picture in which a cell is a rule. */
export interface Matrix {
  kind: "matrix";
  groups: { name: string; x: number }[];
  width: number;
  height: number;
  rows: {
    name: string;
    to: Target;
    grade: Grade | null;
    score: number | null;
    /** `Structure 5/6, Naming 4/6`. */
    summary: string;
    /** The cells of each look as one path. */
    paths: { look: Look; path: string }[];
  }[];
}

/** What the looks of cells mean. */
export interface Legend {
  kind: "legend";
}

/** Links to neighbouring pages. `current` is the page itself. */
export interface Links {
  kind: "links";
  links: (Link & { current?: boolean })[];
}
