/** The parts of a table's or domain's definition that it can do without: defaults, expressions, constraints. */
import type { ColumnDef, Constraint, Node } from "libpg-query";
import { quoteIdentifier, quoteQualified } from "../../../src/model/names.ts";
import type { ScriptStatement } from "../script/script.ts";
import { toWords, type Word } from "../script/sql-lexer.ts";
import { nameOf, partsOf, treeOf } from "../statement/statement-tree.ts";

export interface TablePart {
  /** For people: `default of column shop.orders.id`. */
  what: string;
  /** Characters of the statement, the second one excluded; the comma that goes with it is among them. */
  start: number;
  end: number;
  constraint: Constraint;
}

/** Attributes stand behind the constraint that they belong to and are no parts of their own. */
const PARTS: ReadonlyMap<string, string> = new Map([
  ["CONSTR_DEFAULT", "default"],
  ["CONSTR_GENERATED", "generation"],
  ["CONSTR_CHECK", "check"],
  ["CONSTR_EXCLUSION", "exclusion constraint"],
  ["CONSTR_FOREIGN", "foreign key"],
  ["CONSTR_UNIQUE", "unique constraint"],
  ["CONSTR_PRIMARY", "primary key"],
]);

/** In the statement's order; empty for a statement that makes no column and no constraint beside others. */
export function tablePartsOf(statement: ScriptStatement): TablePart[] {
  const tree = treeOf(statement);
  if (tree === null) return [];
  const reader = new PartReader(statement.text);
  if ("CreateStmt" in tree) {
    const { relation, tableElts = [] } = tree.CreateStmt;
    const table = relation === undefined ? "" : written(relation);
    return tableElts.flatMap((element) => reader.partsOfElement(element, table));
  }
  if ("AlterTableStmt" in tree) {
    const { relation, cmds = [] } = tree.AlterTableStmt;
    const table = relation === undefined ? "" : written(relation);
    return cmds.flatMap((each) => {
      const definition = "AlterTableCmd" in each ? each.AlterTableCmd.def : undefined;
      if (definition === undefined || (cmds.length === 1 && "Constraint" in definition)) return [];
      return reader.partsOfElement(definition, table);
    });
  }
  if ("CreateDomainStmt" in tree) {
    const { domainname, constraints = [] } = tree.CreateDomainStmt;
    return reader.partsOfList(constraints, `domain ${partsOf(domainname).map(quoteIdentifier).join(".")}`);
  }
  return [];
}

function written(relation: Parameters<typeof nameOf>[0]): string {
  const { schema, name } = nameOf(relation);
  return schema === null ? quoteIdentifier(name) : quoteQualified(schema, name);
}

class PartReader {
  readonly #bytes: Buffer;
  readonly #words: readonly Word[];

  constructor(text: string) {
    this.#bytes = Buffer.from(text);
    this.#words = toWords(text);
  }

  /** Of one element of CREATE TABLE's list, or of one command of ALTER TABLE. */
  partsOfElement(element: Node, table: string): TablePart[] {
    if ("ColumnDef" in element) {
      const { colname, constraints = [], collClause } = element.ColumnDef as ColumnDef;
      return this.partsOfList(constraints, `column ${table}.${quoteIdentifier(colname ?? "")}`, collClause?.location);
    }
    if (!("Constraint" in element)) return [];
    const at = this.#wordAt(element.Constraint.location);
    const kind = PARTS.get(element.Constraint.contype ?? "");
    if (at === -1 || kind === undefined) return [];
    return [{ what: nameIt(kind, element.Constraint, table), ...this.#element(at), constraint: element.Constraint }];
  }

  /** Of the constraints of one column or domain, each of which ends where the next one begins. */
  partsOfList(constraints: readonly Node[], owner: string, other?: number): TablePart[] {
    const own = constraints.flatMap((each) => ("Constraint" in each ? [each.Constraint] : []));
    const starts = [
      ...own.filter(({ contype }) => !/_ATTR_/.test(contype ?? "")).map(({ location }) => location),
      other,
    ];
    const offsets = starts.flatMap((location) => (location === undefined ? [] : [this.#offset(location)]));
    return own.flatMap((constraint): TablePart[] => {
      const kind = PARTS.get(constraint.contype ?? "");
      const at = this.#wordAt(constraint.location);
      if (kind === undefined || at === -1) return [];
      const { start } = this.#words[at] as Word;
      const end = Math.min(this.#endOf(at).end, ...offsets.filter((offset) => offset > start));
      return [{ what: nameIt(kind, constraint, owner), start, end, constraint }];
    });
  }

  /** An element with the comma behind it, or else the one before; ADD before a constraint goes too. */
  #element(at: number): { start: number; end: number } {
    const { end, next } = this.#endOf(at);
    const first = this.#words[at - 1]?.upper === "ADD" ? at - 1 : at;
    const behind = this.#words[next];
    if (behind?.text === ",") return { start: (this.#words[first] as Word).start, end: behind.end };
    const before = this.#words[first - 1];
    const start = before?.text === "," ? before.start : (this.#words[first] as Word).start;
    return { start, end };
  }

  /** Where the element ends that the word stands in, and the place of the word behind it. */
  #endOf(at: number): { end: number; next: number } {
    const { depth } = this.#words[at] as Word;
    let brackets = 0;
    let next = at;
    for (; next < this.#words.length; next += 1) {
      const word = this.#words[next] as Word;
      if (word.depth < depth) break;
      if (word.text === "[") brackets += 1;
      if (word.text === "]") brackets -= 1;
      if (word.text === "," && word.depth === depth && brackets === 0) break;
    }
    return { end: (this.#words[next - 1] as Word).end, next };
  }

  #wordAt(location: number | undefined): number {
    const offset = this.#offset(location);
    return this.#words.findIndex(({ start }) => start === offset);
  }

  /** The parser counts bytes from 0, and leaves 0 out. */
  #offset(location = 0): number {
    return this.#bytes.subarray(0, location).toString().length;
  }
}

function nameIt(kind: string, { conname }: Constraint, owner: string): string {
  return `${kind}${conname === undefined ? "" : ` ${quoteIdentifier(conname)}`} of ${owner}`;
}
