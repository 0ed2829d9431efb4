/** Columns that repeat what another table knows. */
import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import type { RuleContext } from "../../model/rule.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { builtInType, ownColumns } from "../types/base-type.ts";
import { isReferencing } from "./primary-key.ts";

/** What is kept as it was at the time. */
const AS_IT_WAS = /(^|_)(price|cost|rate|amount|total|fee|tax|discount|address|currency|status|version|revision)$/;

/** Columns called like one of the table that a foreign key leads to, of the same type, and lists in a text. */
export function copiesIn(table: Relation, { lookup }: Pick<RuleContext, "lookup">): { name: string; said: Sentence }[] {
  const free = ownColumns(table).filter((each) => each.generated === null && !isReferencing(each.name, table));
  const lists = free
    .filter((column) => /_(ids|list)$/.test(column.name) && /^(text|varchar)$/.test(builtInType(column) ?? ""))
    .filter((column) => !column.typeParts.base.array)
    .map(({ name }) => ({ name, said: say`Column ${name} seems to hold a list in a text.` }));
  const copies = foreignKeysOf(table).flatMap((key) => {
    const stem = key.columns.length === 1 ? /^(.+)_id$/.exec(key.columns[0] as string)?.[1] : undefined;
    const target = lookup.relation(key.references.schema, key.references.relation);
    if (stem === undefined || target === null) return [];
    return free.flatMap((column) => {
      const original = column.name.startsWith(`${stem}_`) ? column.name.slice(stem.length + 1) : "";
      const same = target.columns.some((each) => each.name === original && each.type === column.type);
      if (!same || AS_IT_WAS.test(original)) return [];
      return [{ name: column.name, said: say`Column ${column.name} repeats ${original} of ${target.name}.` }];
    });
  });
  return [...copies, ...lists];
}
