/** Names for indexes by a pattern. */
import type { Index } from "../../model/index-definition.ts";
import type { Relation } from "../../model/relation.ts";
import { clipName } from "./generated-names.ts";
import { descriptionIn } from "./name-description.ts";
import { buildForm, isByForm, isTooLong, MORE, type NameForm, nameOfForm } from "./name-form.ts";

/** Whether the index is called by the pattern, with an ending or, where it has an expression, with anything in it. */
export function isIndexName(pattern: string, index: Index, table: Relation): boolean {
  const form = buildIndexForm(pattern, columnsOf(index), table);
  if (isByForm(index.name, form, form.open ? /./ : MORE)) return true;
  if (form.like !== null) return false;
  return isTooLong(form) && index.name.startsWith(clipName(nameStart(pattern, table)));
}

/** What the pattern has before the columns, without an underscore at its end. */
function nameStart(pattern: string, table: Relation): string {
  return buildIndexForm(pattern, null, table).before.replace(/_$/, "");
}

/** Open at the columns where they are `null`. */
function buildIndexForm(pattern: string, columns: readonly string[] | null, table: Relation): NameForm {
  return buildForm(pattern, { table: [table.name], columns, column: columns?.slice(0, 1) ?? null });
}

/** The key columns, `null` where one is an expression. */
function columnsOf(index: Index): string[] | null {
  const columns = index.key.map(({ column }) => column);
  return columns.every((column) => column !== null) ? columns : null;
}

/** The pattern's name for an index that is there, with what sets it apart. */
export function expectedIndexName(pattern: string, index: Index, table: Relation): string {
  const form = buildIndexForm(pattern, columnsOf(index), table);
  if (form.open) return nameOfForm(form, descriptionIn(index.name, table) ?? "expression");
  return nameOfForm(form, nameEnding(index));
}

/** What sets an index apart from a plain one on the same columns. */
function nameEnding({ predicate, method, key }: Index): string {
  if (predicate !== null) return "_partial";
  if (method !== "btree") return `_${method}`;
  return key.some(({ operatorClass }) => operatorClass.name.endsWith("_pattern_ops")) ? "_pattern" : "";
}
