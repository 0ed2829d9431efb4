/** What a step's statements do to tables that stood before it. Pure: reads their trees, runs nothing. */
import type { Node, RangeVar } from "libpg-query";
import type { StepAction, StepActionKind } from "../../../src/model/migration-facts.ts";
import type { ScriptStatement } from "../script/script.ts";
import { alterTableEffects } from "./alter-table-actions.ts";
import { statementsOfBlock, statementsOfRoutine } from "./block-statements.ts";
import { hasOption, nameOf, partsOf, toWrittenName, treeOf, type WrittenName, walkTree } from "./statement-tree.ts";

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
  /** A check already keeps nulls out of the column, so that SET NOT NULL reads no row. */
  keepsNullsOut(relation: RelationName, column: string): boolean;
}

/** One thing that a statement does to a relation. */
export interface Effect {
  kind: StepActionKind;
  /** The column, constraint or index; `null` for none. */
  name: string | null;
}

const ALTER: Effect = { kind: "alter", name: null };

/** Rows that a script holds are not parsed: they do none of this. */
const CONCERNED = /^(CREATE|ALTER|DROP|TRUNCATE|REINDEX|REFRESH|CLUSTER|VACUUM|SELECT|WITH|CALL)\b|\bDELETE\b/i;
/** Longer statements are such rows. */
const LENGTH = 200_000;

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
  /** Bodies of routines that the step has made, by bare name; taken out when it is first called. */
  readonly #routines = new Map<string, ScriptStatement[]>();

  constructor(before: Before) {
    this.#before = before;
  }

  read(statement: ScriptStatement): void {
    for (const within of statementsOfBlock(statement)) this.read(within);
    if (statement.text.length > LENGTH) return;
    if (this.#routines.size === 0 && !CONCERNED.test(statement.text)) return;
    const tree = treeOf(statement);
    if (tree === null) return;
    this.#readNode(statement, tree);
    this.#readCalls(tree);
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
      // What a rule does, it does later.
      if ("RuleStmt" in node) return false;
      if ("SelectStmt" in node) this.#make(node.SelectStmt.intoClause?.rel);
      if ("DeleteStmt" in node) {
        const { relation, whereClause, usingClause } = node.DeleteStmt;
        if (relation !== undefined && whereClause === undefined && usingClause === undefined)
          this.#say(statement, "DELETE", nameOf(relation), [{ kind: "delete all rows", name: null }]);
      }
      return true;
    });
  }

  /** What is done by the routines that a statement calls, where the step itself has made them. */
  #readCalls(tree: Node): void {
    if (this.#routines.size === 0) return;
    walkTree(tree, (node) => {
      if ("CreateFunctionStmt" in node) return false;
      const call = "FuncCall" in node ? node.FuncCall : "CallStmt" in node ? node.CallStmt.funccall : undefined;
      const name = partsOf(call?.funcname).at(-1);
      const body = name === undefined ? undefined : this.#routines.get(name);
      if (name !== undefined && body !== undefined) {
        this.#routines.delete(name);
        for (const within of body) this.read(within);
      }
      return true;
    });
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
