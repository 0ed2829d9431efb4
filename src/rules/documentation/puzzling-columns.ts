/** Columns that do not explain themselves. */
import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import { foreignKeysOf, primaryKeyOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import type { RuleContext } from "../../model/rule.ts";
import { belongsToAddress } from "../structure/coded-columns.ts";
import { builtInType } from "../types/base-type.ts";
import { meansBoolean } from "../types/boolean-stand-in.ts";
import { checksOf, literalsOf } from "../types/checked-literals.ts";
import { isCodedName, isCodeType } from "../types/coded-names.ts";
import { isMoneyName } from "../types/money-words.ts";
import { commentFault, tableCommentFault } from "./comment-worth.ts";

const PLAIN: ReadonlySet<string> = new Set(["id", "created_at", "updated_at"]);
/** Words of up to three letters that are no abbreviations, or whose abbreviation is the word. */
const SHORT_WORDS: ReadonlySet<string> = new Set(
  "age app art at bin bio box by cc day due ean end era fax fee gas hex ip job key lat lng log lon lot mac map max min net new no old on own pay pin qty raw row run set sex sku sum tab tag tax tip to top upc url vat way web zip".split(
    " ",
  ),
);

/** Why a column needs a comment, as a noun; `null` where it explains itself. */
export function puzzleOf(column: Column, table: Relation, context: RuleContext): string | null {
  const { name, typeParts } = column;
  if (!column.local || PLAIN.has(name.toLowerCase())) return null;
  const keys = foreignKeysOf(table).filter((key) => key.columns.includes(name));
  if (keys.length > 0) {
    const unknown = keys.some(({ references }) => {
      const target = context.lookup.relation(references.schema, references.relation);
      return target === null || tableCommentFault(target) !== null;
    });
    return column.nullable && unknown ? "optional reference to a table without a comment" : null;
  }
  const type = builtInType(column) ?? "";
  if (typeParts.array || typeParts.base.array) return "array";
  if (type === "json" || type === "jsonb") return "JSON";
  if (meansBoolean(column, table, context.catalog)) return "boolean";
  if (typeParts.base.kind === "enum") return "enum";
  if (type === "money" || (NUMBERS.has(type) && isMoneyName(name))) return "money";
  if (isCodeType(column) && isCodedName(name) && !belongsToAddress(column, table)) return "coded values";
  if (CODES.has(type) && isListed(column, table, context)) return "coded values";
  if (primaryKeyOf(table).includes(name)) return null;
  return name.length <= 3 && !SHORT_WORDS.has(name.toLowerCase()) ? "abbreviated name" : null;
}

const NUMBERS: ReadonlySet<string> = new Set(["int2", "int4", "int8", "numeric", "float4", "float8"]);
const CODES: ReadonlySet<string> = new Set(["text", "varchar", "bpchar", "int2", "int4"]);

/** The comment on its enum or domain says what the values mean. */
export function isExplainedByType({ typeParts }: Column, catalog: Catalog): boolean {
  return [typeParts, typeParts.base].some(({ kind, schema, name }) => {
    if (kind !== "enum" && kind !== "domain") return false;
    const type = catalog.types.find((each) => each.kind === kind && each.schema === schema && each.name === name);
    return type !== undefined && commentFault(type.comment, name) === null;
  });
}

/** A CHECK lists the values that the column may have. */
function isListed(column: Column, table: Relation, { catalog }: RuleContext): boolean {
  return checksOf(column, table, catalog).some(
    (check) => /= ANY \(|( = .* OR )/.test(check) && literalsOf(check).length > 1,
  );
}
