/** What a user's configuration imports from `cartulary`. */
export type { Catalog, Schema } from "./model/catalog.ts";
export type { Column } from "./model/column.ts";
export { defineConfig, type UserConfig } from "./model/config.ts";
export type { Constraint, ForeignKey } from "./model/constraint.ts";
export type { Index } from "./model/index-definition.ts";
export { type CatalogLookup, foreignKeysOf, primaryKeyOf } from "./model/lookup.ts";
export { quoteIdentifier, quoteLiteral, quoteQualified } from "./model/names.ts";
export { defineRule, fail, type OwnProjectRule, type OwnRule, type OwnTableRule } from "./model/own-rule.ts";
export type { Relation } from "./model/relation.ts";
export type { Policy, Trigger } from "./model/relation-parts.ts";
export type { Remedy, WrittenRemedy } from "./model/remedy.ts";
export type { RemedyAction } from "./model/remedy-action.ts";
export type { Routine } from "./model/routine.ts";
export {
  type Judgement,
  notApplicable,
  notAssessed,
  PROJECT,
  pass,
  type RuleContext,
  type Subject,
} from "./model/rule.ts";
export type { FindingSubject, Scorecard } from "./model/scorecard.ts";
export { type Sentence, say } from "./model/sentence.ts";
export type { Fact, Severity } from "./model/verdict.ts";
