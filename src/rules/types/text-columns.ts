/** Columns whose type is judged for being text. */
import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import { builtInType, ownColumns } from "./base-type.ts";
import { meansBoolean } from "./boolean-stand-in.ts";
import { isSumName } from "./money-words.ts";
import { promiseOf } from "./text-names.ts";

/** The table's own columns of text with or without a length, without domains and what another rule has a better type for. */
export function textColumnsOf(table: Relation, catalog: Catalog): Column[] {
  return ownColumns(table).filter((column) => {
    if (column.typeParts.kind === "domain") return false;
    const type = builtInType(column);
    if (type === "text") return true;
    return (
      LIMITED.has(type ?? "") &&
      promiseOf(column) === null &&
      !isSumName(column.name) &&
      !meansBoolean(column, table, catalog)
    );
  });
}

const LIMITED: ReadonlySet<string> = new Set(["varchar", "bpchar"]);
