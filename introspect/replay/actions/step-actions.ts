/** What a step's statements do to tables that stood before it. Pure: reads their trees, runs nothing. */
import type { Node, RangeVar } from "libpg-query";
import type { StepAction } from "../../../src/model/migration-facts.ts";
import type { ScriptStatement } from "../script/script.ts";
import { readBlock, statementsOfRoutine } from "../statement/block-statements.ts";
import { kindOf } from "../statement/statement-kind.ts";
import {
  hasOption,
  nameOf,
  partsOf,
  toWrittenName,
  treeOf,
  type WrittenName,
  walkTree,
} from "../statement/statement-tree.ts";
import { alterTableEffects, type Effect } from "./alter-table-actions.ts";

/** A relation as it is found by the name in a statement. */
export interface RelationName {
  schema: string;
  name: string;
}

/** What stood before the step. */
export interface Before {
  /** The relation of that name, in whatever schema where none is given; `null` where there was none. */
  relation(schema: string | null, name: string): RelationName | null;
  schema(name: string): boolean;
  /** The CREATE of the one routine of that bare name; `null` where there is none, and where there are several. */
  routine(name: string): string | null;
  /** A check already keeps nulls out of the column, so that SET NOT NULL reads no row. */
  keepsNullsOut(relation: RelationName, column: string): boolean;
}

const ALTER: Effect = { kind: "alter", name: null };

/** Reads the statements in their order. `rewrite table` is said of all that may do so: only running them shows it. */
export function readActions(statements: readonly ScriptStatement[], before: Before): StepAction[] {
  const reader = new ActionReader(before);
  for (const statement of statements) reader.read(statement);
  return reader.actions;
}

class ActionReader {
  readonly actions: StepAction[] = [];
  readonly #before: Before;
  /** Relations that the step has made, by bare name: they are its own. */
  readonly #made = new Set<string>();
  /** What the step has renamed: the new bare name, and what it was. */
  readonly #renamed = new Map<string, RelationName>();
  /** Columns and constraints that the step has added, as `relation\0name`. */
  readonly #added = new Set<string>();
  /** Bodies of routines that the step has made, by bare name; empty once it is called. */
  readonly #routines = new Map<string, ScriptStatement[]>();

  constructor(before: Before) {
    this.#before = before;
  }

  read(statement: ScriptStatement): void {
    for (const within of readBlock(statement).statements) this.read(within);
    const tree = treeOf(statement);
    if (tree === null) return;
    this.#readNode(statement, tree);
    this.#readCalls(statement, tree);
  }

  #readNode(statement: ScriptStatement, node: Node): void {
    const say = (tag: string, name: WrittenName | null, ...effects: Effect[]) =>
      this.#say(statement, tag, name, effects);
    if ("CreateStmt" in node) this.#make(node.CreateStmt.relation, node.CreateStmt.if_not_exists);
    else if ("CreateForeignTableStmt" in node) this.#make(node.CreateForeignTableStmt.base?.relation);
    else if ("ViewStmt" in node) this.#make(node.ViewStmt.view);
    else if ("CreateTableAsStmt" in node)
      this.#make(node.CreateTableAsStmt.into?.rel, node.CreateTableAsStmt.if_not_exists);
    else if ("CreateFunctionStmt" in node) {
      const name = partsOf(node.CreateFunctionStmt.funcname).at(-1) ?? "";
      this.#routines.set(name, statementsOfRoutine(statement, node.CreateFunctionStmt));
    } else if ("IndexStmt" in node) {
      const { relation, concurrent, idxname } = node.IndexStmt;
      // On the parent alone, an index is an entry in the catalog: nothing is built.
      if (!concurrent && relation?.inh)
        say("CREATE INDEX", nameOf(relation), { kind: "build index", name: idxname ?? null }, ALTER);
    } else if ("AlterTableStmt" in node) this.#alterTable(statement, node);
    else if ("RenameStmt" in node) this.#rename(statement, node);
    else if ("AlterObjectSchemaStmt" in node) {
      const { objectType, relation } = node.AlterObjectSchemaStmt;
      if (objectType === "OBJECT_TABLE" && relation !== undefined) say("ALTER TABLE", nameOf(relation), ALTER);
    } else if ("DropStmt" in node) this.#drop(statement, node);
    else if ("TruncateStmt" in node) {
      for (const name of namesIn(node.TruncateStmt.relations))
        say("TRUNCATE", name, { kind: "truncate", name: null }, ALTER);
    } else if ("RefreshMatViewStmt" in node) {
      const { relation, concurrent, skipData } = node.RefreshMatViewStmt;
      const filled: Effect[] = skipData ? [] : [{ kind: "refresh view", name: null }];
      if (!concurrent && relation !== undefined) say("REFRESH MATERIALIZED VIEW", nameOf(relation), ...filled, ALTER);
    } else if ("ReindexStmt" in node) {
      const { kind, relation, params } = node.ReindexStmt;
      if (kind === "REINDEX_OBJECT_TABLE" && relation !== undefined && !hasOption(params, "concurrently"))
        say("REINDEX", nameOf(relation), { kind: "reindex", name: null }, ALTER);
    } else if ("ClusterStmt" in node) {
      const { relation } = node.ClusterStmt;
      if (relation !== undefined) say("CLUSTER", nameOf(relation), { kind: "cluster", name: null }, ALTER);
    } else if ("VacuumStmt" in node) {
      const { rels, options, is_vacuumcmd } = node.VacuumStmt;
      if (!is_vacuumcmd || !hasOption(options, "full")) return;
      const tables = (rels ?? []).flatMap((each) => ("VacuumRelation" in each ? [each.VacuumRelation.relation] : []));
      for (const table of tables) {
        if (table !== undefined) say("VACUUM FULL", nameOf(table), { kind: "vacuum full", name: null }, ALTER);
      }
    } else this.#readRows(statement, node);
  }

  /** Rows that a statement deletes, in its WITH too, and the table that SELECT INTO makes. */
  #readRows(statement: ScriptStatement, tree: Node): void {
    walkTree(tree, (node) => {
      // What a rule does, it does later; what is only explained is not done.
      if ("RuleStmt" in node) return false;
      if ("ExplainStmt" in node) return hasOption(node.ExplainStmt.options, "analyze");
      if ("SelectStmt" in node) this.#make(node.SelectStmt.intoClause?.rel);
      if ("DeleteStmt" in node) {
        const { relation, whereClause, usingClause } = node.DeleteStmt;
        if (relation !== undefined && whereClause === undefined && usingClause === undefined)
          this.#say(statement, "DELETE", nameOf(relation), [{ kind: "delete all rows", name: null }]);
      }
      return true;
    });
  }

  /** What is done by the routines that a statement calls, each said once. */
  #readCalls(statement: ScriptStatement, tree: Node): void {
    // What the step has not made itself may be called by what it makes, and only later.
    const calls = ["query", "rows", "code"].includes(kindOf(statement));
    if (!calls && this.#routines.size === 0) return;
    walkTree(tree, (node) => {
      if ("CreateFunctionStmt" in node) return false;
      const call = "FuncCall" in node ? node.FuncCall : "CallStmt" in node ? node.CallStmt.funccall : undefined;
      const name = partsOf(call?.funcname).at(-1);
      if (name === undefined) return true;
      const body = this.#routines.get(name) ?? (calls ? this.#standingBody(statement, name) : []);
      if (body.length > 0) this.#routines.set(name, []);
      for (const within of body) this.read(within);
      return true;
    });
  }

  /** What a routine runs that stood before the step; places are those of the statement that calls it. */
  #standingBody(statement: ScriptStatement, name: string): ScriptStatement[] {
    const text = this.#before.routine(name);
    const created = text === null ? null : { ...statement, text };
    const tree = created === null ? null : treeOf(created);
    return created !== null && tree !== null && "CreateFunctionStmt" in tree
      ? statementsOfRoutine(created, tree.CreateFunctionStmt)
      : [];
  }

  /** IF NOT EXISTS leaves a table that was there before as it is. */
  #make(relation: RangeVar | undefined, ifNotExists = false): void {
    if (relation === undefined) return;
    const { schema, name } = nameOf(relation);
    if (!ifNotExists || this.#before.relation(schema, name) === null) this.#made.add(name);
  }

  #drop(
    statement: ScriptStatement,
    { DropStmt: { removeType, objects = [] } }: Extract<Node, { DropStmt: unknown }>,
  ): void {
    for (const object of objects) {
      const name = toWrittenName(partsOf(object));
      if (removeType === "OBJECT_TABLE") {
        if (this.#say(statement, "DROP TABLE", name, [{ kind: "drop table", name: null }, ALTER]))
          this.#made.add(name.name);
      } else if (removeType === "OBJECT_SCHEMA" && this.#before.schema(name.name)) {
        const place = { file: statement.file, line: statement.line };
        const dropped = { schema: null, relation: name.name, name: null };
        this.actions.push({ kind: "drop schema", ...place, tag: "DROP SCHEMA", ...dropped });
      }
    }
  }

  #rename(statement: ScriptStatement, { RenameStmt: rename }: Extract<Node, { RenameStmt: unknown }>): void {
    const { renameType, relationType, relation, newname } = rename;
    const ofTable =
      renameType === "OBJECT_TABLE" || renameType === "OBJECT_TABCONSTRAINT" || relationType === "OBJECT_TABLE";
    if (!ofTable || relation === undefined) return;
    const name = nameOf(relation);
    const standing = this.#find(name);
    if (renameType === "OBJECT_TABLE" && newname !== undefined) {
      if (standing === null) this.#made.add(newname);
      else this.#renamed.set(newname, standing);
    }
    this.#say(statement, "ALTER TABLE", name, [ALTER]);
  }

  #alterTable(statement: ScriptStatement, { AlterTableStmt: alter }: Extract<Node, { AlterTableStmt: unknown }>): void {
    if (alter.objtype !== "OBJECT_TABLE" || alter.relation === undefined) return;
    const name = nameOf(alter.relation);
    const standing = this.#find(name);
    if (standing === null) return;
    const key = (part: string) => `${standing.schema}\0${standing.name}\0${part}`;
    const effects = alterTableEffects(alter, {
      isAdded: (part) => this.#added.has(key(part)),
      add: (part) => this.#added.add(key(part)),
      keepsNullsOut: (column) => this.#before.keepsNullsOut(standing, column),
    });
    this.#say(statement, "ALTER TABLE", name, effects);
  }

  /** Keeps what is done to a relation that stood before the step; whether it did. */
  #say({ file, line }: ScriptStatement, tag: string, name: WrittenName | null, effects: readonly Effect[]): boolean {
    const standing = name === null ? null : this.#find(name);
    if (standing === null) return false;
    const { schema, name: relation } = standing;
    for (const effect of effects) {
      this.actions.push({ kind: effect.kind, file, line, tag, schema, relation, name: effect.name });
    }
    return true;
  }

  /** What stood before the step; `null` for what the step made itself, and for what is not known. */
  #find({ schema, name }: WrittenName): RelationName | null {
    if (this.#made.has(name)) return null;
    return this.#renamed.get(name) ?? this.#before.relation(schema, name);
  }
}

function namesIn(relations: readonly Node[] | undefined): WrittenName[] {
  return (relations ?? []).flatMap((each) => ("RangeVar" in each ? [nameOf(each.RangeVar)] : []));
}
