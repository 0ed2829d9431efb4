/** What takes a remedy back, where nothing is lost by it. */
import type { Column } from "../model/column.ts";
import { quoteIdentifier, quoteLiteral, quoteQualified } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import type { ActionOf, RemedyAction } from "../model/remedy-action.ts";

/** An action that takes another back, or a statement of what was there before (a definition, a comment). */
type Inverse = readonly RemedyAction[] | null;

/**
 * The statements that undo a remedy's actions, in their order, on the relation as it was
 * before; `null` for a remedy of what is no part of one. Empty where there is nothing to undo, `null` where something
 * would be lost or is not known.
 */
export function invertRemedy(actions: readonly RemedyAction[], before: Relation | null): RemedyAction[] | null {
  const inverse: RemedyAction[] = [];
  for (const action of [...actions].reverse()) {
    const undone = invert(action, before, actions);
    if (undone === null) return null;
    inverse.push(...undone);
  }
  return inverse;
}

function invert(action: RemedyAction, before: Relation | null, all: readonly RemedyAction[]): Inverse {
  if (action.kind === "set search path") return [written(`${routineOf(action)} RESET search_path`)];
  if (before === null) return null;
  switch (action.kind) {
    case "rename constraint":
    case "rename index":
      return [{ ...action, name: action.to, to: action.name }];
    case "create index": {
      // The constraint takes the index with it.
      const taken = all.some((other) => other.kind === "add constraint using index" && other.index === action.name);
      const { schema, table, name, concurrently } = action;
      return taken ? [] : [{ kind: "drop index", schema, table, name, concurrently }];
    }
    case "drop index":
      return restoreIndex(before, action.name, action.concurrently);
    case "add constraint using index":
      return [dropped(action), ...(restoreIndex(before, action.index, true) ?? [])];
    case "add constraint":
      return isPassing(action.name, all) ? [] : [dropped(action)];
    case "drop constraint":
      return isPassing(action.name, all) ? [] : restoreConstraint(action, before);
    case "validate constraint":
    case "rebuild index":
    // What it was set for sets it again to be undone.
    case "set time zone":
      return [];
    case "enforce constraint": {
      const alter = `ALTER TABLE ${quoteQualified(action.schema, action.table)}`;
      return [written(`${alter} ALTER CONSTRAINT ${quoteIdentifier(action.name)} NOT ENFORCED`)];
    }
    case "set not null":
      return [written(`${alterColumn(action)} DROP NOT NULL`)];
    case "set default": {
      const column = columnOf(before, action.column);
      return column === undefined ? null : [written(`${alterColumn(action)} ${formatDefault(column)}`)];
    }
    case "set type":
      return restoreType(action, before);
    case "set security invoker": {
      const option = before.options.find(({ name }) => name === "security_invoker");
      const view = `ALTER VIEW ${quoteQualified(action.schema, action.view)}`;
      return [
        written(
          `${view} ${option === undefined ? "RESET (security_invoker)" : `SET (security_invoker = ${option.value})`}`,
        ),
      ];
    }
    default:
      return null;
  }
}

/** Added and dropped within the same remedy: it only helps on the way. */
function isPassing(name: string, all: readonly RemedyAction[]): boolean {
  const has = (kind: "add constraint" | "drop constraint") =>
    all.some((other) => other.kind === kind && other.name === name);
  return has("add constraint") && has("drop constraint");
}

function written(sql: string): RemedyAction {
  return { kind: "statement", sql };
}

function dropped({ schema, table, name }: { schema: string; table: string; name: string }): RemedyAction {
  return { kind: "drop constraint", schema, table, name };
}

function routineOf({ routine, schema, name, identity }: ActionOf<"set search path">): string {
  return `ALTER ${routine.toUpperCase()} ${quoteQualified(schema, name)}(${identity})`;
}

function alterColumn({ schema, table, column }: { schema: string; table: string; column: string }): string {
  return `ALTER TABLE ${quoteQualified(schema, table)} ALTER COLUMN ${quoteIdentifier(column)}`;
}

function restoreConstraint({ schema, table, name }: ActionOf<"drop constraint">, before: Relation): Inverse {
  const constraint = before.constraints.find((each) => each.name === name);
  if (constraint === undefined) return null;
  const add = `ADD CONSTRAINT ${quoteIdentifier(name)} ${constraint.definition}`;
  return [written(`ALTER TABLE ${quoteQualified(schema, table)} ${add}`)];
}

/** The index made again, with its comment; `null` where the relation had none of the name, as one just made. */
function restoreIndex(before: Relation, name: string, concurrently: boolean): Inverse {
  const index = before.indexes.find((each) => each.name === name);
  if (index === undefined) return null;
  const create = index.definition.replace(
    /^CREATE (UNIQUE )?INDEX /,
    (found) => `${found}${concurrently ? "CONCURRENTLY " : ""}`,
  );
  const { comment } = index;
  if (comment === null) return [written(create)];
  const on = `COMMENT ON INDEX ${quoteQualified(before.schema, name)}`;
  return [written(create), written(`${on} IS ${quoteLiteral(comment)}`)];
}

function columnOf(before: Relation, name: string): Column | undefined {
  return before.columns.find((column) => column.name === name);
}

function formatDefault({ default: text }: Column): string {
  return text === null ? "DROP DEFAULT" : `SET DEFAULT ${text}`;
}

function restoreType(action: ActionOf<"set type">, before: Relation): Inverse {
  const column = columnOf(before, action.column);
  const name = quoteIdentifier(action.column);
  if (column !== undefined && isWithoutZone(column.type) && isWithZone(action.type)) {
    return [{ kind: "set time zone", zone: "UTC" }, written(`${alterColumn(action)} TYPE ${column.type}`)];
  }
  const using = column === undefined ? null : losslessCast(column.type, action.type, name);
  if (column === undefined || using === null) return null;
  const alter = `ALTER COLUMN ${name}`;
  const parts = [`${alter} DROP DEFAULT`, `${alter} TYPE ${column.type} USING ${using}`];
  if (column.default !== null) parts.push(`${alter} ${formatDefault(column)}`);
  return [written(`ALTER TABLE ${quoteQualified(action.schema, action.table)} ${parts.join(", ")}`)];
}

function isWithoutZone(type: string): boolean {
  return /^timestamp(\(\d\))? without time zone(\[\])?$/.test(type);
}

function isWithZone(type: string): boolean {
  return /^timestamp(\(\d\))? with time zone(\[\])?$/.test(type);
}

/** The old type's value from the new one's; `null` where it does not hold all of them. */
function losslessCast(old: string, now: string, name: string): string | null {
  if (now === "jsonb" && old === "json") return `${name}::json`;
  if (now !== "boolean") return null;
  return /^(integer|smallint|bigint)$/.test(old) ? `${name}::integer::${old}` : null;
}
