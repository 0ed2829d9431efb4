/** Rules by id and the tables that they are given, as the score gives them. */
import type { Catalog } from "../../src/model/catalog.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { ProjectRule, TableRule } from "../../src/model/rule.ts";
import { rules } from "../../src/rules/index.ts";
import { judgedTablesOf } from "../../src/score/judged-tables.ts";

export function tableRule(id: string): TableRule {
  const rule = rules.find((each) => each.id === id);
  if (rule?.scope !== "table") throw new Error(`No rule on tables is called ${id}.`);
  return rule;
}

export function projectRule(id: string): ProjectRule {
  const rule = rules.find((each) => each.id === id);
  if (rule?.scope !== "project") throw new Error(`No rule on the project is called ${id}.`);
  return rule;
}

export function judgeable(catalog: Catalog): Relation[] {
  return judgedTablesOf(catalog, { exclude: [], toolTables: [], judgeFrameworkTables: false });
}
