/** Walks through a statement, query by query, and notes which relations it names and how it searches them. */
import type { Alias, Node, ParseResult, RangeVar, SelectStmt, WithClause } from "libpg-query";
import { compareText } from "../../src/model/names.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { RelationUse } from "../../src/model/workload.ts";
import { noteCondition } from "./conditions.ts";
import { noteOrder, type Outputs, outputsOf } from "./outputs.ts";
import type { Mention, RelationNames, Scope, Source } from "./scope.ts";
import { isA, subqueriesUnder, textOf } from "./syntax.ts";

/** Views within views; PostgreSQL itself refuses circles. */
const DEEPEST = 8;

const UNKNOWN: Outputs = { columns: new Map(), open: true };

/** The parts of UPDATE, DELETE and MERGE. */
interface Change {
  withClause: WithClause | undefined;
  from: Node[] | undefined;
  where: Node | undefined;
  /** Everything else that may hold subqueries. */
  rest: unknown;
}

export class QueryWalk {
  readonly #names: RelationNames;
  readonly #viewOf: (definition: string) => SelectStmt | null;
  readonly #mentions: Mention[] = [];
  #depth = 0;

  /** `viewOf` parses the query of a view; `null` where the parser does not take it. */
  constructor(names: RelationNames, viewOf: (definition: string) => SelectStmt | null) {
    this.#names = names;
    this.#viewOf = viewOf;
  }

  /** What a statement searches; nothing, where it is a utility statement. */
  usesOf(tree: ParseResult): RelationUse[] {
    this.#statement(tree.stmts?.[0]?.stmt, { sources: [], expressions: new Set(), outer: null });
    const uses = this.#mentions.map(toUse).map((use) => [JSON.stringify(use), use] as const);
    return [...new Map(uses)].sort(([a], [b]) => compareText(a, b)).map(([, use]) => use);
  }

  #statement(node: Node | undefined, outer: Scope): void {
    if (isA(node, "SelectStmt")) {
      this.#select(node.SelectStmt, outer);
    } else if (isA(node, "InsertStmt")) {
      const { withClause, selectStmt, ...rest } = node.InsertStmt;
      const scope = this.#open(withClause, outer);
      if (isA(selectStmt, "SelectStmt")) this.#select(selectStmt.SelectStmt, scope);
      this.#subqueries(rest, scope);
    } else if (isA(node, "UpdateStmt")) {
      const { relation, withClause, fromClause, whereClause, ...rest } = node.UpdateStmt;
      this.#change(relation, { withClause, from: fromClause, where: whereClause, rest }, outer);
    } else if (isA(node, "DeleteStmt")) {
      const { relation, withClause, usingClause, whereClause, ...rest } = node.DeleteStmt;
      this.#change(relation, { withClause, from: usingClause, where: whereClause, rest }, outer);
    } else if (isA(node, "MergeStmt")) {
      const { relation, withClause, sourceRelation, joinCondition, ...rest } = node.MergeStmt;
      const from = sourceRelation === undefined ? [] : [sourceRelation];
      this.#change(relation, { withClause, from, where: joinCondition, rest }, outer);
    }
  }

  #change(relation: RangeVar | undefined, { withClause, from = [], where, rest }: Change, outer: Scope): void {
    const scope = this.#open(withClause, outer);
    if (relation !== undefined) scope.sources.push(this.#relation(relation, scope));
    for (const item of from) this.#from(item, scope);
    noteCondition(where, scope);
    this.#subqueries([where, rest], scope);
  }

  /** The scope of a query, and what it gives by column. */
  #select(select: SelectStmt, outer: Scope): Outputs {
    const scope = this.#open(select.withClause, outer);
    if (select.larg !== undefined && select.rarg !== undefined) {
      this.#select(select.larg, scope);
      this.#select(select.rarg, scope);
      return UNKNOWN;
    }
    for (const item of select.fromClause ?? []) this.#from(item, scope);
    noteCondition(select.whereClause, scope);
    noteOrder(select, scope);
    const { withClause: _with, fromClause: _from, larg: _left, rarg: _right, ...expressions } = select;
    this.#subqueries(expressions, scope);
    return outputsOf(select, scope);
  }

  /** A new scope within another, with the common table expressions that a query begins with. */
  #open(withClause: WithClause | undefined, outer: Scope): Scope {
    const expressions = new Set(outer.expressions);
    const scope: Scope = { sources: [], expressions, outer };
    for (const each of withClause?.ctes ?? []) {
      if (!isA(each, "CommonTableExpr")) continue;
      const { ctename = "", ctequery } = each.CommonTableExpr;
      if (withClause?.recursive === true) expressions.add(ctename);
      this.#statement(ctequery, { sources: [], expressions, outer });
      expressions.add(ctename);
    }
    return scope;
  }

  #subqueries(node: unknown, scope: Scope): void {
    for (const select of subqueriesUnder(node)) this.#select(select, scope);
  }

  #from(item: Node, scope: Scope): void {
    if (isA(item, "RangeVar")) scope.sources.push(this.#relation(item.RangeVar, scope));
    else if (isA(item, "JoinExpr")) {
      const { larg, rarg, quals, usingClause = [] } = item.JoinExpr;
      const before = scope.sources.length;
      for (const side of [larg, rarg]) if (side !== undefined) this.#from(side, scope);
      const joined = scope.sources.slice(before);
      for (const name of usingClause) noteUsing(textOf(name), joined);
      noteCondition(quals, scope);
      this.#subqueries(quals, scope);
    } else if (isA(item, "RangeSubselect")) {
      const { subquery, alias, lateral } = item.RangeSubselect;
      if (!isA(subquery, "SelectStmt")) return;
      const around = lateral === true ? scope : { ...scope, sources: [] };
      const outputs = this.#select(subquery.SelectStmt, around);
      const name = alias?.aliasname ?? null;
      scope.sources.push({ name, schema: null, ...(isRenamed(alias) ? UNKNOWN : outputs) });
    } else if (isA(item, "RangeTableSample") && item.RangeTableSample.relation !== undefined) {
      this.#from(item.RangeTableSample.relation, scope);
    } else {
      this.#subqueries(item, scope);
      scope.sources.push({ name: aliasOf(item), schema: null, ...UNKNOWN });
    }
  }

  /** A table as it stands, a view as its query. */
  #relation({ schemaname, relname = "", alias }: RangeVar, scope: Scope): Source {
    const name = alias?.aliasname ?? relname;
    const schema = alias === undefined ? (schemaname ?? null) : null;
    const isExpression = schemaname === undefined && scope.expressions.has(relname);
    const relation = isExpression ? null : this.#names.find(schemaname ?? null, relname);
    const outputs =
      relation === null ? UNKNOWN : relation.kind === "view" ? this.#view(relation) : this.#table(relation);
    return { name, schema, ...(isRenamed(alias) ? UNKNOWN : outputs) };
  }

  #view({ definition }: Relation): Outputs {
    const query = definition === null || this.#depth === DEEPEST ? null : this.#viewOf(definition);
    if (query === null) return UNKNOWN;
    this.#depth += 1;
    const outputs = this.#select(query, { sources: [], expressions: new Set(), outer: null });
    this.#depth -= 1;
    return outputs;
  }

  #table(relation: Relation): Outputs {
    const empty = () => new Set<string>();
    const mention: Mention = {
      relation,
      ...{ equality: empty(), range: empty(), join: empty(), other: empty() },
      order: [],
      limited: false,
    };
    this.#mentions.push(mention);
    return {
      columns: new Map(relation.columns.map((column) => [column.name, { mention, column: column.name }])),
      open: false,
    };
  }
}

/** A column that is in both sides of a join. */
function noteUsing(column: string, joined: readonly Source[]): void {
  for (const source of joined) {
    const target = source.columns.get(column);
    target?.mention.join.add(target.column);
  }
}

/** The alias names the columns anew. */
function isRenamed(alias: Alias | undefined): boolean {
  return (alias?.colnames ?? []).length > 0;
}

function aliasOf(item: Node): string | null {
  const [body] = Object.values(item) as { alias?: { aliasname?: string } }[];
  return body?.alias?.aliasname ?? null;
}

function toUse({ relation, equality, range, join, other, order, limited }: Mention): RelationUse {
  const sorted = (columns: ReadonlySet<string>) => [...columns].sort(compareText);
  return {
    schema: relation.schema,
    name: relation.name,
    equality: sorted(equality),
    range: sorted(range),
    join: sorted(join),
    other: sorted(other),
    order,
    limited,
  };
}
