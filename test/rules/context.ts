/** What rules are told besides their subject. */
import type { Catalog } from "../../src/model/catalog.ts";
import { buildLookup } from "../../src/model/lookup.ts";
import type { Rule, RuleContext } from "../../src/model/rule.ts";
import { securityConfigSchema } from "../../src/model/security-config.ts";
import { judgeable } from "./table-rules.ts";

/** The rule's own defaults where options are not given; no date, no roles of the application, no tenants. */
export function contextOf(
  catalog: Catalog,
  rule: Rule,
  given: Partial<Pick<RuleContext, "asOf" | "indexPattern" | "security" | "migrated" | "justified" | "noted">> & {
    options?: Readonly<Record<string, unknown>>;
  } = {},
): RuleContext {
  const defaults = Object.entries(rule.options).map(([name, option]) => [name, option.default]);
  return {
    catalog,
    lookup: buildLookup(catalog),
    tables: judgeable(catalog),
    asOf: given.asOf ?? null,
    security: given.security ?? securityConfigSchema.parse({}),
    migrated: given.migrated ?? null,
    justified: given.justified ?? new Set(),
    noted: given.noted ?? new Set(),
    indexPattern: given.indexPattern ?? "idx_{table}_{columns}",
    options: { ...Object.fromEntries(defaults), ...given.options },
    uncountable: new Set(),
  };
}
